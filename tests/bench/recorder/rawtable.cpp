// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawtable.h"

#include "core/clock.h"

#include <sqlite3.h>

#include <string>
#include <unordered_map>

namespace gnat::bench {

namespace {

constexpr int rowsPerTransaction = 5000;

void check(int code)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        qFatal("the reference failed: %s", sqlite3_errstr(code));
}

void run(sqlite3 *database, const char *sql)
{
    check(sqlite3_exec(database, sql, nullptr, nullptr, nullptr));
}

void bindBlob(sqlite3_stmt *statement, int parameter, std::string_view bytes)
{
    if (bytes.empty())
        check(sqlite3_bind_null(statement, parameter));
    else
        check(sqlite3_bind_blob64(statement, parameter, bytes.data(), bytes.size(), nullptr));
}

class Subjects
{
public:
    explicit Subjects(sqlite3 *database)
    {
        check(sqlite3_prepare_v2(database, "INSERT INTO subject VALUES (?,?)", -1, &m_insert, nullptr));
    }
    ~Subjects() { sqlite3_finalize(m_insert); }
    Subjects(const Subjects &) = delete;
    Subjects &operator=(const Subjects &) = delete;

    std::int64_t idOf(std::string_view name)
    {
        const auto [place, isNew] = m_ids.try_emplace(std::string(name), static_cast<std::int64_t>(m_ids.size() + 1));
        if (isNew) {
            check(sqlite3_bind_int64(m_insert, 1, place->second));
            bindBlob(m_insert, 2, name);
            check(sqlite3_step(m_insert));
            check(sqlite3_reset(m_insert));
        }
        return place->second;
    }

private:
    sqlite3_stmt *m_insert = nullptr;
    std::unordered_map<std::string, std::int64_t> m_ids;
};

void insertAll(sqlite3 *database, const std::vector<std::unique_ptr<MessageBatch>> &batches)
{
    Subjects subjects(database);
    sqlite3_stmt *insert = nullptr;
    check(sqlite3_prepare_v2(database, "INSERT INTO message VALUES (NULL,?,?,?,?,?,?)", -1, &insert, nullptr));
    int inTransaction = 0;
    run(database, "BEGIN");
    for (const auto &batch : batches) {
        for (std::size_t i = 0; i < batch->size(); ++i) {
            const auto message = batch->at(i);
            check(sqlite3_bind_int64(insert, 1, message.atNs));
            check(sqlite3_bind_int64(insert, 2, subjects.idOf(message.subject)));
            check(sqlite3_bind_int64(insert, 3, message.subscription.number()));
            bindBlob(insert, 4, message.reply);
            bindBlob(insert, 5, message.headers);
            bindBlob(insert, 6, message.payload);
            check(sqlite3_step(insert));
            check(sqlite3_reset(insert));
            if (++inTransaction == rowsPerTransaction) {
                run(database, "COMMIT; BEGIN");
                inTransaction = 0;
            }
        }
    }
    run(database, "COMMIT");
    sqlite3_finalize(insert);
}

} // namespace

double writeRawTable(const QString &path, const std::vector<std::unique_ptr<MessageBatch>> &batches, bool hasIndex)
{
    const auto begin = monotonicNanoseconds();
    sqlite3 *database = nullptr;
    check(sqlite3_open(path.toUtf8().constData(), &database));
    run(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                  "CREATE TABLE subject(id INTEGER PRIMARY KEY, name BLOB UNIQUE);"
                  "CREATE TABLE message(id INTEGER PRIMARY KEY, at_ns INTEGER, subject INTEGER, subscription INTEGER, "
                  "reply BLOB, headers BLOB, payload BLOB);");
    if (hasIndex)
        run(database, "CREATE INDEX by_subject ON message(subject, at_ns)");
    insertAll(database, batches);
    run(database, "PRAGMA journal_mode=DELETE");
    sqlite3_close(database);
    return static_cast<double>(monotonicNanoseconds() - begin) / 1e9;
}

} // namespace gnat::bench
