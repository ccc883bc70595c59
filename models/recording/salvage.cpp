// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/salvage.h"

#include "base/text.h"
#include "base/words.h"
#include "recording/damagedtable_p.h"
#include "recording/recordingopen_p.h"
#include "recording/recordingpath_p.h"
#include "recording/salvagegaps_p.h"
#include "recording/salvagelists_p.h"
#include "recording/schema_p.h"
#include "recording/tableleaves_p.h"

#include <QFileInfo>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace gnat {

namespace {

constexpr std::int64_t messagesPerTransaction = 20'000;
/// Bytes of a file that any row takes.
constexpr std::int64_t leastRow = 8;

/// The highest of what the file says about the number of its rows; what cannot be read says nothing, nor does what
/// would not fit in a file of `bytes`.
std::int64_t lastIdOf(const sqlite::Database &database, std::initializer_list<const char *> questions,
                      std::int64_t bytes)
{
    std::int64_t last = 0;
    for (const auto *question : questions) {
        const auto answer = database.number(question);
        if (answer && answer.value() <= bytes / leastRow)
            last = std::max(last, answer.value());
    }
    return last;
}

void bind(sqlite::Statement &statement, int parameter, const LeafRow::Value &value)
{
    if (const auto *number = std::get_if<std::int64_t>(&value))
        statement.bind(parameter, *number);
    else if (const auto *bytes = std::get_if<std::string_view>(&value))
        statement.bindBlob(parameter, *bytes);
    else
        statement.bindNull(parameter);
}

class Salvage
{
public:
    Salvage(sqlite::Database from, const QString &path, sqlite::Database to, std::function<void(double)> progressed,
            std::stop_token stop)
        : m_from(std::move(from)), m_path(path), m_mainBytes(QFileInfo(path).size()),
          m_fileBytes(recordingFileBytes(path)), m_to(std::move(to)), m_progressed(std::move(progressed)),
          m_stop(std::move(stop))
    {
    }

    Result<SalvageReport> run();

private:
    void readSubjects();
    Result<void> readLostSubjects(std::int64_t first, std::int64_t behind);
    void readSpan();
    Result<void> copyMessages();
    Result<void> copyLost(sqlite::Statement &insert, std::int64_t first, std::int64_t behind);
    Result<void> copyMessage(sqlite::Statement &insert, std::int64_t id, std::int64_t atNs, std::int64_t oldSubject,
                             const std::function<void()> &bindRest);
    Result<std::int64_t> subjectId(std::int64_t oldId);
    /// Since when something is missing.
    qint64 lossNs() const { return m_lastNs ? m_lastNs : m_startedNs; }
    Result<void> finish();

