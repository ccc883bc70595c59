// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/latenesshistogram_p.h"
#include "recording/playedrows_p.h"
#include "recording/replayclock_p.h"
#include "recording/replaycursor_p.h"
#include "recording/replaytarget.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace gnat {

constexpr qint64 reportIntervalNs = 100'000'000;

/// The replayer's thread: takes messages from the cursor, waits until each is due and sends it. Made and destroyed
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
    void stop();
    void setPaused(bool isPaused);
    void setPace(ReplayPace pace);
    void setRange(const ReplayRange &range);
    void seek(qint64 offsetNs);
    void step(quint64 count, StepKind kind);
    void stepBack();
    ReplayFigures figures() const;

private:
    /// What was asked for and is not done yet.
    struct Wishes
    {
        std::optional<ReplayRange> range;
        std::optional<qint64> seekNs;
        quint64 back = 0; ///< messages
        quint64 steps = 0;
        StepKind stepKind = StepKind::Recorded;

        bool isToMove() const { return range || seekNs || back > 0; }
    };

    ReplayJob(const ReplayOptions &options, std::shared_ptr<ReplayTarget> target, Callbacks callbacks,
              ReplayCursor cursor);

    // replayjob.cpp
    template <typename Change>
    void ask(Change change);
    void run(const std::stop_token &stop);
    void report();
    void reportIfDue();
    ReplayFigures presentFigures() const;

    // replayloop.cpp
    Result<void> begin();
    Result<void> play(const std::stop_token &stop);
    Result<void> playOne(const std::stop_token &stop);
    Result<void> obey();
    Result<qint64> move(const Wishes &wishes);
    Result<bool> waitWhilePaused(const std::stop_token &stop);
    Result<bool> waitUntilDue(qint64 atNs, const std::stop_token &stop);
    Result<bool> waitUntil(qint64 atNs, const std::stop_token &stop, std::unique_lock<std::mutex> &lock);
    bool isToBeSentNow(qint64 atNs);
    void forgetLateness(qint64 atNs);
    void takeLateness(qint64 lateNs, qint64 atNs, qint64 now);
    Result<void> endRound(const std::stop_token &stop);
    Result<void> startRound();
    void countStep(bool wasSent);
    Result<void> sendCurrent();
    Result<void> writeOut();
    Result<void> flush();
    Result<void> lose(const Error &error);

    const ReplayOptions m_options;
    const std::shared_ptr<ReplayTarget> m_target;
    const Callbacks m_callbacks;
    // The job's thread alone:
    ReplayCursor m_cursor;
    ReplayRange m_range;
    ReplayFigures m_work;
    LatenessHistogram m_lateness;
    PlayedRows m_played;
    qint64 m_startedAtNs = 0;
    qint64 m_pausedNs = 0;
    qint64 m_reportedAtNs = 0;
    quint64 m_reportedSent = 0;
    bool m_isUnwritten = false; ///< something was sent and may still lie in the target's buffer
    bool m_isUnflushed = false; ///< something was sent and is not known to have arrived
    bool m_wasPaused = false;
    bool m_isLost = false; ///< the target, until somebody resumes
    bool m_isOver = false;
    bool m_isWholeRound = false; ///< it began at the start of the range, nobody moved it since
    quint64 m_sentBefore = 0;    ///< what had been sent when the round began

    mutable std::mutex m_mutex; // guards all below
    std::condition_variable_any m_changed;
    ReplayClock m_clock;
    bool m_isPaused = false;
    Wishes m_wishes;
    quint64 m_asked = 0; ///< counts what was asked for, so that a wait notices
    ReplayFigures m_figures;

    std::jthread m_thread; // last: it uses all of the above
};

} // namespace gnat
