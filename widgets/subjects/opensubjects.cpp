// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/opensubjects.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "settings/preferences.h"
#include "subjects/treewalk.h"

#include <QTreeView>

namespace gnat {

namespace {

QString stateName(const Connection &connection)
{
    return QStringLiteral("subjects.open.") + connection.profile().name;
}

} // namespace

OpenSubjects::OpenSubjects(QTreeView &view, SubjectTreeModel &model, const ConnectionSet &connections,
                           Preferences &preferences, QObject *parent)
    : QObject(parent), m_view(view), m_model(model), m_connections(connections), m_preferences(preferences)
{
    for (const auto &connection : connections.all())
        wait(*connection);
    connect(&connections, &ConnectionSet::added, this, [this](const Connection *connection) { wait(*connection); });
    connect(&connections, &ConnectionSet::aboutToRemove, this, [this](const Connection *connection) {
        keepOf(*connection, OpenBranches::of(m_view, m_model));
        m_waiting.remove(connection->id().number());
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &OpenSubjects::openRows);
}

void OpenSubjects::wait(const Connection &connection)
{
    if (connection.profile().isEmbedded)
        return;
    const auto patterns = m_preferences.state(stateName(connection)).toStringList();
    if (patterns.isEmpty())
        return;
    auto &waiting = m_waiting[connection.id().number()];
    for (const auto &pattern : patterns)
        waiting.insert(pattern.toUtf8());
}

void OpenSubjects::openRows(const QModelIndex &parent, int first, int last)
{
    for (int row = first; row <= last && !m_waiting.isEmpty(); ++row) {
        const auto index = m_model.index(row, 0, parent);
        const auto waiting = m_waiting.find(index.data(SourceRole).toUInt());
        if (waiting == m_waiting.end() || !waiting->remove(index.data(SubjectRole).toByteArray()))
            continue;
        if (waiting->isEmpty())
            m_waiting.erase(waiting);
        m_view.expand(index); // its rows come by here, too
    }
}

void OpenSubjects::keep(const OpenBranches &open) const
{
    for (const auto &connection : m_connections.all())
        keepOf(*connection, open);
}

/// What did not come this time is waited for the next time, too.
void OpenSubjects::keepOf(const Connection &connection, const OpenBranches &open) const
{
    if (connection.profile().isEmbedded)
        return;
    auto patterns = open.patterns(connection.id(), m_model.tree());
    for (const auto &pattern : m_waiting.value(connection.id().number()))
        patterns << toText(viewOf(pattern));
    patterns.removeDuplicates();
    m_preferences.setState(stateName(connection), patterns.mid(0, most));
}

} // namespace gnat
