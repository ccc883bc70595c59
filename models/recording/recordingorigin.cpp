// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingorigin.h"

#include "base/text.h"
#include "recording/recordingopen_p.h"
#include "recording/schema_p.h"
#include "recording/sqlite/database_p.h"

namespace gnat {

namespace {

template <typename Id>
Id idAt(const sqlite::Statement &row, int column)
{
    return Id(static_cast<typename Id::NumberType>(row.number(column)));
}

Result<RecordingOrigin> readFrom(const sqlite::Database &database)
{
    RecordingOrigin origin;
    const std::pair<const char *, sqlite::RowReader> lists[] = {
        {"SELECT filter, note FROM session",
         [&](const sqlite::Statement &row) {
             origin.filter = row.text(0);
             origin.note = row.text(1);
         }},
        {"SELECT id, name, server, cluster, profile FROM connection ORDER BY id",
         [&](const sqlite::Statement &row) {
             origin.connections.append({idAt<SourceId>(row, 0), row.text(1), row.text(2), row.text(3), row.text(4)});
         }},
        {"SELECT id, connection, pattern, queue FROM subscription ORDER BY id",
         [&](const sqlite::Statement &row) {
             origin.subscriptions.append({idAt<SubscriptionId>(row, 0), idAt<SourceId>(row, 1),
                                          toByteArray(row.bytes(2)), toByteArray(row.bytes(3))});
         }},
    };
    for (const auto &[sql, read] : lists) {
        if (auto done = sqlite::eachRow(database, sql, read); !done)
            return done.error();
    }
    return origin;
}

} // namespace

Result<RecordingOrigin> readRecordingOrigin(const QString &path)
{
    if (auto checked = schema::checkHeader(path); !checked)
        return checked.error();
    auto opened = openToRead(path);
    if (!opened)
        return schema::damaged(path, opened.error());
    auto origin = readFrom(opened.value());
    return origin ? origin : Result<RecordingOrigin>(schema::damaged(path, origin.error()));
}

} // namespace gnat