    sqlite::Database m_from;
    const QString m_path;
    std::optional<TableLeaves> m_leaves; ///< of the messages, once some are not found
    const std::int64_t m_mainBytes;
    const std::int64_t m_fileBytes; ///< with its log
    sqlite::Database m_to;
    const std::function<void(double)> m_progressed;
    const std::stop_token m_stop;
    SalvageReport m_report;
    SalvageGaps m_gaps{m_report};
    std::unordered_map<std::int64_t, std::string> m_names;       ///< by the old id
    std::unordered_map<std::int64_t, std::int64_t> m_subjectIds; ///< old to new
    std::int64_t m_startedNs = 0;                                ///< of the session; 0: not known
    std::int64_t m_endedNs = 0;
    std::int64_t m_lastNs = 0;
    std::int64_t m_lastMessage = 0; ///< the highest number that the old file knows
};

Result<SalvageReport> Salvage::run()
{
    if (auto done = m_to.execute("BEGIN"); !done)
        return done.error();
    auto unreadable = copyLists(m_from, m_to);
    if (!unreadable)
        return unreadable.error();
    m_report.unreadableLists = std::move(unreadable).value();
    readSubjects();
    readSpan();
    if (auto done = copyMessages(); !done)
        return done.error();
    m_gaps.close(m_endedNs);
    if (m_report.wasOpen)
        m_gaps.addOpenEnd(lossNs());
    if (auto done = m_gaps.write(m_to); !done)
        return done.error();
    if (auto done = finish(); !done)
        return done.error();
    return m_report;
}

void Salvage::readSubjects()
{
    const auto last = lastIdOf(m_from, {"SELECT max(id) FROM subject"}, m_fileBytes);
    DamagedTable::Visitor visitor;
    visitor.row = [this](const sqlite::Statement &row) -> Result<void> {
        m_names.emplace(row.number(0), row.bytes(1));
        return {};
    };
    visitor.lost = [this](std::int64_t first, std::int64_t behind) {
        return readLostSubjects(first, behind);
    };
    const DamagedTable table(m_from, "SELECT id, name FROM subject WHERE id >= ? ORDER BY id",
                             "SELECT id FROM subject WHERE id >= ? ORDER BY id LIMIT 1", last, m_fileBytes / leastRow);
    (void)table.visit(visitor);
}

/// Equal: an unknown number of rows.
Result<void> Salvage::readLostSubjects(std::int64_t first, std::int64_t behind)
{
    constexpr std::size_t columns = 2;
    auto leaves = TableLeaves::find(m_path, columns, m_stop);
    if (!leaves)
        return leaves.error();
    return leaves.value().visit(first, behind > first ? behind : m_fileBytes / leastRow, [this](const LeafRow &row) {
        if (const auto *name = std::get_if<std::string_view>(&row.values[0]))
            m_names.emplace(row.id, *name);
        return Result<void>();
    });
}

/// The times between which all messages lie, if the session is there.
void Salvage::readSpan()
{
    const auto started = m_to.number("SELECT started_ns FROM session");
    const auto ended = m_to.number("SELECT ended_ns FROM session");
    m_startedNs = started ? started.value() : 0;
    m_endedNs = ended ? ended.value() : 0;
    const auto open = m_to.number("SELECT count(*) FROM session WHERE ended_ns IS NULL");
    m_report.wasOpen = open && open.value() > 0;
}

Result<void> Salvage::copyMessages()
{
    m_lastMessage = lastIdOf(m_from, {"SELECT max(id) FROM message", "SELECT max(last_id) FROM density"}, m_fileBytes);
    auto insert = m_to.prepare("INSERT INTO message(at_ns, subject, subscription, reply, headers, payload) "
                               "VALUES (?,?,?,?,?,?)");
    if (!insert)
        return insert.error();
    DamagedTable::Visitor visitor;
    visitor.row = [&](const sqlite::Statement &row) {
        return copyMessage(insert.value(), row.number(0), row.number(1), row.number(2), [&] {
            for (int column = 3; column <= 6; ++column)
                insert.value().bindValue(column, row, column);
        });
    };
    visitor.lost = [&](std::int64_t first, std::int64_t behind) {
        return copyLost(insert.value(), first, behind);
    };
    DamagedTable table(m_from,
                       "SELECT id, at_ns, subject, subscription, reply, headers, payload FROM message "
                       "WHERE id >= ? ORDER BY id",
                       "SELECT id FROM message WHERE id >= ? ORDER BY id LIMIT 1", m_lastMessage,
                       m_fileBytes / leastRow);
    const auto pageSize = m_from.number("PRAGMA page_size");
    table.setCutWithinPage(pageSize && pageSize.value() > 0 && m_mainBytes % pageSize.value() != 0);
    return table.visit(visitor);
}

/// What the table's tree does not lead to any more may still be there. Equal: an unknown number of rows.
Result<void> Salvage::copyLost(sqlite::Statement &insert, std::int64_t first, std::int64_t behind)
{
    constexpr std::size_t columns = 7;
    if (!m_leaves) {
        auto found = TableLeaves::find(m_path, columns, m_stop);
        if (!found)
            return found.error();
        m_leaves = std::move(found).value();
    }
    auto next = first;
    const auto take = [&](const LeafRow &row) -> Result<void> {
        const auto *atNs = std::get_if<std::int64_t>(&row.values[0]);
        const auto *subject = std::get_if<std::int64_t>(&row.values[1]);
        if (!atNs || !subject)
            return {};
        if (row.id > next)
            m_gaps.addLost(row.id - next, lossNs());
        next = row.id + 1;
        return copyMessage(insert, row.id, *atNs, *subject, [&] {
            for (int column = 3; column <= 6; ++column)
                bind(insert, column, row.values[static_cast<std::size_t>(column) - 1]);
        });
    };
    const bool isBounded = behind > first;
    if (auto done = m_leaves->visit(first, isBounded ? behind : m_fileBytes / leastRow, take); !done)
        return done;
    if (!isBounded)
        m_gaps.addUnknown(lossNs());
    else if (behind > next)
        m_gaps.addLost(behind - next, lossNs());
    return {};
}

Result<void> Salvage::copyMessage(sqlite::Statement &insert, std::int64_t id, std::int64_t atNs,
                                  std::int64_t oldSubject, const std::function<void()> &bindRest)
{
    if (m_stop.stop_requested())
        return makeError(ErrorKind::Cancelled, Words::tr("Cancelled; no recording was written."));
    const auto subject = subjectId(oldSubject);
    if (!subject)
        return subject.error();
    m_lastNs = std::max(m_lastNs, atNs);
    m_gaps.close(m_lastNs);
    insert.bind(1, m_lastNs);
    insert.bind(2, subject.value());
    bindRest();
    if (auto done = insert.run(); !done)
        return done;
    if (++m_report.messages % messagesPerTransaction)
        return {};
    if (m_progressed && m_lastMessage > 0)
        m_progressed(std::min(1.0, static_cast<double>(id) / static_cast<double>(m_lastMessage)));
    return m_to.execute("COMMIT; BEGIN");
}

Result<std::int64_t> Salvage::subjectId(std::int64_t oldId)
{
    const auto name = m_names.find(oldId);
    if (name == m_names.end())
        ++m_report.unnamed;
    const auto [place, isNew] = m_subjectIds.try_emplace(oldId, static_cast<std::int64_t>(m_subjectIds.size()) + 1);
    if (!isNew)
        return place->second;
    auto insert = m_to.prepare("INSERT INTO subject(id, name) VALUES (?,?)");
    if (!insert)
        return insert.error();
    const auto text = name == m_names.end() ? "unreadable." + std::to_string(oldId) : name->second;
    insert.value().bind(1, place->second);
    insert.value().bindBlob(2, text);
    if (auto done = insert.value().run(); !done)
        return done.error();
    return place->second;
}

Result<void> Salvage::finish()
{
    constexpr const char *end = R"(
INSERT INTO density SELECT at_ns / 1000000000, count(*), sum(length(payload)), max(id) FROM message GROUP BY 1;
INSERT OR IGNORE INTO session(id, started_ns) SELECT 1, coalesce(min(at_ns), 0) FROM message;
UPDATE session SET ended_ns = coalesce((SELECT max(at_ns) FROM message), started_ns) WHERE ended_ns IS NULL;
COMMIT;
PRAGMA wal_checkpoint(TRUNCATE);
PRAGMA journal_mode = DELETE;
)";
    return m_to.execute(end);
}

