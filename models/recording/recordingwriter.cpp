// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingwriter_p.h"

#include "base/text.h"
#include "core/clock.h"
#include "core/continuousclock.h"
#include "recording/gaprow_p.h"
#include "recording/recordingpart_p.h"
#include "recording/recordingpath_p.h"
#include "recording/schema_p.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace gnat {

namespace {

constexpr std::size_t rowsPerStatement = 32;
constexpr int columns = 6;
/// Names kept in memory; beyond that the table itself is asked, so that inbox subjects do not fill the memory.
constexpr std::size_t keptSubjects = 500'000;

enum Which { ManyRows, OneRow, AddSubject, FindSubject, SetDensity, AddGap, AddMark, SetConnection, SetSubscription };

/// OR ROLLBACK, since recover() rolls back after any failure: so that one statement can be undone alone, SQLite would
/// copy each page that it touches, 32 KiB for 32 rows, which cost a third of the speed.
std::string insertRows(std::size_t rows)
{
    std::string sql = "INSERT OR ROLLBACK INTO message(at_ns, subject, subscription, reply, headers, payload) VALUES ";
    for (std::size_t i = 0; i < rows; ++i)
        sql += i ? ",(?,?,?,?,?,?)" : "(?,?,?,?,?,?)";
    return sql;
}

void bindOptional(sqlite::Statement &statement, int parameter, std::string_view bytes)
{
    if (bytes.empty())
        statement.bindNull(parameter);
    else
        statement.bindBlob(parameter, bytes);
}

QString programName()
{
    return QStringLiteral("gnatcatcher " GNAT_VERSION);
}

} // namespace

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::create(const RecordingOptions &options)
{
    return create(options, std::nullopt);
}

Result<std::unique_ptr<RecordingWriter>>
RecordingWriter::create(const RecordingOptions &options, const std::optional<RecordedPart> &part, const QString &name)
{
    if (auto prepared = prepareRecordingPath(options.path, options.overwrite); !prepared)
        return prepared.error();
    auto database = sqlite::Database::open(options.path, sqlite::OpenMode::Create, name);
    if (!database)
        return database.error();
    std::unique_ptr<RecordingWriter> writer(new RecordingWriter(std::move(database).value()));
    if (auto done = schema::create(writer->m_database); !done)
        return done.error();
    if (auto done = writer->prepare(); !done)
        return done.error();
    if (auto done = writer->writeSession(options, part); !done)
        return done.error();
    if (part && part->number > 1)
        writer->m_now.lastNs = writer->m_committed.lastNs = options.startedNs;
    return writer;
}

Result<void> RecordingWriter::prepare()
{
    const auto many = insertRows(rowsPerStatement);
    const auto one = insertRows(1);
    const std::array statements{
        many.c_str(),
        one.c_str(),
        "INSERT INTO subject(id, name) VALUES (?,?)",
        "SELECT id FROM subject WHERE name = ?",
        "INSERT OR REPLACE INTO density(at_s, messages, bytes, last_id) VALUES (?,?,?,?)",
        gapInsertion,
        "INSERT INTO mark(at_ns, kind, text) VALUES (?,?,?)",
        "INSERT OR REPLACE INTO connection(id, name, server, cluster, profile) VALUES (?,?,?,?,?)",
        "INSERT OR REPLACE INTO subscription(id, connection, pattern, queue) VALUES (?,?,?,?)",
    };
    for (const auto *sql : statements) {
        auto statement = m_database.prepare(sql);
        if (!statement)
            return statement.error();
        m_statements.push_back(std::move(statement).value());
    }
    m_rows.reserve(rowsPerStatement);
    return {};
}

Result<void> RecordingWriter::writeSession(const RecordingOptions &options, const std::optional<RecordedPart> &part)
{
    auto statement = m_database.prepare("INSERT INTO session(id, started_ns, program, time_zone, mono_offset_ns, "
                                        "filter, note) VALUES (1,?,?,?,?,?,?)");
    if (!statement)
        return statement.error();
    auto &insert = statement.value();
    insert.bind(1, options.startedNs ? options.startedNs : wallNanoseconds());
    insert.bindText(2, programName());
    insert.bindText(3, QString::fromUtf8(QTimeZone::systemTimeZoneId()));
    insert.bind(4, options.clockOffsetNs ? options.clockOffsetNs : wallOffset());
    insert.bindText(5, options.filter);
    insert.bindText(6, options.note);
    if (auto done = begin(); !done)
        return done;
    if (auto done = insert.run(); !done)
        return done;
    if (auto done = part ? writePart(m_database, *part) : Result<void>(); !done)
        return done;
    for (const auto &connection : options.connections) {
        if (auto done = addConnection(connection); !done)
            return done;
    }
    for (const auto &subscription : options.subscriptions) {
        if (auto done = addSubscription(subscription); !done)
            return done;
    }
    return commit();
}

