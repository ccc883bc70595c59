// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingjob_p.h"

#include "base/text.h"
#include "base/words.h"
#include "core/clock.h"
#include "recording/recordingpath_p.h"

#include <QLocale>

#include <algorithm>

namespace gnat {

namespace {

constexpr std::chrono::milliseconds commitInterval(250);
constexpr qint64 commitIntervalNs = std::chrono::nanoseconds(commitInterval).count();
constexpr quint64 commitMessages = 5000;
/// Messages taken from the queue at once; what they hold in memory is freed after each round.
constexpr std::size_t messagesPerRound = 5000;

} // namespace

RecordingJob::RecordingJob(Fanout &fanout, std::unique_ptr<RecordingWriter> writer, const RecordingOptions &options,
                           Callbacks callbacks)
    : m_fanout(fanout), m_queue(std::make_shared<BatchQueue>(BatchQueue::Limits())), m_writer(std::move(writer)),
      m_path(options.path), m_maxMessages(options.maxMessages), m_wanted(options.wanted),
      m_callbacks(std::move(callbacks)), m_startedNs(monotonicNanoseconds()), m_committedAtNs(m_startedNs)
{
    for (const auto &connection : options.connections)
        m_sources->ids.insert(connection.source);
    m_fanout.attach(m_queue, [sources = m_sources](SourceId source) {
        const std::lock_guard lock(sources->mutex);
        return sources->ids.contains(source);
    });
    m_thread = std::jthread([this] { run(); });
}

RecordingJob::~RecordingJob()
{
    stop();
}

void RecordingJob::stop()
{
    m_fanout.detach(m_queue.get());
    m_queue->close();
}

RecordingFigures RecordingJob::figures() const
{
    const std::lock_guard lock(m_mutex);
    auto figures = m_figures;
    figures.dropped = m_queue->figures().droppedMessages;
    return figures;
}

void RecordingJob::post(std::function<Result<void>(RecordingWriter &)> note)
{
    const std::lock_guard lock(m_mutex);
    m_notes.push_back(std::move(note));
}

void RecordingJob::addSource(SourceId source)
{
    const std::lock_guard lock(m_sources->mutex);
    m_sources->ids.insert(source);
}

void RecordingJob::run()
{
    auto done = record();
    m_fanout.detach(m_queue.get());
    if (done)
        done = close();
    publishFigures();
    QString error;
    if (!done) {
        error = Words::tr("%1 The recording stopped; its first %2 messages are kept.")
                    .arg(errorText(done.error()), QLocale().toString(m_writer->committedMessages()));
    }
    m_writer.reset();
    RecordingFigures figures;
    {
        const std::lock_guard lock(m_mutex);
        m_figures.fileBytes = static_cast<quint64>(recordingFileBytes(m_path));
        figures = m_figures;
    }
    m_callbacks.finished(figures, error);
}

std::chrono::milliseconds RecordingJob::timeToCommit() const
{
    const std::chrono::nanoseconds since(monotonicNanoseconds() - m_committedAtNs);
    const auto left = commitInterval - std::chrono::duration_cast<std::chrono::milliseconds>(since);
    return std::max(left, std::chrono::milliseconds(1));
}

bool RecordingJob::isComplete() const
{
    return m_maxMessages && m_writer->messages() >= m_maxMessages;
}

Result<void> RecordingJob::record()
{
    while (!isComplete()) {
        // Asked before the take: what was pushed before the close is in the queue by then.
        const bool isClosed = m_queue->isClosed();
        auto batches = m_queue->take(messagesPerRound);
        if (batches.empty() && isClosed)
            return {};
        if (batches.empty())
            batches = m_queue->waitAndTake(timeToCommit());
        if (auto done = writeBatches(batches); !done)
            return done;
    }
    return {};
}

Result<void> RecordingJob::writeBatches(const std::vector<BatchPtr> &batches)
{
    for (const auto &batch : batches) {
        if (auto done = writeBatch(*batch); !done)
            return done;
    }
    if (auto done = m_writer->flushRows(); !done)
        return done;
    return commitIfDue();
}

Result<void> RecordingJob::writeBatch(const MessageBatch &batch)
{
    for (std::size_t i = 0; i < batch.size() && !isComplete(); ++i) {
        const auto message = batch.at(i);
        if (m_wanted && !m_wanted(message)) {
            ++m_filtered;
            continue;
        }
        if (auto done = m_writer->append(message); !done)
            return done;
        if (m_writer->uncommitted() < commitMessages)
            continue;
        if (auto done = m_writer->flushRows(); !done)
            return done;
        if (auto done = m_writer->commit(); !done)
            return done;
    }
    return {};
}

Result<void> RecordingJob::writeNotes()
{
    std::vector<std::function<Result<void>(RecordingWriter &)>> notes;
    {
        const std::lock_guard lock(m_mutex);
        notes.swap(m_notes);
    }
    for (const auto &note : notes) {
        if (auto done = note(*m_writer); !done)
            return done;
    }
    return {};
}

/// What the queue had to drop since the last look becomes a gap.
Result<void> RecordingJob::noteDrops()
{
    const auto dropped = m_queue->figures().droppedMessages;
    if (dropped == m_dropsNoted)
        return {};
    const auto now = wallNanoseconds();
    const auto since = now - (monotonicNanoseconds() - m_committedAtNs);
    const RecordedGap gap{since, now, QStringLiteral("recorder too slow"), dropped - m_dropsNoted};
    m_dropsNoted = dropped;
    return m_writer->addGap(gap);
}

Result<void> RecordingJob::commitIfDue()
{
    if (monotonicNanoseconds() - m_committedAtNs < commitIntervalNs)
        return {};
    if (auto done = noteDrops(); !done)
        return done;
    if (auto done = writeNotes(); !done)
        return done;
    if (auto done = m_writer->commit(); !done)
        return done;
    m_committedAtNs = monotonicNanoseconds();
    publishFigures();
    m_callbacks.figuresChanged(figures());
    return {};
}

Result<void> RecordingJob::close()
{
    if (auto done = noteDrops(); !done)
        return done;
    if (auto done = writeNotes(); !done)
        return done;
    return m_writer->finish(wallNanoseconds());
}

void RecordingJob::publishFigures()
{
    const auto fileBytes = recordingFileBytes(m_path);
    const std::lock_guard lock(m_mutex);
    m_figures.messages = m_writer->committedMessages();
    m_figures.bytes = m_writer->committedBytes();
    m_figures.fileBytes = static_cast<quint64>(fileBytes);
    m_figures.dropped = m_queue->figures().droppedMessages;
    m_figures.filtered = m_filtered;
    m_figures.elapsedMs = (monotonicNanoseconds() - m_startedNs) / 1'000'000;
}

} // namespace gnat
