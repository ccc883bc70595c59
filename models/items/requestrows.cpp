// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/requestrows.h"

#include "base/latency.h"
#include "base/text.h"
#include "base/words.h"
#include "items/itemtext_p.h"

namespace gnat {

namespace {

TableCell count(std::uint64_t number)
{
    return {countCell(number), QVariant::fromValue<qulonglong>(number)};
}

TableCell latency(std::int64_t ns)
{
    return {latencyText(ns), QVariant::fromValue<qlonglong>(ns)};
}

TableRow rowOf(const RequestFigures &figures)
{
    const auto subject = toText(figures.subject);
    const auto shown = subject.isEmpty() ? Words::tr("all other subjects") : subject;
    TableRow row;
    row.key = subject;
    row.cells = {{shown, shown.toLower(), shown},
                 count(figures.requests),
                 count(figures.answered),
                 count(figures.noResponders),
                 count(figures.timedOut),
                 count(figures.notObserved),
                 latency(figures.latencies.percentile(0.5)),
                 latency(figures.latencies.percentile(0.9)),
                 latency(figures.latencies.percentile(0.99)),
                 latency(figures.latencies.max())};
    row.spoken = Words::tr("%1, %2 requests, %3 answered, %4 timed out")
                     .arg(shown, countCell(figures.requests), countCell(figures.answered), countCell(figures.timedOut));
    return row;
}

} // namespace

KeyedTableModel *makeRequestTable(QObject *parent)
{
    return new KeyedTableModel({{Words::tr("Subject")},
                                {Words::tr("Requests"), true},
                                {Words::tr("Answered"), true},
                                {Words::tr("No resp."), true},
                                {Words::tr("Timed out"), true},
                                {Words::tr("Not seen"), true},
                                {QStringLiteral("p50"), true},
                                {QStringLiteral("p90"), true},
                                {QStringLiteral("p99"), true},
                                {Words::tr("Max"), true}},
                               parent);
}

QList<TableRow> requestRows(const std::vector<RequestFigures> &figures)
{
    QList<TableRow> rows;
    for (const auto &one : figures)
        rows.append(rowOf(one));
    return rows;
}

} // namespace gnat
