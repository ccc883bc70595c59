// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectchoice.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "core/subject.h"
#include "filter/filterfor.h"
#include "subjects/subjectspane.h"

#include <algorithm>

namespace gnat {

namespace {

QList<QByteArray> patternsOf(const ChosenSubject &row, bool hasChildren)
{
    if (row.subject.isEmpty())
        return {">"};
    if (row.kind == NodeKind::Inbox) // one row for all of them
        return {row.subject + ".>"};
    if (!hasChildren)
        return {row.subject};
    if (row.kind == NodeKind::Subject)
        return {row.subject, row.subject + ".>"};
    return {row.subject + ".>"};
}

bool isConnection(const ChosenSubject &row)
{
    return row.subject.isEmpty();
}

QString connectionOf(const ConnectionSet *connections, const ChosenSubject &row)
{
    const auto *connection = connections ? connections->find(row.source) : nullptr;
    return connection ? connection->profile().name : QString();
}

using Rows = QList<ChosenSubject>::const_iterator;

/// Of rows of one connection; empty: all.
QString filterOf(Rows first, Rows behind)
{
    QStringList patterns;
    for (; first != behind; ++first) {
        if (isConnection(*first))
            return {};
        for (const auto &pattern : first->patterns)
            patterns << toText(viewOf(pattern));
    }
    return filterForPatterns(patterns);
}

} // namespace

ChosenSubject chosenSubject(const QModelIndex &row)
{
    if (SubjectsPane::isMore(row))
        return chosenSubject(row.parent());
    ChosenSubject chosen;
    chosen.source = SourceId(row.data(SourceRole).toUInt());
    chosen.kind = static_cast<NodeKind>(row.data(NodeKindRole).toInt());
    chosen.subject = row.data(SubjectRole).toByteArray();
    chosen.patterns = patternsOf(chosen, row.data(ChildCountRole).toInt() > 0);
    return chosen;
}

SubjectChoice::SubjectChoice(const QModelIndexList &selected)
{
    for (const auto &row : selected)
        rows << chosenSubject(row);
}

bool SubjectChoice::isLiteral() const
{
    return isOne() && rows.first().kind != NodeKind::Inbox && isLiteralSubject(viewOf(rows.first().subject));
}

bool SubjectChoice::hasConnection() const
{
    return std::ranges::any_of(rows, isConnection);
}

QStringList SubjectChoice::subjects() const
{
    QStringList all;
    for (const auto &row : rows)
        all << toText(viewOf(row.subject));
    return all;
}

QStringList SubjectChoice::patterns() const
{
    QStringList all;
    for (const auto &row : rows) {
        for (const auto &pattern : row.patterns)
            all << toText(viewOf(pattern));
    }
    return all;
}

QString SubjectChoice::name(const ConnectionSet *connections) const
{
    if (!isOne())
        return SubjectsPane::tr("%n subject(s)", nullptr, int(rows.size()));
    if (const auto connection = connectionOf(connections, rows.first());
        isConnection(rows.first()) && !connection.isEmpty())
        return connection;
    return patterns().join(QStringLiteral(", "));
}

QString SubjectChoice::filter(const ConnectionSet *connections, bool isExact) const
{
    const bool namesConnections = connections && (isExact || connections->all().size() > 1);
    QStringList terms;
    for (auto first = rows.begin(); first != rows.end();) {
        const auto behind =
            std::find_if(first, rows.end(), [&](const ChosenSubject &row) { return row.source != first->source; });
        const auto subjects = filterOf(first, behind);
        const auto connection = connectionOf(connections, *first);
        const bool isNamed = !connection.isEmpty() && (namesConnections || subjects.isEmpty());
        terms << filterBoth(isNamed ? filterForConnection(connection) : QString(), subjects);
        first = behind;
    }
    return terms.join(QStringLiteral(" or "));
}

} // namespace gnat
