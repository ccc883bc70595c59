// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/messagemarks.h"

#include <QObject>
#include <QString>

namespace gnat {

class MarkActions;
class MessageListModel;
class MessageTable;
class MessageTransfer;
class Preferences;

/// Marks and notes on the messages of the opened recording, remembered by its file, and the colours of its list. Owned
/// by the page. GUI thread.
class RecordingMarks final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it; notes go into what `transfer` exports.
    RecordingMarks(MessageListModel &model, MessageTable &table, MessageTransfer &transfer, Preferences &preferences,
                   QObject *parent = nullptr);

    /// Shows the marks of another recording; those that are there are kept with theirs.
    void open(const QString &path);
    /// Remembers; before the window closes.
    void keep() const;

private:
    Preferences &m_preferences;
    QString m_path;
    MessageMarks m_marks;
    MarkActions *m_actions = nullptr;
};

} // namespace gnat
