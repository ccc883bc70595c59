// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/latenesshistogram_p.h"
#include "recording/readahead_p.h"
#include "recording/replayclock_p.h"
#include "recording/replayer.h"
#include "recording/replaymessage_p.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace gnat {

/// The replayer's thread: takes messages from the read-ahead, waits until each is due and sends it. Made and destroyed
/// by Replayer; the public functions may be called from any thread.
class ReplayJob
{
public:
    struct Callbacks ///< called on the job's thread
    {
        std::function<void(const ReplayFigures &)> progressed;
        std::function<void(const QString &error)> targetLost;
        std::function<void(const ReplayFigures &, const QString &error)> finished;
    };

    /// Opens the file. The job begins with start().
    static Result<std::unique_ptr<ReplayJob>> create(const ReplayOptions &options, std::shared_ptr<ReplayTarget> target,
                                                     Callbacks callbacks);
    ~ReplayJob(); ///< as stop(), then joins

    void start();
    void setPaused(bool isPaused);
    void stop();
    void setSpeed(double factor);
    void seek(qint64 offsetNs);
    ReplayFigures figures() const;

private:
    ReplayJob(const ReplayOptions &options, std::shared_ptr<ReplayTarget> target, Callbacks callbacks,
              RecordingReader reader);

    void run(const std::stop_token &stop);
    Result<void> play(const std::stop_token &stop);
    Result<void> begin();
    Result<void> startReadingAt(quint64 row);
    bool waitWhilePaused(const std::stop_token &stop);
    Result<void> seekIfAsked();
    Result<bool> fetch(const std::stop_token &stop);
    void forgetLateness();
    Result<bool> waitUntilDue(const std::stop_token &stop);
    Result<void> sendCurrent();
    Result<void> flush();
    Result<void> lose(const Error &error);
    void reportIfDue();
    void report();

    const ReplayOptions m_options;
    const std::shared_ptr<ReplayTarget> m_target;
    const Callbacks m_callbacks;
    // The job's thread alone:
    RecordingReader m_reader;
    ReplayRewriter m_rewriter;
    std::unique_ptr<ReadAhead> m_ahead;
    MessageHandle m_held;
    std::optional<MessageView> m_current; ///< views into m_held and m_rewriter
    ReplayFigures m_work;
    LatenessHistogram m_lateness;
    qint64 m_firstNs = 0;
    qint64 m_reportedAtNs = 0;
    quint64 m_reportedSent = 0;
    bool m_isUnflushed = false;
    bool m_wasPaused = false;

    mutable std::mutex m_mutex; // guards all below
    std::condition_variable_any m_changed;
    ReplayClock m_clock;
    bool m_isPaused = false;
    std::optional<qint64> m_seek;
    quint64 m_commands = 0; ///< counts what was asked for, so that a wait notices
    ReplayFigures m_figures;

    std::jthread m_thread; // last: it uses all of the above
};

} // namespace gnat
