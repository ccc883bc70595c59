// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace gnat {

class Connection;
class ConnectionSet;
class MessageSource;
class SubjectColumns;
class SubjectTree;

/// Lets the subject tree keep the times between messages as long as a column shows them or the rows are sorted by them,
/// and tells it where a connection was lost. GUI thread.
class GapColumns final : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    GapColumns(const SubjectColumns &columns, const ConnectionSet &connections, SubjectTree &tree,
               MessageSource &messages, QObject *parent = nullptr);

private:
    void follow();
    void watch(const Connection &connection);

    const SubjectColumns &m_columns;
    SubjectTree &m_tree;
    MessageSource &m_messages;
};

} // namespace gnat
