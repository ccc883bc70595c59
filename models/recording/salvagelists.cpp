// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/salvagelists_p.h"

#include "recording/gaprow_p.h"
#include "recording/recordingpart_p.h"

namespace gnat {

namespace {

struct List
{
    const char *name;
    int columns;
    const char *read;
    const char *write;
};
constexpr List lists[] = {
    {"session", 8, "SELECT id, started_ns, ended_ns, program, time_zone, mono_offset_ns, filter, note FROM session",
     "INSERT INTO session VALUES (?,?,?,?,?,?,?,?)"},
    {"connection", 5, "SELECT id, name, server, cluster, profile FROM connection",
     "INSERT INTO connection VALUES (?,?,?,?,?)"},
    {"subscription", 4, "SELECT id, connection, pattern, queue FROM subscription",
     "INSERT INTO subscription VALUES (?,?,?,?)"},
    {"gap", 4, "SELECT at_ns, until_ns, reason, count FROM gap", gapInsertion},
    {"mark", 3, "SELECT at_ns, kind, text FROM mark", "INSERT INTO mark VALUES (?,?,?)"},
};

/// False if it was not read to its end.
Result<bool> copyList(const List &list, const sqlite::Database &from, sqlite::Database &to)
{
    auto write = to.prepare(list.write);
    if (!write)
        return write.error();
    auto read = from.prepare(list.read);
    if (!read)
        return false;
    for (;;) {
        const auto more = read.value().step();
        if (!more || !more.value())
            return more.isOk();
        for (int column = 0; column < list.columns; ++column)
            write.value().bindValue(column + 1, read.value(), column);
        // A row that a damaged page shows twice is taken once.
        (void)write.value().run();
    }
}

/// Which file of a split recording this is, if it is one.
Result<bool> copyPart(const sqlite::Database &from, sqlite::Database &to)
{
    const auto part = readPart(from);
    if (!part || !part.value())
        return part.isOk();
    const auto written = writePart(to, *part.value());
    return written ? Result<bool>(true) : Result<bool>(written.error());
}

} // namespace

Result<QStringList> copyLists(const sqlite::Database &from, sqlite::Database &to)
{
    QStringList unreadable;
    for (const auto &list : lists) {
        const auto isWhole = copyList(list, from, to);
        if (!isWhole)
            return isWhole.error();
        if (!isWhole.value())
            unreadable << QLatin1String(list.name);
    }
    const auto isWhole = copyPart(from, to);
    if (!isWhole)
        return isWhole.error();
    if (!isWhole.value())
        unreadable << QStringLiteral("part");
    return unreadable;
}

} // namespace gnat