/// Opens what can be opened: with this setting SQLite takes a file that is shorter than it should be.
Result<sqlite::Database> openDamaged(const QString &path)
{
    auto database = openToRead(path);
    if (!database)
        return database;
    if (auto done = database.value().execute("PRAGMA writable_schema = ON"); !done)
        return done.error();
    const auto isThere = database.value().prepare("SELECT id FROM message LIMIT 1");
    if (!isThere) {
        return makeError(ErrorKind::StorageFailure,
                         Words::tr("Nothing of “%1” can be read: its table of contents is damaged.")
                             .arg(QFileInfo(path).fileName()));
    }
    return database;
}

Result<void> prepareTarget(const QString &from, const QString &to, bool overwrite)
{
    if (QFileInfo(from) == QFileInfo(to))
        return makeError(ErrorKind::InvalidInput, Words::tr("“%1” is read; the result needs another name.").arg(to));
    return overwrite && QFileInfo::exists(to) ? Result<void>() : prepareRecordingPath(to, false);
}

/// Errors call the new file by the name that it will have.
Result<SalvageReport> salvageInto(const QString &path, const QString &name, sqlite::Database damaged,
                                  const QString &from, const std::function<void(double)> &progressed,
                                  const std::stop_token &stop)
{
    auto fresh = sqlite::Database::open(path, sqlite::OpenMode::Create, name);
    if (!fresh)
        return fresh.error();
    if (auto done = schema::create(fresh.value()); !done)
        return done.error();
    return Salvage(std::move(damaged), from, std::move(fresh).value(), progressed, stop).run();
}

} // namespace

Result<SalvageReport> salvageRecording(const QString &from, const QString &to,
                                       const std::function<void(double)> &progressed, const std::stop_token &stop,
                                       bool overwrite)
{
    if (!QFileInfo::exists(from))
        return makeError(ErrorKind::NotFound, Words::tr("There is no file “%1”.").arg(from));
    auto damaged = openDamaged(from);
    if (!damaged)
        return damaged.error();
    if (auto prepared = prepareTarget(from, to, overwrite); !prepared)
        return prepared.error();
    const auto unfinished = unfinishedPath(to);
    auto report = salvageInto(unfinished, QFileInfo(to).fileName(), std::move(damaged).value(), from, progressed, stop);
    if (!report) {
        (void)removeRecording(unfinished);
        return report;
    }
    if (auto named = giveName(unfinished, to, overwrite); !named)
        return named.error();
    return report;
}

} // namespace gnat
