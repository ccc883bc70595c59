// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QTableView;

namespace gnat {

/// The widths of the columns of a RecordedModel: those that a table of usual width has, and narrower ones for a small
/// window, so that the preview is in sight in both. What the user set stays until the table becomes the other kind.
/// Owned by its table. GUI thread.
class RecordedColumns final : public QObject
{
    Q_OBJECT

public:
    explicit RecordedColumns(QTableView &table);

    /// Of the recording: its last number needs room.
    void setMessages(quint64 messages);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();

    QTableView &m_table;
    bool m_isNarrow = false;
    int m_numberWidth = 0; ///< at least
};

} // namespace gnat
