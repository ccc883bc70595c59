// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingjob_p.h"

#include "base/text.h"
#include "base/words.h"
#include "core/clock.h"
#include "recording/recordingpath_p.h"

#include <QLocale>

#include <algorithm>
#include <limits>

namespace gnat {

namespace {

/// After this time what came is on the disk, safe from a loss of power. In between, 5,000 messages are a transaction,
/// safe from an end of the program.
constexpr std::chrono::milliseconds commitInterval(250);
constexpr qint64 commitIntervalNs = std::chrono::nanoseconds(commitInterval).count();
constexpr quint64 commitMessages = 5000;
constexpr quint64 commitBytes = 16 * 1024 * 1024;
/// Messages taken from the queue at once; what they hold in memory is freed after each round.
constexpr std::size_t messagesPerRound = 5000;

} // namespace

RecordingJob::RecordingJob(Fanout &fanout, std::unique_ptr<RecordingWriter> writer, const RecordingOptions &options,
                           Callbacks callbacks)
    : m_fanout(fanout), m_queue(std::make_shared<BatchQueue>(BatchQueue::Limits())),
      m_passed(std::make_shared<BatchQueue>(BatchQueue::Limits())), m_writer(std::move(writer)),
      m_path(RecordingSeries::firstPath(options)), m_watch(m_path), m_clock(fanout, options.clockOffsetNs),
      m_gate(options, m_clock), m_series(options), m_maxMessages(options.maxMessages),
      m_maxFileBytes(options.maxFileBytes), m_maxMs(options.maxMs),
      m_fromNs(options.startedNs - (options.atHand ? options.before.ns : 0)), m_callbacks(std::move(callbacks)),
      m_startedNs(monotonicNanoseconds()), m_committedAtNs(m_startedNs), m_facts(options)
{
    m_passed->close();
    for (const auto &connection : options.connections)
        m_sources->ids.insert(connection.source);
    m_figures.path = m_path;
    m_series.measured(m_writer->fileBytes());
    m_figures.parts = m_series.parts();
    m_figures.state = m_gate.isWaiting() ? RecordingState::Waiting : RecordingState::Recording;
    m_fanout.attach(m_queue, [sources = m_sources](SourceId source) {
        const std::lock_guard lock(sources->mutex);
        return sources->ids.contains(source);
    });
    if (options.atHand)
        takeAtHand(options.atHand());
    m_thread = std::jthread([this] { run(); });
}

/// What was published since the queue was attached comes by it again and is not admitted twice.
void RecordingJob::takeAtHand(const BatchRing &atHand)
{
    const std::lock_guard lock(m_sources->mutex);
    const auto accepts = [this](SourceId source) {
        return m_sources->ids.contains(source);
    };
    for (const auto &batch : m_gate.admitAtHand(atHand, accepts))
        m_open.batches.push_back(batch);
    noteLacking();
}

/// Once, when it has begun.
void RecordingJob::noteLacking()
{
    if (const auto gap = m_gate.lacking())
        m_open.notes.push_back(Note::of(*gap));
}

RecordingJob::~RecordingJob()
{
    stop();
}

void RecordingJob::stop()
{
    setPaused(false);
    m_fanout.detach(m_queue.get());
    m_queue->close();
    {
        const std::lock_guard lock(m_mutex);
        endLosses();
        m_isStopping = true;
    }
    m_changed.notify_all();
}

void RecordingJob::setPaused(bool isPaused)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_pausedAtNs.has_value() == isPaused || m_isStopping)
            return;
        if (isPaused) {
            m_fanout.replace(m_queue.get(), m_passed);
            m_pausedAtNs = m_clock.nowNs();
        } else {
            m_fanout.replace(m_passed.get(), m_queue);
            endPause();
        }
    }
    m_callbacks.figuresChanged(figures());
}

/// Call with the lock held.
void RecordingJob::endPause()
{
    const auto passed = m_passed->figures().droppedMessages;
    const RecordedGap gap{*m_pausedAtNs, m_clock.nowNs(), QStringLiteral("paused"), passed - m_passedBefore};
    m_passedBefore = passed;
    m_pausedAtNs.reset();
    m_notes.push_back(Note::of(gap));
}

RecordingFigures RecordingJob::figures() const
{
    const std::lock_guard lock(m_mutex);
    auto figures = m_figures;
    const auto queued = m_queue->figures();
    figures.dropped = queued.droppedMessages;
    figures.waiting += queued.waitingMessages;
    figures.paused = m_passed->figures().droppedMessages;
    if (m_pausedAtNs && figures.state != RecordingState::Held)
        figures.state = RecordingState::Paused;
    return figures;
}

