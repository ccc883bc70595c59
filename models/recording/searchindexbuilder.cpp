// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the file of a SearchIndex.
#include "base/text.h"
#include "base/words.h"
#include "recording/recordingpath_p.h"
#include "recording/searchindex.h"
#include "recording/searchindex_p.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace gnat {

namespace {

/// Read in one go, so that a recording that is still written to can check-point in between.
constexpr quint64 rowsPerChunk = 16'384;
constexpr quint64 chunksPerCommit = 8;

// Nobody sees the file before it is whole: it needs no journal. Without positions and sizes of documents the index
// takes half the room; what it cannot tell, the messages can.
constexpr const char *tables = R"(
PRAGMA page_size = 32768;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16384;
PRAGMA application_id = 0x474E4153;
PRAGMA user_version = 1;
CREATE VIRTUAL TABLE words USING fts5(payload, content='', columnsize=0, detail='none', tokenize='unicode61');
CREATE TABLE unindexed(id INTEGER PRIMARY KEY);
CREATE TABLE origin(recording TEXT, started_ns INTEGER, first_ns INTEGER, last_ns INTEGER, messages INTEGER,
    unindexed INTEGER);
BEGIN;
)";

bool isText(std::string_view payload)
{
    return payload.find('\0') == std::string_view::npos && isUtf8(payload);
}

class Builder
{
public:
    Builder(const RecordingReader &recording, sqlite::Database to, const std::function<void(double)> &progressed,
            const std::stop_token &stop)
        : m_recording(recording), m_to(std::move(to)), m_progressed(progressed), m_stop(stop)
    {
    }

    Result<SearchIndexFacts> run();

private:
    Result<void> addChunk(sqlite::Statement &text, sqlite::Statement &other, quint64 from, quint64 to);
    Result<void> finish();

    const RecordingReader &m_recording;
    sqlite::Database m_to;
    const std::function<void(double)> &m_progressed;
    const std::stop_token &m_stop;
    SearchIndexFacts m_facts;
};

Result<SearchIndexFacts> Builder::run()
{
    const auto messages = m_recording.messages();
    if (!messages)
        return messages.error();
    m_facts.messages = messages.value();
    if (auto done = m_to.execute(tables); !done)
        return done.error();
    auto text = m_to.prepare("INSERT INTO words(rowid, payload) VALUES (?,?)");
    auto other = m_to.prepare("INSERT INTO unindexed VALUES (?)");
    if (!text || !other)
        return text ? other.error() : text.error();
    quint64 chunks = 0;
    for (quint64 row = 0; row < m_facts.messages; row += rowsPerChunk) {
        const auto end = std::min(row + rowsPerChunk, m_facts.messages);
        if (auto done = addChunk(text.value(), other.value(), row, end); !done)
            return done.error();
        if (m_stop.stop_requested())
            return makeError(ErrorKind::Cancelled, Words::tr("Cancelled; no index was made."));
        if (++chunks % chunksPerCommit == 0) {
            if (auto done = m_to.execute("COMMIT; BEGIN"); !done)
                return done.error();
        }
        if (m_progressed)
            m_progressed(static_cast<double>(end) / static_cast<double>(m_facts.messages));
    }
    if (auto done = finish(); !done)
        return done.error();
    return m_facts;
}

Result<void> Builder::addChunk(sqlite::Statement &text, sqlite::Statement &other, quint64 from, quint64 to)
{
    Result<void> added;
    const auto add = [&](const MessageView &message, quint64 row) {
        if (row >= to || m_stop.stop_requested())
            return false;
        if (message.payload.empty())
            return true;
        const bool isIndexed = isText(message.payload);
        m_facts.unindexed += isIndexed ? 0 : 1;
        auto &insert = isIndexed ? text : other;
        insert.bind(1, static_cast<qint64>(row) + 1);
        if (isIndexed)
            insert.bindText(2, message.payload);
        added = insert.run();
        return added.isOk();
    };
    const auto read = m_recording.visit(add, from);
    return read ? added : read;
}

Result<void> Builder::finish()
{
    const auto origin = searchindex::originOf(m_recording, m_facts.messages);
    if (!origin)
        return makeError(ErrorKind::StorageFailure, Words::tr("The recording has changed meanwhile."));
    auto insert = m_to.prepare("INSERT INTO origin VALUES (?,?,?,?,?,?)");
    if (!insert)
        return insert.error();
    auto &row = insert.value();
    row.bindText(1, QFileInfo(m_recording.path()).fileName());
    row.bind(2, origin->startedNs);
    row.bind(3, origin->firstNs);
    row.bind(4, origin->lastNs);
    row.bind(5, static_cast<qint64>(m_facts.messages));
    row.bind(6, static_cast<qint64>(m_facts.unindexed));
    if (auto done = row.run(); !done)
        return done;
    return m_to.execute("COMMIT; PRAGMA synchronous = FULL; PRAGMA user_version = 1");
}

} // namespace

namespace searchindex {

std::optional<Origin> originOf(const RecordingReader &recording, quint64 messages)
{
    Origin origin;
    const auto started = recording.startedNs();
    const auto first = recording.read(0, 1, SourceId(1));
    const auto last = messages > 0 ? recording.read(messages - 1, 1, SourceId(1)) : first;
    if (!started || !first || !last || (messages > 0 && last.value()->isEmpty()))
        return std::nullopt;
    origin.startedNs = started.value();
    origin.firstNs = first.value()->isEmpty() ? 0 : first.value()->at(0).atNs;
    origin.lastNs = last.value()->isEmpty() ? 0 : last.value()->at(0).atNs;
    origin.messages = messages;
    return origin;
}

} // namespace searchindex

Result<SearchIndexFacts> buildSearchIndex(const QString &recording, const std::function<void(double)> &progressed,
                                          const std::stop_token &stop)
{
    const auto reader = RecordingReader::open(recording);
    if (!reader)
        return reader.error();
    const auto path = searchIndexPath(recording);
    const auto part = path + QStringLiteral(".part");
    if (auto prepared = prepareRecordingPath(part, true); !prepared)
        return prepared.error();
    auto to = sqlite::Database::open(part, sqlite::OpenMode::Create);
    if (!to)
        return to.error();
    auto facts = Builder(reader.value(), std::move(to).value(), progressed, stop).run();
    if (!facts) {
        QFile::remove(part);
        return facts;
    }
    std::error_code error;
    std::filesystem::rename(QFile::encodeName(part).toStdString(), QFile::encodeName(path).toStdString(), error);
    if (error) {
        QFile::remove(part);
        return makeError(ErrorKind::StorageFailure, Words::tr("“%1” cannot be written.").arg(path));
    }
    facts.value().bytes = QFileInfo(path).size();
    return facts;
}

} // namespace gnat
