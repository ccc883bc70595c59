// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>

class QModelIndex;
class QTreeView;

namespace gnat {

class Connection;
class ConnectionSet;
class OpenBranches;
class Preferences;
class SubjectTreeModel;

/// Branches of the live tree that were open when their connection was closed are open again when they come back: at
/// most 200 of each connection, by its name. Not of the embedded broker. Owned by the pane; GUI thread.
class OpenSubjects final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype most = 200;

    /// All must outlive it.
    OpenSubjects(QTreeView &view, SubjectTreeModel &model, const ConnectionSet &connections, Preferences &preferences,
                 QObject *parent);

    /// Remembers what is open now, of all connections.
    void keep(const OpenBranches &open) const;

private:
    void keepOf(const Connection &connection, const OpenBranches &open) const;
    void openRows(const QModelIndex &parent, int first, int last);
    void wait(const Connection &connection);

    QTreeView &m_view;
    SubjectTreeModel &m_model;
    const ConnectionSet &m_connections;
    Preferences &m_preferences;
    QHash<quint32, QSet<QByteArray>> m_waiting; ///< by source: patterns of branches that did not come yet
};

} // namespace gnat
