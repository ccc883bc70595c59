// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingpart_p.h"

#include "recording/gaprow_p.h"

namespace gnat {

namespace {

constexpr const char *table = "CREATE TABLE part(series TEXT NOT NULL, series_started_ns INTEGER NOT NULL, "
                              "number INTEGER NOT NULL, previous TEXT, messages_before INTEGER, "
                              "removed_files INTEGER, removed_messages INTEGER)";
constexpr const char *row = "INSERT INTO part(series, series_started_ns, number, previous, messages_before, "
                            "removed_files, removed_messages) VALUES (?,?,?,?,?,?,?)";

} // namespace

Result<void> writePart(sqlite::Database &database, const RecordedPart &part)
{
    if (auto done = database.execute(table); !done)
        return done;
    auto insert = database.prepare(row);
    if (!insert)
        return insert.error();
    auto &statement = insert.value();
    statement.bindText(1, part.series);
    statement.bind(2, part.seriesStartedNs);
    statement.bind(3, part.number);
    if (part.previous.isEmpty())
        statement.bindNull(4);
    else
        statement.bindText(4, part.previous);
    statement.bind(5, static_cast<qint64>(part.messagesBefore));
    statement.bind(6, static_cast<qint64>(part.removedFiles));
    statement.bind(7, static_cast<qint64>(part.removedMessages));
    return statement.run();
}

Result<std::optional<RecordedPart>> readPart(const sqlite::Database &database)
{
    std::optional<RecordedPart> part;
    const auto found = database.number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'part'");
    if (!found)
        return found.error();
    if (found.value() == 0)
        return part;
    const auto read = [&part](const sqlite::Statement &row) {
        part = {row.text(0),
                row.number(1),
                static_cast<quint32>(row.number(2)),
                row.text(3),
                static_cast<quint64>(row.number(4)),
                static_cast<quint64>(row.number(5)),
                static_cast<quint64>(row.number(6))};
    };
    if (auto done = sqlite::eachRow(database,
                                    "SELECT series, series_started_ns, number, previous, messages_before, "
                                    "removed_files, removed_messages FROM part",
                                    read);
        !done)
        return done.error();
    return part;
}

Result<void> addGapToClosed(const QString &path, const RecordedGap &gap)
{
    auto database = sqlite::Database::open(path, sqlite::OpenMode::Create);
    if (!database)
        return database.error();
    auto insert = database.value().prepare(gapInsertion);
    if (!insert)
        return insert.error();
    return insertGap(insert.value(), gap);
}

} // namespace gnat
