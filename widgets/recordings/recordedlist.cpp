// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordedlist.h"

#include "common/emptystate.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "flow/messagesource.h"
#include "items/messagelistmodel.h"
#include "messages/messagefilter.h"
#include "messages/messagetable.h"

namespace gnat {

RecordedList::RecordedList(MessageTable *table, MessageListModel &model, const MessageFilter &filter, QWidget *parent)
    : QStackedWidget(parent), m_model(model), m_filter(filter)
{
    m_empty = new EmptyState(this);
    addWidget(table);
    addWidget(m_empty);
    connect(m_empty, &EmptyState::buttonClicked, this, [this] {
        if (m_filter.filter().isEmpty())
            Q_EMIT showHiddenRequested();
        else
            Q_EMIT clearFilterRequested();
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_model, signal, this, &RecordedList::refresh);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &RecordedList::refresh);
    connect(&m_model, &MessageListModel::filteringChanged, this, &RecordedList::refresh);
    connect(&m_filter, &MessageFilter::filterChanged, this, &RecordedList::refresh);
}

QString RecordedList::words() const
{
    return currentWidget() == m_empty ? m_words : QString();
}

/// While the filter looks, and before the first rows come, the list waits for them.
void RecordedList::refresh()
{
    const auto *source = m_model.source();
    const bool isEmpty =
        source && m_model.rowCount() == 0 && !m_model.isFiltering() && (m_model.isFiltered() || source->count() == 0);
    if (isEmpty)
        explain();
    setCurrentIndex(isEmpty ? 1 : 0);
}

void RecordedList::explain()
{
    const auto count = countFull(m_model.source()->count());
    QString title;
    QString text;
    QString button;
    if (!m_filter.filter().isEmpty()) {
        title = tr("No message matches this filter");
        text = tr("%1 messages, 0 match %2.").arg(count, monoHtml(m_filter.filter().text()));
        button = tr("Clear filter");
    } else if (m_model.isFiltered()) {
        title = tr("All messages are hidden");
        text = tr("%1 messages are on subjects that you hide.").arg(count);
        button = tr("Show hidden subjects");
    } else {
        title = tr("No messages were recorded");
        text = tr("The recording holds its session and nothing else.");
    }
    m_words = title + u'\n' + text;
    m_empty->set(m_filter.filter().isEmpty() && button.isEmpty() ? QStringLiteral("rec") : QStringLiteral("filter"),
                 title, text, button);
}

} // namespace gnat
