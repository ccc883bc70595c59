// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/fanout.h"
#include "recording/diskwatch_p.h"
#include "recording/recordingclock_p.h"
#include "recording/recordinggate_p.h"
#include "recording/recordingseries_p.h"
#include "recording/recordingwriter_p.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <unordered_set>

namespace gnat {

/// The recorder's thread: takes batches from its queue at the Fanout, writes and commits them, and closes the file at
/// the end. What is not committed it keeps in memory, so that after a fault of the disk it can be written again. Made
/// and destroyed by Recorder; the private functions are for its thread.
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
    void setPaused(bool isPaused);
    RecordingFigures figures() const;

    // Times by the wall clock as it is now. What lies before all that belongs to the recording is left out.
    /// What is lost still at the end of the recording is a gap up to there.
    void beginLoss(SourceId source, qint64 atNs);
    void endLoss(SourceId source, qint64 untilNs);

    // To be written by the thread as soon as it can; facts also into the files that follow, gaps into all they touch.
    void addConnection(const RecordedConnection &connection);
    void addSubscription(const RecordedSubscription &subscription);
    void addGap(const RecordedGap &gap);
    void addMark(const RecordedMark &mark);

private:
    /// Something to be written beside the messages; again if the disk failed before it was committed.
    struct Note
    {
        qint64 untilNs = INT64_MIN; ///< belongs to the file that is written then; facts: to any
        std::function<Result<void>(RecordingWriter &)> write;
        std::optional<RecordedGap> gap = {}; ///< what it is, if it is one

        static Note of(const RecordedGap &gap);
        static Note of(const RecordedMark &mark);
    };
    /// The sources to record; asked by the Fanout on the threads that publish.
    struct Sources
    {
        std::mutex mutex;
        std::unordered_set<SourceId> ids;
    };
    /// What was taken in and is not committed yet.
    struct Open
    {
        std::deque<BatchPtr> batches;
        std::deque<Note> notes;
        std::size_t nextBatch = 0; ///< those before it are appended
        std::size_t nextNote = 0;
        std::size_t nextMessage = 0;  ///< in the batch `nextBatch`: those before it are appended
        std::size_t firstMessage = 0; ///< in the first batch: those before it are committed, into the file before
        quint64 filtered = 0;
        bool hasLast = false;         ///< the last message of the recording is appended
        bool isLastCommitted = false; ///< and committed: nothing takes that back
    };
    struct Trouble
    {
        QString reason; ///< for the gap
        QString sentence;
        qint64 sinceNs = 0;       ///< wall clock
        quint64 dropsBefore = 0;  ///< what the queue had dropped when it began
        bool isUncertain = false; ///< what was committed last may not have come to the disk
        int times = 1;            ///< that it happened in a row
    };

    void takeAtHand(const BatchRing &atHand);
    void noteLacking();
    void run();
    Result<void> record();
    Result<void> takeAndWrite(bool isLast);
    Result<void> appendOpen();
    Result<void> appendBatch(const MessageBatch &batch);
    Result<void> append(const MessageView &message);
    Result<void> commitIfDue();
    Result<void> checkFile() const;
    Result<void> end();
    Result<void> commit(qint64 beforeNs = INT64_MAX);
    void takeNotes(qint64 beforeNs);
    void dropEarlyGaps();
    qint64 reachedNs() const;
    void noteDrops();
    void noteClock();
    void post(Note note);
    void endPause();
    void endLosses();
    void hold(const Error &error);
    void forgetAppended();
    void waitForDisk();
    Result<void> goOn();
    void noteTrouble(const Trouble &trouble);
    void noteSynced();
    Result<void> moveOn();
    Result<bool> isAtBorder(const MessageView &next);
    Result<void> beginNextFile(qint64 atNs);
    Result<void> createNextFile(const RecordingSeries::File &current, qint64 atNs);
    void dropNextFile();
    quint64 messages() const { return m_series.messagesBefore() + m_writer->messages(); }
    void publishFigures();
    bool isFull() const;
    bool isTimeOver() const;
    std::chrono::milliseconds timeToCommit() const;
    QString reasonOf(const Error &error) const;

    Fanout &m_fanout;
    std::shared_ptr<BatchQueue> m_queue;
    std::shared_ptr<BatchQueue> m_passed; ///< takes nothing and counts, in the queue's place while paused
    std::shared_ptr<Sources> m_sources = std::make_shared<Sources>();
    std::unique_ptr<RecordingWriter> m_writer;
    std::unique_ptr<RecordingWriter> m_nextWriter; ///< of the next file, until the one before it is closed
    QString m_nextPath;
    QString m_path;
    DiskWatch m_watch;
    RecordingClock m_clock;
    RecordingGate m_gate;
    RecordingSeries m_series;
    const quint64 m_maxMessages;
    const quint64 m_maxFileBytes;
    const qint64 m_maxMs;
    const qint64 m_fromNs; ///< nothing before that belongs to the recording
    const Callbacks m_callbacks;
    Open m_open;
    std::optional<Trouble> m_trouble;
    bool m_hasFailedToSync = false;    ///< just now
    std::optional<Trouble> m_unsynced; ///< since when that fails each time
    qint64 m_startedNs;                ///< monotonic
    qint64 m_committedAtNs;            ///< monotonic
    quint64 m_dropsNoted = 0;
    quint64 m_filtered = 0;  ///< committed messages that the filter did not accept
    quint64 m_gaps = 0;      ///< committed
    quint64 m_fileBytes = 0; ///< of the file, without its log

    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    RecordingFigures m_figures;
    std::vector<Note> m_notes;
    RecordingOptions m_facts;                      ///< for the next file; as told since the start
    std::optional<qint64> m_pausedAtNs;            ///< wall clock
    std::unordered_map<SourceId, qint64> m_lostNs; ///< connections that are lost now, since when (wall clock)
    quint64 m_passedBefore = 0;                    ///< what m_passed had counted before this pause
    bool m_isStopping = false;

    std::jthread m_thread; // last: it uses all of the above
};

} // namespace gnat
