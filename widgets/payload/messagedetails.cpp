// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/messagedetails.h"

#include "base/text.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "core/headerblock.h"
#include "payload/exchangeview.h"
#include "payload/linkedsubject.h"
#include "payload/payloadview.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace gnat {

namespace {

void addRow(QStandardItemModel *model, const QString &key, const QString &value)
{
    auto *first = new QStandardItem(key);
    auto *second = new QStandardItem(value);
    second->setToolTip(value);
    model->appendRow({first, second});
}

} // namespace

MessageDetails::MessageDetails(const CodecRegistry &codecs, std::function<QString(SourceId)> connectionName,
                               QWidget *parent)
    : QWidget(parent), m_connectionName(std::move(connectionName))
{
    auto *layout = new QVBoxLayout(this);
    useBaseGround(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_payload = new PayloadView(codecs, m_tabs);
    m_headers = new QStandardItemModel(0, 2, this);
    m_headers->setHorizontalHeaderLabels({tr("Key"), tr("Value")});
    m_info = new QStandardItemModel(0, 2, this);
    m_headersTable = buildTable(m_headers, tr("Headers"));
    m_infoTable = buildTable(m_info, tr("All that is known of the message"));
    m_infoTable->horizontalHeader()->hide();
    m_tabs->addTab(m_payload, tr("Payload"));
    m_tabs->addTab(m_headersTable, tr("Headers"));
    m_exchange = new ExchangeView(m_tabs);
    m_tabs->addTab(m_exchange, tr("Exchange"));
    m_tabs->addTab(m_infoTable, tr("Info"));
    connect(m_exchange, &ExchangeView::messageRequested, this, &MessageDetails::messageRequested);
    connect(m_exchange, &ExchangeView::changed, this, &MessageDetails::showExchange);
    layout->addWidget(m_tabs, 1);
    layout->addStretch(0); // below the words where nothing is open
    updateFonts();
    clear();
}

QWidget *MessageDetails::buildHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(12, 9, 8, 6);
    layout->setSpacing(4);
    m_subject = new QLabel(header);
    m_subject->setTextFormat(Qt::RichText);
    m_subject->setMinimumWidth(40);
    m_subject->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_subject, &QLabel::linkActivated, this, &MessageDetails::filterRequested);
    m_facts = new QLabel(header);
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setMinimumWidth(40);
    layout->addWidget(m_subject);
    layout->addWidget(m_facts);
    return header;
}

QTableView *MessageDetails::buildTable(QStandardItemModel *model, const QString &accessibleName)
{
    auto *table = new QTableView(m_tabs);
    table->setModel(model);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setMinimumSectionSize(24);
    table->verticalHeader()->setDefaultSectionSize(24);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setColumnWidth(0, 138);
    table->setAccessibleName(accessibleName);
    return table;
}

void MessageDetails::updateFonts()
{
    auto font = monoFont(13);
    font.setBold(true);
    m_subject->setFont(font);
    m_headersTable->setFont(monoFont(12));
    m_infoTable->setFont(monoFont(12));
    showHeader();
}

void MessageDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_subject)
        showHeader();
}

void MessageDetails::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate(); // the subject has its new width
    showHeader();
}

void MessageDetails::setMessage(const MessageHandle &message, bool isLatest, const MessageHandle &previous)
{
    if (message.isEmpty()) {
        clear();
        return;
    }
    m_message = message;
    m_isLatest = isLatest;
    m_isKept = true;
    const auto payload = toByteArray(message.view().payload);
    if (previous.isEmpty())
        m_payload->setPayload(payload);
    else
        m_payload->setPayload(payload, toByteArray(previous.view().payload));
    showHeader();
    showHeaders();
    showInfo();
    m_exchange->setMessage(message);
    showExchange();
}

void MessageDetails::setSource(MessageSource *source)
{
    m_exchange->setSource(source);
    showExchange();
}

void MessageDetails::showExchange()
{
    m_tabs->setTabVisible(m_tabs->indexOf(m_exchange), m_exchange->isPart());
}

void MessageDetails::setKept(bool isKept)
{
    if (m_isKept == isKept)
        return;
    m_isKept = isKept;
    showHeader();
}

