// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/sqlite/statement_p.h"

#include <QString>

#include <functional>
#include <memory>

struct sqlite3;

namespace gnat::sqlite {

/// How a file is opened. Where nobody can write to the folder: Immutable does not look at the write-ahead log, Sealed
/// reads it, without locks and with the index of the log in memory.
enum class OpenMode { Create, Read, ReadImmutable, ReadSealed };

/// A connection to an SQLite file. One thread at a time. Errors name the file and the cause in a sentence.
class Database
{
public:
    /// Its errors call the file `name`, or as it is called if that is empty.
    static Result<Database> open(const QString &path, OpenMode mode, const QString &name = {});

    /// Runs one or several statements without parameters; rows are ignored.
    Result<void> execute(const char *sql);
    /// The error is a defect of ours or says that the file's content is not what it should be.
    Result<Statement> prepare(const char *sql) const;
    /// The number in the first column of the first row; 0 for NULL or no row.
    Result<std::int64_t> number(const char *sql) const;
    /// Brings what was committed into the write-ahead log onto the disk, as each commit does with synchronous=FULL.
    Result<void> syncLog();
    /// Makes what another thread runs on this connection end with an error, soon. From any thread.
    void interrupt() const;

private:
    struct Closer
    {
        void operator()(sqlite3 *handle) const;
    };

    Database(sqlite3 *handle, QString name);

    std::unique_ptr<sqlite3, Closer> m_handle;
    QString m_name;
};

using RowReader = std::function<void(const Statement &)>;

/// Reads all rows of a statement without parameters.
Result<void> eachRow(const Database &database, const char *sql, const RowReader &read);

/// The sentence for a result code of this connection: disk full, damaged, in use, not permitted, … The code is its
/// cause.
Error errorFor(sqlite3 *handle, int code, const QString &name);
/// What the disk did at an error of errorFor(), in few words: "disk full", "file locked", "file damaged", "disk
/// error"; that also for others.
QString failureReason(const Error &error);

} // namespace gnat::sqlite
