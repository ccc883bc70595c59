// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/replypane.h"

#include "base/text.h"
#include "common/chip.h"
#include "common/emptystate.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "common/textlabel.h"
#include "core/headerblock.h"
#include "items/headermodel.h"
#include "payload/payloadview.h"
#include "theme/fonts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QListWidget>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>

namespace gnat {

namespace {
constexpr int mostRowsInView = 6;
constexpr int listRowHeight = 22;
constexpr int maxListed = 1000;
} // namespace

ReplyPane::ReplyPane(const CodecRegistry &codecs, QWidget *parent) : QWidget(parent)
{
    m_tabs = new QTabWidget(this);
    useBaseGround(this);
    m_tabs->setDocumentMode(true);
    m_payload = new PayloadView(codecs, m_tabs);
    m_payload->setMode(PayloadView::Mode::Text);
    m_headers = new HeaderModel(this);
    auto *headers = new QTableView(m_tabs);
    headers->setModel(m_headers);
    headers->setFrameShape(QFrame::NoFrame);
    headers->setShowGrid(false);
    headers->setFont(monoFont(px::data));
    headers->verticalHeader()->hide();
    headers->verticalHeader()->setMinimumSectionSize(24);
    headers->verticalHeader()->setDefaultSectionSize(24);
    headers->horizontalHeader()->setStretchLastSection(true);
    headers->setColumnWidth(0, 150);
    headers->setAccessibleName(tr("Headers of the reply"));
    m_tabs->addTab(m_payload, tr("Reply"));
    m_tabs->addTab(headers, tr("Headers"));
    m_list = new QListWidget(this);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFont(monoFont(px::data));
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Replies"));
    connect(m_list, &QListWidget::currentRowChanged, this, &ReplyPane::showReply);

    auto *content = new QWidget(this);
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->setSpacing(0);
    contentLayout->addWidget(m_list);
    contentLayout->addWidget(m_tabs, 1);
    m_words = new EmptyState(this);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_words);
    m_stack->addWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildSummary());
    layout->addWidget(m_stack, 1);
    m_summary->hide();
    showWords(QStringLiteral("reply"), tr("The reply shows here"), tr("Choose a subject and send a request."));
}

QWidget *ReplyPane::buildSummary()
{
    m_summary = new QWidget(this);
    auto *layout = new QHBoxLayout(m_summary);
    layout->setContentsMargins(12, 10, 12, 6);
    m_result = new Chip(m_summary);
    m_latency = new Chip(m_summary);
    m_latency->setMono(true);
    m_size = new Chip(m_summary);
    m_time = new TextLabel({}, TextRole::MonoSmall, m_summary);
    layout->addWidget(m_result);
    layout->addWidget(m_latency);
    layout->addWidget(m_size);
    layout->addStretch(1);
    layout->addWidget(m_time);
    return m_summary;
}

void ReplyPane::showWords(const QString &iconName, const QString &title, const QString &text)
{
    m_words->set(iconName, title, text);
    m_stack->setCurrentIndex(0);
}

void ReplyPane::begin(const Draft &draft)
{
    m_draft = draft;
    m_replies.clear();
    m_list->clear();
    m_list->hide();
    m_summary->show();
    m_latency->hide();
    m_size->hide();
    m_time->clear();
    m_result->set(ChipTone::Accent, tr("Waiting"));
    showWords(QStringLiteral("clock"), tr("Waiting for the reply"),
              tr("%1 has %2 ms to answer.").arg(monoHtml(toText(viewOf(draft.subject)))).arg(draft.timeoutMs));
}

bool ReplyPane::isErrorReply(const Reply &reply, QString *words)
{
    const auto block = HeaderBlock::parse(viewOf(reply.headers));
    if (!block)
        return false;
    // Services answer errors with these headers (NATS service API).
    const auto code = block->value("Nats-Service-Error-Code");
    const auto text = block->value("Nats-Service-Error");
    if (code || text) {
        *words = QStringLiteral("%1 %2").arg(toText(code.value_or("")), toText(text.value_or(""))).trimmed();
        return true;
    }
    if (block->status >= 400) {
        *words = QStringLiteral("%1 %2").arg(block->status).arg(toText(block->description)).trimmed();
        return true;
    }
    return false;
}