void RecordingJob::run()
{
    auto done = record();
    m_fanout.detach(m_queue.get());
    m_fanout.detach(m_passed.get());
    if (done)
        done = m_writer->finish(m_clock.nowNs());
    publishFigures();
    dropNextFile();
    QString error;
    if (!done) {
        error = Words::tr("%1 The recording stopped; its first %2 messages are kept.")
                    .arg(errorText(done.error()), QLocale().toString(figures().messages));
        if (const auto lost = figures().waiting; lost > 0)
            error += QLatin1Char(' ') +
                     Words::tr("%n message(s) could not be written.", nullptr,
                               static_cast<int>(std::min<quint64>(lost, std::numeric_limits<int>::max())));
    }
    m_writer.reset();
    {
        const std::lock_guard lock(m_mutex);
        m_figures.fileBytes = m_series.keptBytes() + static_cast<quint64>(recordingFileBytes(m_path));
    }
    m_callbacks.finished(figures(), error);
}

std::chrono::milliseconds RecordingJob::timeToCommit() const
{
    const std::chrono::nanoseconds since(monotonicNanoseconds() - m_committedAtNs);
    const auto left = commitInterval - std::chrono::duration_cast<std::chrono::milliseconds>(since);
    return std::max(left, std::chrono::milliseconds(1));
}

/// Nothing more is to be appended, not even what was taken in.
bool RecordingJob::isFull() const
{
    if (m_open.hasLast || (m_maxMessages && messages() >= m_maxMessages))
        return true;
    const auto before = m_series.keptBytes() + m_series.parts().removedBytes;
    return m_maxFileBytes && before + m_fileBytes >= m_maxFileBytes;
}

bool RecordingJob::isTimeOver() const
{
    return m_maxMs && !m_gate.isWaiting() && monotonicNanoseconds() - m_startedNs >= m_maxMs * 1'000'000;
}

/// Until the end, or until the disk fails for good.
Result<void> RecordingJob::record()
{
    for (;;) {
        const bool isLate = isTimeOver();
        if (isLate) // what came in time is written still, however long the disk makes it wait
            m_fanout.detach(m_queue.get());
        // Asked before the take: what was pushed before the close is in the queue by then.
        const bool isClosed = m_queue->isClosed();
        const bool isEmpty = m_queue->figures().waitingMessages == 0 && m_open.batches.empty();
        const bool isEnd = isFull() || ((isClosed || isLate) && isEmpty);
        const bool isAgain = m_trouble.has_value();
        auto done = isAgain ? goOn() : isEnd ? end() : takeAndWrite(isClosed || isLate);
        if (done && isEnd && !isAgain)
            return {};
        if (done)
            continue;
        if (reasonOf(done.error()) == QLatin1String("file damaged") || (isAgain && isClosed))
            return done;
        hold(done.error());
        if (isAgain)
            waitForDisk();
    }
}

Result<void> RecordingJob::takeAndWrite(bool isLast)
{
    noteClock();
    auto batches = m_queue->take(messagesPerRound);
    if (batches.empty() && !isLast)
        batches = m_queue->waitAndTake(timeToCommit());
    const bool wasWaiting = m_gate.isWaiting();
    for (const auto &batch : batches) {
        for (const auto &admitted : m_gate.admit(batch))
            m_open.batches.push_back(admitted);
    }
    if (wasWaiting && !m_gate.isWaiting()) {
        m_startedNs = monotonicNanoseconds();
        noteLacking();
    }
    if (auto done = appendOpen(); !done)
        return done;
    return isLast ? commit() : commitIfDue();
}

Result<void> RecordingJob::appendOpen()
{
    while (m_open.nextBatch < m_open.batches.size() && !isFull()) {
        if (auto done = appendBatch(*m_open.batches[m_open.nextBatch]); !done)
            return done;
        m_open.nextMessage = 0;
        ++m_open.nextBatch;
        if (m_writer->uncommitted() < commitMessages && m_writer->uncommittedBytes() < commitBytes)
            continue;
        if (auto done = commit(); !done)
            return done;
    }
    return {};
}

Result<void> RecordingJob::appendBatch(const MessageBatch &batch)
{
    const auto aheadNs = m_clock.aheadNs(batch);
    for (auto &i = m_open.nextMessage; i < batch.size() && !isFull(); ++i) {
        auto message = batch.at(i);
        message.atNs -= aheadNs;
        if (!m_gate.isInTime(message))
            continue;
        const bool isWanted = m_gate.wants(message);
        if (auto done = isWanted ? append(message) : Result<void>(); !done)
            return done;
        m_open.filtered += isWanted ? 0 : 1;
        m_open.hasLast = m_gate.isLast(message);
    }
    return {};
}

Result<void> RecordingJob::append(const MessageView &message)
{
    if (!m_series.isOn())
        return m_writer->append(message);
    const auto border = isAtBorder(message);
    if (!border)
        return border.error();
    if (border.value()) {
        if (auto done = beginNextFile(message.atNs); !done)
            return done;
    }
    const bool isFirst = m_writer->messages() == 0;
    const auto subjects = m_writer->subjects();
    if (auto done = m_writer->append(message); !done)
        return done;
    m_series.appended(message, isFirst, m_writer->subjects() != subjects);
    return {};
}

