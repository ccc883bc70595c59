// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a RecordingJob does where one file of a split recording ends and the next begins, and what it is told to write
// beside the messages: each into the file that it belongs to.
#include "base/text.h"
#include "base/words.h"
#include "recording/recordingjob_p.h"
#include "recording/recordingpath_p.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace gnat {

namespace {

RecordedMark clockMark(qint64 atNs, qint64 aheadNs)
{
    const auto seconds = QString::number(static_cast<double>(std::abs(aheadNs)) / 1e9, 'f', 3);
    const auto text = aheadNs > 0
                          ? Words::tr("the computer's clock was set %1 s forward; times here go on without that")
                          : Words::tr("the computer's clock was set %1 s back; times here go on without that");
    return {atNs, QStringLiteral("clock set"), text.arg(seconds)};
}

} // namespace

RecordingJob::Note RecordingJob::Note::of(const RecordedGap &gap)
{
    return {gap.untilNs, [gap](RecordingWriter &writer) { return writer.addGap(gap); }, gap};
}

RecordingJob::Note RecordingJob::Note::of(const RecordedMark &mark)
{
    return {mark.atNs, [mark](RecordingWriter &writer) {
                return writer.addMark(mark);
            }};
}

void RecordingJob::post(Note note)
{
    const std::lock_guard lock(m_mutex);
    m_notes.push_back(std::move(note));
}

void RecordingJob::addGap(const RecordedGap &gap)
{
    const auto untilNs = m_clock.timeOf(gap.untilNs);
    if (untilNs >= m_fromNs)
        post(Note::of(RecordedGap{std::max(m_clock.timeOf(gap.atNs), m_fromNs), untilNs, gap.reason, gap.count}));
}

void RecordingJob::addMark(const RecordedMark &mark)
{
    post(Note::of(RecordedMark{m_clock.timeOf(mark.atNs), mark.kind, mark.text}));
}

void RecordingJob::beginLoss(SourceId source, qint64 atNs)
{
    const std::lock_guard lock(m_mutex);
    if (!m_isStopping)
        m_lostNs.try_emplace(source, std::max(m_clock.timeOf(atNs), m_fromNs));
}

void RecordingJob::endLoss(SourceId source, qint64 untilNs)
{
    const std::lock_guard lock(m_mutex);
    const auto lost = m_lostNs.extract(source);
    if (!lost.empty())
        m_notes.push_back(
            Note::of(RecordedGap{lost.mapped(), m_clock.timeOf(untilNs), QStringLiteral("connection lost"), 0}));
}

/// Call with the lock held.
void RecordingJob::endLosses()
{
    for (const auto &[source, lostNs] : m_lostNs)
        m_notes.push_back(Note::of(RecordedGap{lostNs, m_clock.nowNs(), QStringLiteral("connection lost"), 0}));
    m_lostNs.clear();
}

/// Somebody has set the wall clock: the times here go on without it, and a mark says so.
void RecordingJob::noteClock()
{
    if (const auto step = m_clock.takeStep(); step != 0)
        m_open.notes.push_back(Note::of(clockMark(m_clock.nowNs(), step)));
}

void RecordingJob::addConnection(const RecordedConnection &connection)
{
    {
        const std::lock_guard lock(m_sources->mutex);
        m_sources->ids.insert(connection.source);
    }
    const std::lock_guard lock(m_mutex);
    m_facts.connections.removeIf([&](const auto &known) { return known.source == connection.source; });
    m_facts.connections << connection;
    m_notes.push_back({INT64_MIN, [connection](RecordingWriter &writer) {
                           return writer.addConnection(connection);
                       }});
}

void RecordingJob::addSubscription(const RecordedSubscription &subscription)
{
    const std::lock_guard lock(m_mutex);
    m_facts.subscriptions.removeIf([&](const auto &known) { return known.id == subscription.id; });
    m_facts.subscriptions << subscription;
    m_notes.push_back({INT64_MIN, [subscription](RecordingWriter &writer) {
                           return writer.addSubscription(subscription);
                       }});
}

