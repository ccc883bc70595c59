// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

namespace gnat {

class EmptyState;
class MessageFilter;
class MessageListModel;
class MessageTable;

/// The messages of a recording, or, where none is to be shown, why not and what to do about it. GUI thread.
class RecordedList final : public QStackedWidget
{
    Q_OBJECT

public:
    /// Takes the table; all others outlive it. `model` is behind the table, `filter` in front of it.
    RecordedList(MessageTable *table, MessageListModel &model, const MessageFilter &filter, QWidget *parent = nullptr);

    /// What stands in the place of the messages; empty: they are shown.
    QString words() const;

Q_SIGNALS:
    void clearFilterRequested();
    /// Messages on hidden subjects are to be seen.
    void showHiddenRequested();

private:
    void refresh();
    void explain();

    MessageListModel &m_model;
    const MessageFilter &m_filter;
    EmptyState *m_empty = nullptr;
    QString m_words;
};

} // namespace gnat
