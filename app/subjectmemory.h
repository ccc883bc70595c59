// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/jsonfile.h"
#include "traffic/newestsubjects.h"

#include <QJsonArray>
#include <QObject>
#include <QThreadPool>

namespace gnat {

class Connection;
class ConnectionSet;
class FrameTicker;

/// The tree comes back: the subjects that a server had when it was last connected to, with the time of their last
/// message and without counts, stand in the tree until something arrives on them. The newest 2,000 of each of the last
/// 20 servers, in $XDG_DATA_HOME/gnatcatcher/subjects.json; inboxes and what is folded are left out. Not for the
/// embedded broker. Read when a server is connected to; written by a thread of its own twice a minute, when a
/// connection is closed and at the end. A tree of many subjects is looked through a few thousand a frame; what came to
/// it since the last look is missing then. Main thread.
class SubjectMemory : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t mostSubjects = 2'000;
    static constexpr qsizetype mostServers = 20;

    /// All must outlive it.
    SubjectMemory(SubjectTree &tree, ConnectionSet &connections, FrameTicker &ticker, QObject *parent = nullptr);
    ~SubjectMemory() override; ///< writes what is open

Q_SIGNALS:
    /// The file could not be written; a sentence that names it.
    void problemOccurred(const QString &text);

private:
    void look(quint64 tick);
    void lookAtOnce();
    void recall(const Connection &connection);
    void note(const Connection &connection);
    void noteAll();
    void write();
    void tell(const QString &problem);
    QJsonArray subjectsOf(SourceId source) const;

    SubjectTree &m_tree;
    ConnectionSet &m_connections;
    const JsonFile m_file;
    NewestSubjects m_newest;
    QJsonObject m_servers;
    bool m_isLooking = false; ///< a round over the tree is under way
    bool m_isChanged = false;
    QString m_problem; ///< told already
    QThreadPool m_writer;
};

} // namespace gnat
