// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/gapcolumns.h"

#include "client/connectionset.h"
#include "core/clock.h"
#include "items/subjectgaps.h"
#include "items/subjecttreemodel.h"
#include "subjects/subjectcolumns.h"

namespace gnat {

GapColumns::GapColumns(const SubjectColumns &columns, const ConnectionSet &connections, SubjectTree &tree,
                       MessageSource &messages, QObject *parent)
    : QObject(parent), m_columns(columns), m_tree(tree), m_messages(messages)
{
    for (const auto &connection : connections.all())
        watch(*connection);
    connect(&connections, &ConnectionSet::added, this, [this](const Connection *connection) { watch(*connection); });
    connect(&columns, &SubjectColumns::changed, this, &GapColumns::follow);
    follow();
}

void GapColumns::watch(const Connection &connection)
{
    connect(&connection, &Connection::stateChanged, this, [this, source = connection.id()](ConnectionState state) {
        if (state != ConnectionState::Connected)
            m_tree.breakGaps(source, wallNanoseconds());
    });
}

void GapColumns::follow()
{
    bool isWanted = false;
    for (const auto column : {SubjectTreeModel::Column::ShortestGap, SubjectTreeModel::Column::LongestGap})
        isWanted = isWanted || m_columns.isShown(int(column)) || m_columns.sortedBy() == int(column);
    keepGaps(m_tree, m_messages, isWanted);
}

} // namespace gnat