void MessageDetails::clear(const QString &why)
{
    m_why = why;
    m_message = {};
    m_payload->clear();
    m_exchange->setMessage({});
    showExchange();
    m_headers->setRowCount(0);
    m_info->setRowCount(0);
    m_tabs->setTabText(1, tr("Headers"));
    showHeader();
}

void MessageDetails::showHeader()
{
    const auto &colors = themeOf(this);
    const bool isOpen = !m_message.isEmpty();
    m_tabs->setVisible(isOpen);
    m_subject->setVisible(isOpen);
    m_facts->setFont(isOpen ? monoFont(11) : uiFont(px::small));
    if (!isOpen) {
        m_facts->setText(m_why.isEmpty() ? tr("Select a message or a subject.") : m_why.toHtmlEscaped());
        return;
    }
    const auto view = m_message.view();
    const auto subject = toText(view.subject);
    m_subject->setText(
        linkedSubject(subject, m_subject->fontMetrics(), m_subject->contentsRect().width(), colors.text, colors.text3));
    m_subject->setToolTip(subject);
    const auto dot = QStringLiteral("<span style=\"color:%1\">\u25cf</span> ")
                         .arg(connectionColor(themeOf(this), view.source).name());
    const auto latest =
        m_isLatest
            ? QStringLiteral(" &nbsp; <span style=\"color:%1\">%2</span>").arg(colors.accent.name(), tr("latest"))
            : QString();
    const auto time = m_isKept ? timeOfDayText(view.atNs)
                               : QStringLiteral("%1 <span style=\"color:%2\">%3</span>")
                                     .arg(timeOfDayText(view.atNs), colors.warn.name(), tr("no longer kept"));
    m_facts->setText(dot + m_connectionName(view.source).toHtmlEscaped() +
                     QStringLiteral(" &nbsp; %1 &nbsp; <span style=\"color:%2\">%3</span>")
                         .arg(time, colors.text3.name(), bytesText(view.payload.size())) +
                     latest);
}

void MessageDetails::showHeaders()
{
    m_headers->setRowCount(0);
    const auto block = HeaderBlock::parse(m_message.view().headers);
    if (block) {
        if (block->status != 0)
            addRow(m_headers, tr("Status"), QStringLiteral("%1 %2").arg(block->status).arg(toText(block->description)));
        for (const auto &field : block->fields)
            addRow(m_headers, toText(field.key), toText(field.value));
    }
    const int count = block ? int(block->fields.size()) : 0;
    m_tabs->setTabText(1, count > 0 ? tr("Headers %1").arg(count) : tr("Headers"));
}

void MessageDetails::showInfo()
{
    const auto view = m_message.view();
    m_info->setRowCount(0);
    addRow(m_info, tr("Subject"), toText(view.subject));
    addRow(m_info, tr("Connection"), m_connectionName(view.source));
    addRow(m_info, tr("Received"), exactTimeText(view.atNs));
    addRow(m_info, tr("Reply subject"), view.reply.empty() ? QStringLiteral("\u2013") : toText(view.reply));
    addRow(m_info, tr("Payload"), tr("%1 (%L2 bytes)").arg(bytesText(view.payload.size())).arg(view.payload.size()));
    addRow(m_info, tr("Format"), m_payload->format());
    addRow(m_info, tr("Headers"), bytesText(view.headers.size()));
    if (const int status = headerStatus(view.headers))
        addRow(m_info, tr("Status"), QString::number(status));
    addRow(m_info, tr("Number"), tr("%L1 since the start").arg(view.sequence));
    addRow(m_info, tr("Subscription"), tr("no. %1").arg(view.subscription.number()));
    const bool hasHeaders = !view.headers.empty();
    addRow(m_info, tr("On the wire"),
           QStringLiteral("%1 %2 %3%4%5%6")
               .arg(hasHeaders ? QStringLiteral("HMSG") : QStringLiteral("MSG"), toText(view.subject))
               .arg(view.subscription.number())
               .arg(view.reply.empty() ? QString() : QStringLiteral(" ") + toText(view.reply),
                    hasHeaders ? QStringLiteral(" %1").arg(view.headers.size()) : QString(),
                    QStringLiteral(" %1").arg(view.headers.size() + view.payload.size())));
}

} // namespace gnat