Result<void> RecordingWriter::begin()
{
    if (m_isInTransaction)
        return {};
    if (auto done = m_database.execute("BEGIN"); !done)
        return done;
    m_isInTransaction = true;
    return {};
}

Result<qint64> RecordingWriter::storedSubjectId(std::string_view name)
{
    auto &find = m_statements[FindSubject];
    find.bindBlob(1, name);
    const auto found = find.step();
    if (!found)
        return found.error();
    const qint64 id = found.value() ? find.number(0) : 0;
    find.reset();
    return id;
}

Result<qint64> RecordingWriter::subjectId(std::string_view name)
{
    if (const auto known = m_subjects.find(name); known != m_subjects.end())
        return known->second;
    if (m_subjects.size() >= keptSubjects) {
        m_subjects.clear();
        m_hasForgottenSubjects = true;
    }
    auto id = m_hasForgottenSubjects ? storedSubjectId(name) : Result<qint64>(0);
    if (!id)
        return id;
    if (!id.value()) {
        id.value() = ++m_now.lastSubject;
        auto &add = m_statements[AddSubject];
        add.bind(1, id.value());
        add.bindBlob(2, name);
        if (auto done = add.run(); !done)
            return done.error();
    }
    m_subjects.emplace(name, id.value());
    return id;
}

Result<void> RecordingWriter::append(const MessageView &message)
{
    if (auto done = begin(); !done)
        return done;
    const auto subject = subjectId(message.subject);
    if (!subject)
        return subject.error();
    auto &row = m_rows.emplace_back(Row{message, subject.value()});
    row.message.atNs = m_now.lastNs = std::max<qint64>(m_now.lastNs, message.atNs);
    if (const auto atS = m_now.lastNs / 1'000'000'000; atS != m_now.second.atS) {
        // The row of the second before counts only what is appended already: its last id is m_now.messages.
        if (auto done = writeDensity(); !done)
            return done;
        m_now.second = {atS};
    }
    ++m_now.messages;
    ++m_now.second.messages;
    m_now.second.bytes += message.payload.size();
    m_now.bytes += message.payload.size();
    return m_rows.size() < rowsPerStatement ? Result<void>() : writeManyRows();
}

void RecordingWriter::bindRow(sqlite::Statement &statement, int first, const Row &row)
{
    statement.bind(first, row.message.atNs);
    statement.bind(first + 1, row.subject);
    statement.bind(first + 2, row.message.subscription.number());
    bindOptional(statement, first + 3, row.message.reply);
    bindOptional(statement, first + 4, row.message.headers);
    statement.bindBlob(first + 5, row.message.payload);
}

Result<void> RecordingWriter::writeManyRows()
{
    auto &statement = m_statements[ManyRows];
    int parameter = 1;
    for (const auto &row : m_rows) {
        bindRow(statement, parameter, row);
        parameter += columns;
    }
    m_rows.clear();
    return statement.run();
}

Result<void> RecordingWriter::flushRows()
{
    auto &statement = m_statements[OneRow];
    for (const auto &row : m_rows) {
        bindRow(statement, 1, row);
        if (auto done = statement.run(); !done)
            return done;
    }
    m_rows.clear();
    return {};
}

Result<void> RecordingWriter::writeDensity()
{
    if (!m_now.second.messages)
        return {};
    auto &statement = m_statements[SetDensity];
    statement.bind(1, m_now.second.atS);
    statement.bind(2, static_cast<qint64>(m_now.second.messages));
    statement.bind(3, static_cast<qint64>(m_now.second.bytes));
    statement.bind(4, static_cast<qint64>(m_now.messages));
    return statement.run();
}