Result<void> RecordingJob::commitIfDue()
{
    if (monotonicNanoseconds() - m_committedAtNs < commitIntervalNs)
        return {};
    if (auto done = checkFile(); !done)
        return done;
    if (auto done = commit(); !done)
        return done;
    if (auto done = m_writer->sync(); !done) {
        m_hasFailedToSync = true; // the system may have thrown away what it could not write, and we have
        return done;
    }
    noteSynced();
    m_committedAtNs = monotonicNanoseconds();
    publishFigures();
    m_callbacks.figuresChanged(figures());
    return {};
}

Result<void> RecordingJob::end()
{
    setPaused(false); // a limit may have come first: the pause is a gap all the same, and so is a lost connection
    {
        const std::lock_guard lock(m_mutex);
        endLosses();
    }
    noteClock();
    takeNotes(INT64_MAX); // also with messages left over
    noteSynced();         // as far as is known until the file is closed
    if (auto done = checkFile(); !done)
        return done;
    return commit();
}

/// Notes from here on may belong to a file that is still to begin with a message that waits.
qint64 RecordingJob::reachedNs() const
{
    const bool isCaughtUp = m_open.nextBatch == m_open.batches.size() && m_queue->figures().waitingMessages == 0;
    return isCaughtUp || !m_series.isOn() ? INT64_MAX : m_writer->lastNs() + 1;
}

/// Without the notes that belong behind `beforeNs`.
Result<void> RecordingJob::commit(qint64 beforeNs)
{
    if (beforeNs == INT64_MAX) // at a border: what was dropped came behind all that waits
        noteDrops();
    takeNotes(std::min(beforeNs, reachedNs()));
    for (; m_open.nextNote < m_open.notes.size(); ++m_open.nextNote) {
        if (auto done = m_open.notes[m_open.nextNote].write(*m_writer); !done)
            return done;
    }
    if (auto done = m_writer->commit(); !done)
        return done;
    if (m_series.isOn()) {
        for (const auto &note : m_open.notes) {
            if (note.gap)
                m_series.addEarlier(*note.gap);
        }
    }
    m_fileBytes = m_writer->fileBytes();
    m_series.measured(m_fileBytes);
    m_filtered += m_open.filtered;
    m_open.batches.erase(m_open.batches.begin(), m_open.batches.begin() + static_cast<qsizetype>(m_open.nextBatch));
    m_gaps += static_cast<quint64>(
        std::ranges::count_if(m_open.notes, [](const Note &note) { return note.gap.has_value(); }));
    m_open.notes.clear();
    m_open.nextBatch = m_open.nextNote = 0;
    m_open.firstMessage = m_open.nextMessage;
    m_open.isLastCommitted = m_open.hasLast;
    m_open.filtered = 0;
    return {};
}

/// What the queue had to drop since the last look becomes a gap.
void RecordingJob::noteDrops()
{
    const auto dropped = m_queue->figures().droppedMessages;
    if (dropped == m_dropsNoted)
        return;
    const auto now = m_clock.nowNs();
    const auto since = now - (monotonicNanoseconds() - m_committedAtNs);
    const RecordedGap gap{m_trouble ? m_trouble->sinceNs : since, now,
                          m_trouble ? m_trouble->reason : QStringLiteral("recorder too slow"), dropped - m_dropsNoted};
    m_dropsNoted = dropped;
    m_open.notes.push_back(Note::of(gap));
}

void RecordingJob::publishFigures()
{
    const auto freeBytes = m_watch.freeBytes();
    quint64 waiting = 0;
    for (const auto &batch : m_open.batches)
        waiting += batch->size();
    waiting -= m_open.firstMessage;
    const std::lock_guard lock(m_mutex);
    m_figures.state = m_trouble            ? RecordingState::Held
                      : m_gate.isWaiting() ? RecordingState::Waiting
                                           : RecordingState::Recording;
    m_figures.path = m_path;
    m_figures.problem = m_trouble ? m_trouble->sentence : QString();
    m_figures.messages = m_series.messagesBefore() + m_writer->committedMessages();
    m_figures.bytes = m_series.payloadBytesBefore() + m_writer->committedBytes();
    m_figures.fileBytes = m_series.keptBytes() + m_fileBytes;
    m_figures.parts = m_series.parts();
    m_figures.freeBytes = freeBytes;
    m_figures.waiting = waiting;
    m_figures.filtered = m_filtered;
    m_figures.gaps = m_gaps;
    m_figures.elapsedMs = (monotonicNanoseconds() - m_startedNs) / 1'000'000;
}

} // namespace gnat
