// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"
#include "recording/recorder.h"
#include "recording/recordingreader.h"
#include "recording/sqlite/database_p.h"

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace gnat {

/// Writes one recording file: rows gathered into statements of 32, transactions, the second-by-second density.
/// Created by Recorder::start, then used by the recorder's thread alone. After an error only recover(), copyTo() or the
/// destructor may follow; what was committed stays in the file.
class RecordingWriter
{
public:
    /// Creates folder and file. The error is for an existing file, a folder or file that cannot be written.
    static Result<std::unique_ptr<RecordingWriter>> create(const RecordingOptions &options);
    /// The same for a file of a split recording; none but the first holds messages older than its start. Errors call
    /// the file `name`, where people know it by another than it has yet.
    static Result<std::unique_ptr<RecordingWriter>>
    create(const RecordingOptions &options, const std::optional<RecordedPart> &part, const QString &name = {});

    /// Takes one message in. Its bytes must live until commit(), recover() or flushRows().
    Result<void> append(const MessageView &message);
    /// Hands the rows gathered so far to the database, within the transaction.
    Result<void> flushRows();
    /// Makes everything so far durable against a crash of the program.
    Result<void> commit();
    /// Makes all that is committed durable against a loss of power, too.
    Result<void> sync();
    /// Messages, and their bytes of payload, since the last commit.
    quint64 uncommitted() const { return m_now.messages - m_committed.messages; }
    quint64 uncommittedBytes() const { return m_now.bytes - m_committed.bytes; }

    /// After an error: forgets what is not committed, so that it can be appended again.
    void recover();
    /// Writes all that is committed into a new file at `path`, also when the old one has lost its name meanwhile, and
    /// returns its writer. Nothing may be uncommitted.
    Result<std::unique_ptr<RecordingWriter>> copyTo(const QString &path);

    Result<void> addConnection(const RecordedConnection &connection);
    Result<void> addSubscription(const RecordedSubscription &subscription);
    Result<void> addGap(const RecordedGap &gap);
    Result<void> addMark(const RecordedMark &mark);

    /// Instead of the start that the options named.
    Result<void> setStarted(qint64 startedNs);
    /// Notes the end, commits and turns file and log into one file.
    Result<void> finish(qint64 endedNs);

    quint64 messages() const { return m_now.messages; }                ///< appended
    qint64 subjects() const { return m_now.lastSubject; }              ///< of them, so far
    quint64 committedMessages() const { return m_committed.messages; } ///< safe in the file
    quint64 committedBytes() const { return m_committed.bytes; }       ///< of payload, safe in the file
    qint64 lastNs() const { return m_now.lastNs; }                     ///< of the last message; 0: none
    /// What the file itself takes with all that is committed, also what stands in the log still; 0: not known.
    quint64 fileBytes() const;

private:
    struct BytesHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view bytes) const { return std::hash<std::string_view>()(bytes); }
    };
    struct Row
    {
        MessageView message;
        qint64 subject;
    };
    struct Second
    {
        qint64 atS = 0;
        quint64 messages = 0;
        quint64 bytes = 0;
    };
    struct Progress
    {
        quint64 messages = 0;
        quint64 bytes = 0; ///< of payload
        qint64 lastSubject = 0;
        qint64 lastNs = 0;
        Second second;
    };

    explicit RecordingWriter(sqlite::Database database) : m_database(std::move(database)) {}

    Result<void> prepare();
    Result<void> writeSession(const RecordingOptions &options, const std::optional<RecordedPart> &part);
    Result<void> begin();
    Result<qint64> subjectId(std::string_view name);
    Result<qint64> storedSubjectId(std::string_view name);
    static void bindRow(sqlite::Statement &statement, int first, const Row &row);
    Result<void> writeManyRows();
    Result<void> writeDensity();

    sqlite::Database m_database;
    std::vector<sqlite::Statement> m_statements; ///< in the order of the enum in the .cpp
    std::unordered_map<std::string, qint64, BytesHash, std::equal_to<>> m_subjects;
    bool m_hasForgottenSubjects = false;
    std::vector<Row> m_rows;
    Progress m_now;
    Progress m_committed;
    bool m_isInTransaction = false;
    bool m_isSynced = true; ///< what was committed
};

} // namespace gnat
