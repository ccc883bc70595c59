// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/fanout.h"
#include "recording/recordingreader.h"
#include "recording/recordingwriter_p.h"

#include <chrono>
#include <functional>
#include <mutex>
#include <thread>
#include <unordered_set>

namespace gnat {

/// The recorder's thread: takes batches from its queue at the Fanout, writes and commits them, and closes the file at
/// the end. Made and destroyed by Recorder; the functions below are for its thread.
class RecordingJob
{
public:
    struct Callbacks ///< called on the job's thread
    {
        std::function<void(const RecordingFigures &)> figuresChanged;
        std::function<void(const RecordingFigures &, const QString &error)> finished;
    };

    RecordingJob(Fanout &fanout, std::unique_ptr<RecordingWriter> writer, const RecordingOptions &options,
                 Callbacks callbacks);
    ~RecordingJob(); ///< as stop(), then joins

    /// What waits in the queue is written still, then the file is closed and finished() called. Does not block.
    void stop();
    RecordingFigures figures() const;

    /// To be written by the thread as soon as it can.
    void post(std::function<Result<void>(RecordingWriter &)> note);
    void addSource(SourceId source);

private:
    /// The sources to record; asked by the Fanout on the threads that publish.
    struct Sources
    {
        std::mutex mutex;
        std::unordered_set<SourceId> ids;
    };

    void run();
    Result<void> record();
    Result<void> writeBatches(const std::vector<BatchPtr> &batches);
    Result<void> writeBatch(const MessageBatch &batch);
    Result<void> writeNotes();
    Result<void> commitIfDue();
    Result<void> noteDrops();
    Result<void> close();
    void publishFigures();
    bool isComplete() const;
    std::chrono::milliseconds timeToCommit() const;

    Fanout &m_fanout;
    std::shared_ptr<BatchQueue> m_queue;
    std::shared_ptr<Sources> m_sources = std::make_shared<Sources>();
    std::unique_ptr<RecordingWriter> m_writer;
    const QString m_path;
    const quint64 m_maxMessages;
    const MessagePredicate m_wanted;
    const Callbacks m_callbacks;
    const qint64 m_startedNs; ///< monotonic
    qint64 m_committedAtNs;   ///< monotonic
    quint64 m_dropsNoted = 0;
    quint64 m_filtered = 0; ///< messages that m_wanted did not accept

    mutable std::mutex m_mutex; // guards the two below
    RecordingFigures m_figures;
    std::vector<std::function<Result<void>(RecordingWriter &)>> m_notes;
    std::jthread m_thread; // last: it uses all of the above
};

} // namespace gnat