Result<void> RecordingWriter::commit()
{
    if (!m_isInTransaction)
        return {};
    if (auto done = flushRows(); !done)
        return done;
    if (auto done = writeDensity(); !done)
        return done;
    if (auto done = m_database.execute("COMMIT"); !done)
        return done;
    m_isInTransaction = false;
    m_isSynced = false;
    m_committed = m_now;
    return {};
}

Result<void> RecordingWriter::sync()
{
    if (m_isSynced)
        return {};
    auto done = m_database.syncLog();
    m_isSynced = bool(done);
    return done;
}

quint64 RecordingWriter::fileBytes() const
{
    const auto pages = m_database.number("PRAGMA page_count");
    const auto pageBytes = m_database.number("PRAGMA page_size");
    return pages && pageBytes ? static_cast<quint64>(pages.value() * pageBytes.value()) : 0;
}

void RecordingWriter::recover()
{
    for (auto &statement : m_statements)
        statement.reset();
    // SQLite may have rolled back by itself: then this says that there is no transaction.
    (void)m_database.execute("ROLLBACK");
    m_isInTransaction = false;
    m_rows.clear();
    m_now = m_committed;
    // Ids given since are given anew.
    m_subjects.clear();
    m_hasForgottenSubjects = true;
}

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::copyTo(const QString &path)
{
    if (auto copy = m_database.prepare("VACUUM INTO ?")) {
        copy.value().bindText(1, path);
        if (auto done = copy.value().run(); !done)
            return done.error();
    } else {
        return copy.error();
    }
    auto database = sqlite::Database::open(path, sqlite::OpenMode::Create);
    if (!database)
        return database.error();
    std::unique_ptr<RecordingWriter> writer(new RecordingWriter(std::move(database).value()));
    if (auto done = schema::prepareToWrite(writer->m_database); !done)
        return done.error();
    if (auto done = writer->prepare(); !done)
        return done.error();
    writer->m_committed = m_committed;
    writer->recover();
    return writer;
}

Result<void> RecordingWriter::addConnection(const RecordedConnection &connection)
{
    auto &statement = m_statements[SetConnection];
    statement.bind(1, connection.source.number());
    statement.bindText(2, connection.name);
    statement.bindText(3, connection.server);
    statement.bindText(4, connection.cluster);
    statement.bindText(5, connection.profile);
    auto begun = begin();
    return begun ? statement.run() : begun;
}

Result<void> RecordingWriter::addSubscription(const RecordedSubscription &subscription)
{
    auto &statement = m_statements[SetSubscription];
    statement.bind(1, subscription.id.number());
    statement.bind(2, subscription.source.number());
    statement.bindBlob(3, viewOf(subscription.pattern));
    bindOptional(statement, 4, viewOf(subscription.queueGroup));
    auto begun = begin();
    return begun ? statement.run() : begun;
}

Result<void> RecordingWriter::addGap(const RecordedGap &gap)
{
    auto begun = begin();
    return begun ? insertGap(m_statements[AddGap], gap) : begun;
}

Result<void> RecordingWriter::addMark(const RecordedMark &mark)
{
    auto &statement = m_statements[AddMark];
    statement.bind(1, mark.atNs);
    statement.bindText(2, mark.kind);
    statement.bindText(3, mark.text);
    auto begun = begin();
    return begun ? statement.run() : begun;
}

Result<void> RecordingWriter::setStarted(qint64 startedNs)
{
    auto start = m_database.prepare("UPDATE session SET started_ns = ?");
    if (!start)
        return start.error();
    start.value().bind(1, startedNs);
    if (auto done = begin(); !done)
        return done;
    return start.value().run();
}

Result<void> RecordingWriter::finish(qint64 endedNs)
{
    auto end = m_database.prepare("UPDATE session SET ended_ns = ?");
    if (!end)
        return end.error();
    end.value().bind(1, endedNs);
    if (auto done = begin(); !done)
        return done;
    if (auto done = end.value().run(); !done)
        return done;
    if (auto done = commit(); !done)
        return done;
    // Somebody who reads the file just now keeps its log in use: it then stays two files until the last one closes.
    if (auto done = m_database.execute("PRAGMA wal_checkpoint(TRUNCATE)"); !done)
        return done;
    m_statements.clear();
    (void)m_database.execute("PRAGMA journal_mode = DELETE");
    return {};
}

} // namespace gnat
