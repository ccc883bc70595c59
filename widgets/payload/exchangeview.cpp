// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/exchangeview.h"

#include "base/latency.h"
#include "base/text.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/textlabel.h"
#include "flow/messagesource.h"
#include "items/roles.h"
#include "theme/fonts.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace gnat {

namespace {

constexpr std::size_t mostReplies = 100;

} // namespace

ExchangeView::ExchangeView(QWidget *parent) : QWidget(parent)
{
    useBaseGround(this);
    m_summary = new TextLabel({}, TextRole::Small, this);
    m_summary->setWordWrap(true);
    m_summary->setContentsMargins(12, 8, 12, 8);
    m_model = new QStandardItemModel(0, 4, this);
    m_model->setHorizontalHeaderLabels({{}, tr("Time"), tr("Latency"), tr("Subject")});
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("Request and replies"));
    m_table->setFont(monoFont(px::figure));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(24);
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(0, 72);
    m_table->setColumnWidth(1, 100);
    m_table->setColumnWidth(2, 76);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        const auto position = index.siblingAtColumn(0).data(PositionRole);
        if (position.isValid())
            Q_EMIT messageRequested(position.toULongLong());
    });
}

void ExchangeView::setSource(MessageSource *source)
{
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (!source)
        return;
    connect(source, &MessageSource::exchangesChanged, this, [this](quint64 first, quint64 last) {
        const auto own = m_message.isEmpty() ? std::nullopt : m_source->positionOf(m_message.view().sequence);
        if (!own || *own < first || *own > last)
            return;
        fill();
        Q_EMIT changed();
    });
}

void ExchangeView::setMessage(const MessageHandle &message)
{
    m_message = message;
    fill();
}

bool ExchangeView::isPart() const
{
    if (m_message.isEmpty() || !m_source)
        return false;
    const auto verdict = m_source->exchanges()(m_message.view());
    return verdict.isReply || verdict.isRequest();
}

void ExchangeView::fill()
{
    m_model->setRowCount(0);
    m_summary->setText({});
    if (!isPart())
        return;
    const auto view = m_message.view();
    const auto find = m_source->exchanges();
    auto verdict = find(view);
    auto request = view.sequence;
    if (verdict.isReply && verdict.request == 0) {
        m_summary->setText(tr("A reply whose request was not seen."));
        return;
    }
    if (verdict.isReply) {
        request = verdict.request;
        const auto position = m_source->positionOf(request);
        const auto message = position ? m_source->at(*position) : MessageHandle();
        verdict = message.isEmpty() ? ExchangeVerdict() : find(message.view());
    }
    m_summary->setText(summary(verdict));
    addRow(tr("request"), request);
    const auto replies = m_source->repliesTo(request, mostReplies);
    for (const auto reply : replies)
        addRow(tr("reply"), reply);
    if (verdict.replies > replies.size() && replies.size() == mostReplies)
        m_summary->setText(m_summary->text() + u' ' + tr("The first %1 are shown.").arg(replies.size()));
}

/// The message of that sequence, if it is still kept.
void ExchangeView::addRow(const QString &what, std::uint64_t sequence)
{
    const auto position = m_source->positionOf(sequence);
    const auto message = position ? m_source->at(*position) : MessageHandle();
    QList<QStandardItem *> cells{new QStandardItem(what)};
    if (message.isEmpty()) {
        cells << new QStandardItem(tr("no longer kept"));
    } else {
        const auto view = message.view();
        const auto verdict = m_source->exchanges()(view);
        cells << new QStandardItem(timeOfDayText(view.atNs))
              << new QStandardItem(verdict.isReply ? latencyText(verdict.latencyNs) : QString())
              << new QStandardItem(toText(view.subject));
        cells.first()->setData(*position, PositionRole);
    }
    if (sequence == m_message.view().sequence) {
        auto font = monoFont(px::figure);
        font.setBold(true);
        for (auto *cell : cells)
            cell->setFont(font);
    }
    m_model->appendRow(cells);
}

QString ExchangeView::summary(const ExchangeVerdict &request) const
{
    switch (request.outcome) {
    case ExchangeOutcome::Open:
        return tr("No reply yet.");
    case ExchangeOutcome::Answered:
        if (request.replies == 0)
            return tr("Answered after %1; the reply went past the subscriptions.").arg(latencyText(request.latencyNs));
        return tr("Answered after %1. Replies: %2.").arg(latencyText(request.latencyNs), countFull(request.replies));
    case ExchangeOutcome::NoResponders:
        return tr("The server says that nobody responds to this subject.");
    case ExchangeOutcome::TimedOut:
        return tr("No reply came in time, and it would have been seen.");
    case ExchangeOutcome::NotObserved:
        return tr("No reply was seen, which says nothing: replies are not subscribed, or some messages were missed.");
    case ExchangeOutcome::None:
        break;
    }
    return {};
}

} // namespace gnat