void ReplyPane::addReply(const Reply &reply)
{
    m_replies.append(reply);
    if (m_replies.size() <= maxListed) {
        auto *item = new QListWidgetItem(tr("%1   %2   %3")
                                             .arg(m_replies.size(), 3)
                                             .arg(latencyText(reply.latencyNs), 9)
                                             .arg(bytesText(quint64(reply.payload.size()))),
                                         m_list);
        item->setSizeHint({0, listRowHeight});
    }
    m_list->setVisible(m_replies.size() > 1);
    m_list->setFixedHeight(int(qMin<qsizetype>(m_replies.size(), mostRowsInView)) * listRowHeight);
    if (m_replies.size() == 1)
        m_list->setCurrentRow(0);
    if (m_draft.maxReplies != 1)
        m_result->set(ChipTone::Accent, tr("Replies so far: %1").arg(m_replies.size()));
    m_stack->setCurrentIndex(1);
}

void ReplyPane::showReply(int index)
{
    if (index < 0 || index >= m_replies.size())
        return;
    const Reply &reply = m_replies.at(index);
    m_payload->setPayload(reply.payload);
    m_headers->setHeaders(viewOf(reply.headers));
    const int count = m_headers->rowCount();
    m_tabs->setTabText(1, count > 0 ? tr("Headers %1").arg(count) : tr("Headers"));
    m_latency->set(ChipTone::Neutral, latencyText(reply.latencyNs));
    m_size->set(ChipTone::Neutral,
                QStringLiteral("%1, %2").arg(m_payload->format(), bytesText(quint64(reply.payload.size()))));
    m_time->setText(timeOfDayText(reply.atNs));
    m_latency->show();
    m_size->show();
}

void ReplyPane::finish(RequestResult result, const QString &error)
{
    QString words;
    switch (result) {
    case RequestResult::Replied:
        if (m_replies.size() == 1 && isErrorReply(m_replies.first(), &words))
            m_result->set(ChipTone::Violet, tr("Error %1").arg(words));
        else if (m_replies.size() > 1)
            m_result->set(ChipTone::Ok, tr("%n replies", nullptr, int(m_replies.size())), QStringLiteral("check"));
        else
            m_result->set(ChipTone::Ok, tr("Replied"), QStringLiteral("check"));
        break;
    case RequestResult::NoResponders:
        m_result->set(ChipTone::Warn, tr("No responders"));
        showWords(QStringLiteral("warn"), tr("Nobody listens on this subject"),
                  tr("The server answered at once that %1 has no responders.")
                      .arg(monoHtml(toText(viewOf(m_draft.subject)))));
        break;
    case RequestResult::TimedOut:
        m_result->set(ChipTone::Err, tr("Timed out"));
        showWords(
            QStringLiteral("clock"), tr("No reply within %1 ms").arg(m_draft.timeoutMs),
            error.isEmpty()
                ? tr("Somebody listens on %1, but did not answer in time.")
                      .arg(monoHtml(toText(viewOf(m_draft.subject))))
                : tr("This connection's own subscription %1 listens there, so the server cannot tell whether anybody "
                     "else does.")
                      .arg(monoHtml(error)));
        break;
    case RequestResult::Cancelled:
        m_result->set(ChipTone::Neutral, tr("Cancelled"));
        if (m_replies.isEmpty())
            showWords(QStringLiteral("stop"), tr("Cancelled"), tr("Replies that still come are not shown."));
        break;
    case RequestResult::Failed:
        m_result->set(ChipTone::Err, tr("Failed"));
        showWords(QStringLiteral("error"), tr("The request failed"), error.toHtmlEscaped());
        break;
    }
}

void ReplyPane::showPublished(const Draft &draft)
{
    m_draft = draft;
    m_replies.clear();
    m_list->clear();
    m_list->hide();
    m_summary->show();
    m_latency->hide();
    m_time->clear();
    m_result->set(ChipTone::Ok, tr("Sent"), QStringLiteral("check"));
    m_size->set(ChipTone::Neutral, bytesText(quint64(draft.payload.size())));
    m_size->show();
    showWords(QStringLiteral("send"), tr("The message went out"),
              tr("To %1 on %2. A published message has no reply.")
                  .arg(monoHtml(toText(viewOf(draft.subject))), draft.connection.toHtmlEscaped()));
}

QString ReplyPane::resultText() const
{
    return m_result->text();
}

QString ReplyPane::latencyShown() const
{
    return m_latency->isHidden() ? QString() : m_latency->text();
}

} // namespace gnat
