// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/sqlite/database_p.h"

#include "base/text.h"
#include "base/words.h"

#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <cstring>
#include <utility>

namespace gnat::sqlite {

namespace {

constexpr int busyTimeoutMs = 2000;

int flagsFor(OpenMode mode)
{
    constexpr int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
    return common | (mode == OpenMode::Create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
}

/// A file: URI, so that "?" and "%" in names stay literal and immutable can be asked for.
QByteArray uriFor(const QString &path, OpenMode mode)
{
    auto uri = "file:" + QUrl::toPercentEncoding(QFileInfo(path).absoluteFilePath(), "/");
    if (mode == OpenMode::ReadImmutable)
        uri += "?immutable=1";
    return uri;
}

/// SQLite's file system without locks: there is none that would lock without writing.
const char *fileSystemFor(OpenMode mode)
{
#ifdef Q_OS_WIN
    constexpr const char *lockless = "win32-none";
#else
    constexpr const char *lockless = "unix-none";
#endif
    return mode == OpenMode::ReadSealed ? lockless : nullptr;
}

/// https://www.sqlite.org/wal.html#use_of_wal_without_shared_memory
Result<void> seal(sqlite3 *handle, const QString &name)
{
    int code = sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (code == SQLITE_OK)
        code = sqlite3_exec(handle, "PRAGMA locking_mode = EXCLUSIVE", nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Result<void>() : Result<void>(errorFor(handle, code, name));
}

QString systemCause(sqlite3 *handle)
{
    const int number = handle ? sqlite3_system_errno(handle) : 0;
    return number ? QString::fromLocal8Bit(std::strerror(number)) : QString();
}

QString causeFor(sqlite3 *handle, int code)
{
    const auto system = systemCause(handle);
    return system.isEmpty() ? QString::fromUtf8(sqlite3_errstr(code)) : system;
}

Error describe(sqlite3 *handle, int code, const QString &name)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return makeError(ErrorKind::StorageFailure, Words::tr("The disk with “%1” is full.").arg(name));
    case SQLITE_IOERR:
        return makeError(ErrorKind::StorageFailure,
                         Words::tr("The disk with “%1” reported an error: %2.").arg(name, causeFor(handle, code)));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return makeError(ErrorKind::StorageFailure, Words::tr("The recording “%1” is damaged.").arg(name));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return makeError(ErrorKind::StorageFailure, Words::tr("“%1” is in use by another program.").arg(name));
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return makeError(ErrorKind::NotPermitted,
                         Words::tr("“%1” cannot be opened: %2.").arg(name, causeFor(handle, code)));
    default:
        return makeError(ErrorKind::StorageFailure,
                         Words::tr("“%1” cannot be used: %2.")
                             .arg(name, QString::fromUtf8(handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code))));
    }
}

} // namespace

Error errorFor(sqlite3 *handle, int code, const QString &name)
{
    auto error = describe(handle, code, name);
    error.cause = code;
    return error;
}

void Database::Closer::operator()(sqlite3 *handle) const
{
    sqlite3_close_v2(handle);
}

Database::Database(sqlite3 *handle, QString name) : m_handle(handle), m_name(std::move(name)) {}

Result<Database> Database::open(const QString &path, OpenMode mode, const QString &name)
{
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(uriFor(path, mode).constData(), &handle, flagsFor(mode), fileSystemFor(mode));
    Database database(handle, name.isEmpty() ? QFileInfo(path).fileName() : name);
    if (code != SQLITE_OK)
        return errorFor(handle, code, database.m_name);
    sqlite3_busy_timeout(handle, busyTimeoutMs);
    if (mode == OpenMode::ReadSealed) {
        if (auto sealed = seal(handle, database.m_name); !sealed)
            return sealed.error();
    }
    return database;
}

Result<void> Database::execute(const char *sql)
{
    const int code = sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return errorFor(m_handle.get(), code, m_name);
    return {};
}

Result<Statement> Database::prepare(const char *sql) const
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return errorFor(m_handle.get(), code, m_name);
    return Statement(statement, m_name);
}

Result<std::int64_t> Database::number(const char *sql) const
{
    auto statement = prepare(sql);
    if (!statement)
        return statement.error();
    const auto row = statement.value().step();
    if (!row)
        return row.error();
    return row.value() ? statement.value().number(0) : 0;
}

Result<void> Database::syncLog()
{
    sqlite3_file *log = nullptr; // https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html, JOURNAL_POINTER
    int code = sqlite3_file_control(m_handle.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void *>(&log));
    if (code == SQLITE_OK && log && log->pMethods)
        code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
    if (code != SQLITE_OK)
        return errorFor(m_handle.get(), code, m_name);
    return {};
}

void Database::interrupt() const
{
    sqlite3_interrupt(m_handle.get());
}

QString failureReason(const Error &error)
{
    switch (error.cause & 0xff) {
    case SQLITE_FULL:
        return QStringLiteral("disk full");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return QStringLiteral("file locked");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return QStringLiteral("file damaged");
    default:
        return QStringLiteral("disk error");
    }
}

Result<void> eachRow(const Database &database, const char *sql, const RowReader &read)
{
    auto statement = database.prepare(sql);
    if (!statement)
        return statement.error();
    for (;;) {
        const auto more = statement.value().step();
        if (!more)
            return more.error();
        if (!more.value())
            return {};
        read(statement.value());
    }
}

} // namespace gnat::sqlite