/// Those before everything that belongs to the recording, which may have waited long for its start. Call with the lock
/// held.
void RecordingJob::dropEarlyGaps()
{
    const auto fromNs = m_gate.fromNs();
    std::erase_if(m_notes, [fromNs](const Note &note) { return note.gap && note.gap->untilNs < fromNs; });
    for (auto &note : m_notes) {
        if (note.gap && note.gap->atNs < fromNs && !m_gate.isWaiting())
            note = Note::of(RecordedGap{fromNs, note.gap->untilNs, note.gap->reason, note.gap->count});
    }
}

/// What was posted and belongs before that moment; gaps not before the start is found.
void RecordingJob::takeNotes(qint64 beforeNs)
{
    const std::lock_guard lock(m_mutex);
    dropEarlyGaps();
    const auto later = std::stable_partition(m_notes.begin(), m_notes.end(), [&](const Note &note) {
        return note.untilNs < beforeNs && !(note.gap && m_gate.isWaiting());
    });
    std::move(m_notes.begin(), later, std::back_inserter(m_open.notes));
    m_notes.erase(m_notes.begin(), later);
}

/// Whether the next file begins with this message. What is not committed yet is estimated, as it may be at worst;
/// before that ends a file, the database is asked.
Result<bool> RecordingJob::isAtBorder(const MessageView &next)
{
    if (m_nextWriter)
        return true;
    if (!m_series.isFull(next, m_writer->messages()))
        return false;
    if (auto done = m_writer->flushRows(); !done)
        return done.error();
    if (const auto bytes = m_writer->fileBytes(); bytes > 0)
        m_series.measured(bytes);
    return m_series.isFull(next, m_writer->messages());
}

/// Closes the file and goes on in the next one, which begins with the message of that moment. All before it is safe
/// before anything else is tried; after an error this is called again and goes on where it was.
Result<void> RecordingJob::beginNextFile(qint64 atNs)
{
    const auto borderNs = std::max(atNs, m_writer->lastNs());
    if (auto done = checkFile(); !done)
        return done;
    noteClock(); // else it would be said twice in the next one
    if (auto done = commit(borderNs); !done)
        return done;
    RecordingSeries::File current{m_path, m_writer->messages(), m_writer->committedBytes(), m_writer->fileBytes(),
                                  borderNs};
    if (!m_nextWriter) {
        if (auto done = createNextFile(current, borderNs); !done)
            return done;
    }
    if (auto done = m_writer->finish(borderNs); !done)
        return done;
    m_writer = std::move(m_nextWriter);
    current.fileBytes = static_cast<quint64>(recordingFileBytes(m_path));
    m_series.goOn(current, m_writer->fileBytes());
    m_path = m_nextPath;
    m_watch = DiskWatch(m_path);
    m_fileBytes = m_writer->fileBytes();
    if (const auto aheadNs = m_clock.aheadNs(); aheadNs != 0) // each file says it
        m_open.notes.push_back(Note::of(clockMark(borderNs, aheadNs)));
    return {};
}

Result<void> RecordingJob::createNextFile(const RecordingSeries::File &current, qint64 atNs)
{
    m_series.makeRoom(current);
    auto facts = [this] {
        const std::lock_guard lock(m_mutex);
        return m_facts;
    }();
    m_nextPath = m_series.nextPath();
    facts.path = m_nextPath;
    auto created = m_series.createNext(facts, current, atNs);
    if (!created) {
        if (created.error().kind != ErrorKind::Exists)
            (void)removeRecording(m_nextPath); // half made, it would be a file that is none
        return created.error();
    }
    m_nextWriter = std::move(created).value();
    return {};
}

/// It was made, but the file before it could not be closed, or is another one now.
void RecordingJob::dropNextFile()
{
    if (!m_nextWriter)
        return;
    m_nextWriter.reset();
    (void)removeRecording(m_nextPath);
}

} // namespace gnat
