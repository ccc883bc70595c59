// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/schema_p.h"

#include "base/text.h"
#include "base/words.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QtEndian>

namespace gnat::schema {

namespace {

// The first bytes of an SQLite file and the fields that matter here: https://www.sqlite.org/fileformat.html, 1.3
constexpr std::string_view magic("SQLite format 3\0", 16);
constexpr qsizetype headerSize = 100;
constexpr qsizetype pageSizeOffset = 16;
constexpr qsizetype pageCountOffset = 28;
constexpr qsizetype userVersionOffset = 60;
constexpr qsizetype applicationIdOffset = 68;

// NORMAL, since a recorder syncs the log itself four times a second, not at each of its transactions.
// 512 pages of 32 KiB: the log is written back each 16 MiB. SQLite's own 4 MiB cost a fifth of the speed in syncs.
constexpr const char *settings = R"(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA wal_autocheckpoint = 512;
PRAGMA cache_size = -16384;
PRAGMA temp_store = MEMORY;
)";

constexpr const char *tables = R"(
PRAGMA page_size = 32768;
BEGIN;
PRAGMA application_id = 0x474E4154;
PRAGMA user_version = 1;
CREATE TABLE session(id INTEGER PRIMARY KEY, started_ns INTEGER NOT NULL, ended_ns INTEGER, program TEXT,
    time_zone TEXT, mono_offset_ns INTEGER, filter TEXT, note TEXT);
CREATE TABLE connection(id INTEGER PRIMARY KEY, name TEXT, server TEXT, cluster TEXT, profile TEXT);
CREATE TABLE subscription(id INTEGER PRIMARY KEY, connection INTEGER, pattern BLOB, queue BLOB);
CREATE TABLE subject(id INTEGER PRIMARY KEY, name BLOB UNIQUE NOT NULL);
CREATE TABLE message(id INTEGER PRIMARY KEY, at_ns INTEGER NOT NULL, subject INTEGER NOT NULL, subscription INTEGER,
    reply BLOB, headers BLOB, payload BLOB);
CREATE TABLE density(at_s INTEGER PRIMARY KEY, messages INTEGER, bytes INTEGER, last_id INTEGER);
CREATE TABLE gap(at_ns INTEGER, until_ns INTEGER, reason TEXT, count INTEGER);
CREATE TABLE mark(at_ns INTEGER, kind TEXT, text TEXT);
CREATE VIEW messages AS
    SELECT message.id AS id,
        strftime('%Y-%m-%d %H:%M:%S', at_ns / 1000000000, 'unixepoch')
            || printf('.%09dZ', at_ns % 1000000000) AS time,
        CAST(subject.name AS TEXT) AS subject,
        CAST(payload AS TEXT) AS payload_text,
        length(payload) AS size,
        CAST(reply AS TEXT) AS reply,
        CAST(headers AS TEXT) AS headers_text,
        CAST(subscription.pattern AS TEXT) AS subscription
    FROM message JOIN subject ON subject.id = message.subject
        LEFT JOIN subscription ON subscription.id = message.subscription;
CREATE VIEW subjects AS
    SELECT CAST(subject.name AS TEXT) AS subject, count(*) AS messages, sum(length(payload)) AS bytes
    FROM message JOIN subject ON subject.id = message.subject GROUP BY message.subject;
COMMIT;
)";

QString nameOf(const QString &path)
{
    return QFileInfo(path).fileName();
}

Error notARecording(const QString &path)
{
    return makeError(ErrorKind::InvalidInput, Words::tr("“%1” is not a Gnatcatcher recording.").arg(nameOf(path)));
}

Error tooShort(const QString &path, qint64 size)
{
    return makeError(ErrorKind::StorageFailure,
                     Words::tr("The recording “%1” is damaged: it ends after %2 bytes, within its header.")
                         .arg(nameOf(path), QLocale().toString(size)));
}

Error cutShort(const QString &path, qint64 size, qint64 stated)
{
    return makeError(ErrorKind::StorageFailure,
                     Words::tr("The recording “%1” is damaged: it ends after %2 bytes, but should have %3.")
                         .arg(nameOf(path), QLocale().toString(size), QLocale().toString(stated)));
}

quint32 bigEndian(const QByteArray &header, qsizetype offset)
{
    return qFromBigEndian<quint32>(header.constData() + offset);
}

Result<QByteArray> readHeader(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return makeError(ErrorKind::NotFound, Words::tr("There is no file “%1”.").arg(path));
    if (info.isDir())
        return makeError(ErrorKind::InvalidInput, Words::tr("“%1” is a folder, not a recording.").arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return makeError(ErrorKind::NotPermitted,
                         Words::tr("“%1” cannot be opened: %2.").arg(path, file.errorString()));
    return file.read(headerSize);
}

/// Bytes of the file as its header states them; 0 if unknown.
qint64 statedSize(const QByteArray &header)
{
    if (header.size() < headerSize)
        return 0;
    const auto pageSize = qFromBigEndian<quint16>(header.constData() + pageSizeOffset);
    return (pageSize == 1 ? 65536 : qint64{pageSize}) * bigEndian(header, pageCountOffset);
}

} // namespace

Result<void> create(sqlite::Database &database)
{
    if (auto done = database.execute(tables); !done)
        return done;
    return prepareToWrite(database);
}

Result<void> prepareToWrite(sqlite::Database &database)
{
    return database.execute(settings);
}

Result<void> checkHeader(const QString &path)
{
    const auto read = readHeader(path);
    if (!read)
        return read.error();
    const auto &header = read.value();
    const auto begin = viewOf(header).substr(0, magic.size());
    if (begin.empty() || !magic.starts_with(begin))
        return notARecording(path);
    if (header.size() < headerSize)
        return tooShort(path, header.size());
    if (bigEndian(header, applicationIdOffset) != applicationId)
        return notARecording(path);
    if (const auto made = bigEndian(header, userVersionOffset); made > version) {
        return makeError(
            ErrorKind::InvalidInput,
            Words::tr("“%1” was made by a newer version of Gnatcatcher (format %2; this one reads up to %3).")
                .arg(nameOf(path), QString::number(made), QString::number(version)));
    }
    // With a write-ahead log beside it the file may well be shorter: the rest is in the log.
    const auto size = QFileInfo(path).size();
    if (size < statedSize(header) && QFileInfo(path + QLatin1String("-wal")).size() == 0)
        return cutShort(path, size, statedSize(header));
    return {};
}

Error damaged(const QString &path, const Error &found)
{
    const auto header = readHeader(path);
    const auto size = QFileInfo(path).size();
    if (!header || found.kind != ErrorKind::StorageFailure || size >= statedSize(header.value()))
        return found;
    return cutShort(path, size, statedSize(header.value()));
}

} // namespace gnat::schema
