// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/replayjob_p.h"

#include "base/text.h"
#include "core/clock.h"
#include "recording/timerslack_p.h"

#include <algorithm>
#include <utility>

namespace gnat {

Result<std::unique_ptr<ReplayJob>> ReplayJob::create(const ReplayOptions &options, std::shared_ptr<ReplayTarget> target,
                                                     Callbacks callbacks)
{
    auto cursor = ReplayCursor::open(options);
    if (!cursor)
        return cursor.error();
    return std::unique_ptr<ReplayJob>(
        new ReplayJob(options, std::move(target), std::move(callbacks), std::move(cursor).value()));
}

ReplayJob::ReplayJob(const ReplayOptions &options, std::shared_ptr<ReplayTarget> target, Callbacks callbacks,
                     ReplayCursor cursor)
    : m_options(options), m_target(std::move(target)), m_callbacks(std::move(callbacks)), m_cursor(std::move(cursor)),
      m_range(options.range)
{
    m_clock.setPace(options.pace, monotonicNanoseconds());
}

ReplayJob::~ReplayJob()
{
    stop();
}

void ReplayJob::start()
{
    if (m_options.startPaused)
        setPaused(true);
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

void ReplayJob::stop()
{
    m_thread.request_stop();
    m_target->cancel();
}

template <typename Change>
void ReplayJob::ask(Change change)
{
    {
        const std::lock_guard lock(m_mutex);
        change();
        ++m_asked;
    }
    m_changed.notify_all();
}

void ReplayJob::setPaused(bool isPaused)
{
    ask([&] {
        m_isPaused = isPaused;
        m_wishes.steps = 0;
        m_clock.setRunning(!isPaused, monotonicNanoseconds());
    });
}

void ReplayJob::setPace(ReplayPace pace)
{
    ask([&] { m_clock.setPace(pace, monotonicNanoseconds()); });
}

void ReplayJob::setRange(const ReplayRange &range)
{
    ask([&] { m_wishes.range = range; });
}

void ReplayJob::seek(qint64 offsetNs)
{
    ask([&] {
        m_wishes.seekNs = offsetNs;
        m_wishes.back = 0;
        m_wishes.steps = 0;
    });
}

void ReplayJob::step(quint64 count, StepKind kind)
{
    ask([&] {
        m_isPaused = true;
        m_clock.setRunning(false, monotonicNanoseconds());
        m_wishes.steps = std::exchange(m_wishes.stepKind, kind) == kind ? m_wishes.steps + count : count;
    });
}

void ReplayJob::stepBack()
{
    ask([&] {
        m_isPaused = true;
        m_clock.setRunning(false, monotonicNanoseconds());
        m_wishes.steps = 0;
        ++m_wishes.back;
    });
}

ReplayFigures ReplayJob::figures() const
{
    const std::lock_guard lock(m_mutex);
    return m_figures;
}

void ReplayJob::run(const std::stop_token &stop)
{
    sharpenTimersOfThisThread();
    auto done = begin();
    if (done)
        done = play(stop);
    // What was sent before a stop is to arrive; whether it did is not waited for much longer.
    if (stop.stop_requested() && m_isUnflushed)
        (void)m_target->flush();
    m_work.uncertain = m_target->unconfirmed();
    report();
    const bool isError = !done && !stop.stop_requested();
    m_callbacks.finished(figures(), isError ? errorText(done.error()) : QString());
}

void ReplayJob::reportIfDue()
{
    if (monotonicNanoseconds() - m_reportedAtNs >= reportIntervalNs)
        report();
}

/// What the job counted, with what the target knows.
ReplayFigures ReplayJob::presentFigures() const
{
    auto figures = m_work;
    figures.duplicates = m_target->duplicates();
    figures.uncertain += m_target->uncertain();
    figures.changedHeaders += m_target->changedHeaders();
    takeBack(figures, m_target->lateRefusals());
    return figures;
}

void ReplayJob::report()
{
    const auto now = monotonicNanoseconds();
    const auto seconds = static_cast<double>(now - m_reportedAtNs) / 1e9;
    if (seconds > 0.05)
        m_work.messageRate = static_cast<double>(m_work.sent - m_reportedSent) / seconds;
    m_reportedAtNs = now;
    m_reportedSent = m_work.sent;
    m_work.playedNs = now - m_startedAtNs - m_pausedNs;
    m_work.worstLateNs = m_lateness.worst();
    m_work.p50LateNs = m_lateness.quantile(0.5);
    m_work.p99LateNs = m_lateness.quantile(0.99);
    m_work.nextRow = m_cursor.nextRow();
    m_played.passTo(m_work.nextRow);
    m_work.played = m_played.ranges();
    {
        const std::lock_guard lock(m_mutex);
        const auto offset = difference(m_clock.recordedAt(now), m_cursor.summary().firstNs);
        m_work.positionNs = std::clamp<qint64>(offset, 0, m_work.durationNs);
    }
    auto present = presentFigures();
    m_callbacks.progressed(present);
    const std::lock_guard lock(m_mutex);
    m_figures = std::move(present);
}

} // namespace gnat
