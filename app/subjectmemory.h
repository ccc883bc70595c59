// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/jsonfile.h"
#include "traffic/subjecttree.h"

#include <QJsonArray>
#include <QObject>

namespace gnat {

class Connection;
class ConnectionSet;

/// The tree comes back: the subjects that a server had when it was last connected to, with the time of their last
/// message and without counts, stand in the tree until something arrives on them. The newest 2,000 of each of the last
/// 20 servers, in $XDG_DATA_HOME/gnatcatcher/subjects.json; inboxes and what is folded are left out. Not for the
/// embedded broker. Read when a server is connected to, written when a connection is closed and at the end. Main
/// thread.
class SubjectMemory : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype mostSubjects = 2'000;
    static constexpr qsizetype mostServers = 20;

    /// Both must outlive it.
    SubjectMemory(SubjectTree &tree, ConnectionSet &connections, QObject *parent = nullptr);
    ~SubjectMemory() override; ///< writes what is open

private:
    void recall(const Connection &connection);
    void note(const Connection &connection);
    void write();
    QJsonArray subjectsOf(SourceId source) const;

    SubjectTree &m_tree;
    ConnectionSet &m_connections;
    const JsonFile m_file;
    QJsonObject m_servers;
    bool m_isChanged = false;
};

} // namespace gnat
