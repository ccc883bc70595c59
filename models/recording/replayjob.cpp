// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/replayjob_p.h"

#include "base/text.h"
#include "core/clock.h"
#include "recording/timerslack_p.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace gnat {

namespace {

constexpr qint64 reportIntervalNs = 100'000'000;

std::chrono::steady_clock::time_point timePoint(qint64 monotonicNs)
{
    return std::chrono::steady_clock::time_point(std::chrono::nanoseconds(monotonicNs));
}

bool meansLost(const Error &error)
{
    return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::TimedOut ||
           error.kind == ErrorKind::Cancelled;
}

} // namespace

Result<std::unique_ptr<ReplayJob>> ReplayJob::create(const ReplayOptions &options, std::shared_ptr<ReplayTarget> target,
                                                     Callbacks callbacks)
{
    auto reader = RecordingReader::open(options.path);
    if (!reader)
        return reader.error();
    return std::unique_ptr<ReplayJob>(
        new ReplayJob(options, std::move(target), std::move(callbacks), std::move(reader).value()));
}

ReplayJob::ReplayJob(const ReplayOptions &options, std::shared_ptr<ReplayTarget> target, Callbacks callbacks,
                     RecordingReader reader)
    : m_options(options), m_target(std::move(target)), m_callbacks(std::move(callbacks)), m_reader(std::move(reader)),
      m_rewriter(options)
{
    m_clock.setSpeed(options.speed, monotonicNanoseconds());
}

ReplayJob::~ReplayJob()
{
    stop();
}

void ReplayJob::start()
{
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

void ReplayJob::stop()
{
    m_thread.request_stop();
    m_target->cancel();
}

void ReplayJob::setPaused(bool isPaused)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isPaused = isPaused;
        m_clock.setRunning(!isPaused, monotonicNanoseconds());
        ++m_commands;
    }
    m_changed.notify_all();
}

void ReplayJob::setSpeed(double factor)
{
    {
        const std::lock_guard lock(m_mutex);
        m_clock.setSpeed(factor, monotonicNanoseconds());
        ++m_commands;
    }
    m_changed.notify_all();
}

void ReplayJob::seek(qint64 offsetNs)
{
    {
        const std::lock_guard lock(m_mutex);
        m_seek = offsetNs;
        ++m_commands;
    }
    m_changed.notify_all();
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
    // What was sent before a stop is to arrive; whether it did is no longer waited for.
    if (stop.stop_requested() && m_isUnflushed)
        (void)m_target->flush();
    report();
    const bool isError = !done && !stop.stop_requested();
    m_callbacks.finished(m_work, isError ? errorText(done.error()) : QString());
}

Result<void> ReplayJob::begin()
{
    const auto summary = m_reader.summary();
    if (!summary)
        return summary.error();
    m_work.total = summary.value().messages;
    m_work.durationNs = summary.value().lastNs - summary.value().firstNs;
    m_firstNs = summary.value().firstNs;
    m_reportedAtNs = monotonicNanoseconds();
    return startReadingAt(m_options.fromRow.value_or(0));
}

/// Goes on with the message of this row; its time is now.
Result<void> ReplayJob::startReadingAt(quint64 row)
{
    const auto first = m_reader.read(row, 1, SourceId());
    if (!first)
        return first.error();
    auto reader = RecordingReader::open(m_options.path);
    if (!reader)
        return reader.error();
    m_current.reset();
    m_ahead = std::make_unique<ReadAhead>(std::move(reader).value(), row);
    const auto recorded = first.value()->isEmpty() ? m_firstNs + m_work.durationNs : first.value()->at(0).atNs;
    {
        const std::lock_guard lock(m_mutex);
        m_clock.moveTo(recorded, monotonicNanoseconds());
    }
    report();
    return {};
}

Result<void> ReplayJob::play(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        if (auto done = seekIfAsked(); !done)
            return done;
        if (!waitWhilePaused(stop))
            continue;
        const auto fetched = fetch(stop);
        if (!fetched)
            return fetched.error();
        if (!fetched.value()) {
            auto flushed = flush();
            if (!flushed || !m_isUnflushed)
                return flushed;
            continue;
        }
        const auto isDue = waitUntilDue(stop);
        if (!isDue)
            return isDue.error();
        if (!isDue.value())
            continue;
        if (auto sent = sendCurrent(); !sent)
            return sent;
        reportIfDue();
    }
    return {};
}

/// True: go on. False: look again at what was asked.
bool ReplayJob::waitWhilePaused(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_isPaused)
        return !m_seek;
    m_wasPaused = true;
    lock.unlock();
    report();
    lock.lock();
    m_changed.wait(lock, stop, [this] { return !m_isPaused || m_seek; });
    return false;
}

Result<void> ReplayJob::seekIfAsked()
{
    std::optional<qint64> asked;
    {
        const std::lock_guard lock(m_mutex);
        asked = std::exchange(m_seek, std::nullopt);
    }
    if (!asked)
        return {};
    const auto row = m_reader.rowAt(m_firstNs + std::clamp<qint64>(*asked, 0, m_work.durationNs));
    return row ? startReadingAt(row.value()) : row.error();
}

/// Makes the next message to be sent the current one, unless there is one still. False at the end.
Result<bool> ReplayJob::fetch(const std::stop_token &stop)
{
    while (!m_current) {
        auto next = m_ahead->next(stop);
        if (!next)
            return next.error();
        if (next.value().isEmpty())
            return false;
        m_held = std::move(next).value();
        ++m_work.read;
        m_current = m_rewriter.rewrite(m_held.view(), m_work);
        if (!m_current)
            reportIfDue();
    }
    return true;
}

/// After a pause: what was late before it is due now, and what follows keeps its distance. Call with the lock held.
void ReplayJob::forgetLateness()
{
    const auto now = monotonicNanoseconds();
    if (m_clock.recordedAt(now) > m_current->atNs)
        m_clock.moveTo(m_current->atNs, now);
}

/// True: the current message is due. False: something was asked meanwhile.
Result<bool> ReplayJob::waitUntilDue(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    if (std::exchange(m_wasPaused, false))
        forgetLateness();
    const auto commands = m_commands;
    const auto isAsked = [&] {
        return m_commands != commands;
    };
    while (!isAsked() && !stop.stop_requested() && !m_isPaused) {
        if (m_clock.speed() <= 0) {
            m_clock.moveTo(m_current->atNs, 0);
            return true;
        }
        const auto due = m_clock.dueAt(m_current->atNs);
        const auto now = monotonicNanoseconds();
        if (now >= due) {
            m_lateness.add(now - due);
            return true;
        }
        if (m_isUnflushed) {
            lock.unlock();
            if (auto flushed = flush(); !flushed)
                return flushed.error();
            lock.lock();
            continue;
        }
        m_changed.wait_until(lock, stop, timePoint(std::min(due, m_reportedAtNs + reportIntervalNs)), isAsked);
        lock.unlock();
        reportIfDue();
        lock.lock();
    }
    return false;
}

Result<void> ReplayJob::sendCurrent()
{
    const auto sent = m_target->send(*m_current);
    if (!sent && meansLost(sent.error()))
        return lose(sent.error());
    if (sent)
        ++m_work.sent;
    else
        ++m_work.refused;
    m_isUnflushed = true;
    m_current.reset();
    return {};
}

Result<void> ReplayJob::flush()
{
    if (!m_isUnflushed)
        return {};
    auto flushed = m_target->flush();
    if (!flushed)
        return meansLost(flushed.error()) ? lose(flushed.error()) : flushed;
    m_isUnflushed = false;
    return {};
}

/// The target is gone: waits as in a pause until somebody resumes, or gives up.
Result<void> ReplayJob::lose(const Error &error)
{
    if (m_options.stopWhenTargetLost || error.kind == ErrorKind::Cancelled)
        return error;
    setPaused(true);
    report();
    m_callbacks.targetLost(errorText(error));
    return {};
}

void ReplayJob::reportIfDue()
{
    if (monotonicNanoseconds() - m_reportedAtNs >= reportIntervalNs)
        report();
}

void ReplayJob::report()
{
    const auto now = monotonicNanoseconds();
    const auto seconds = static_cast<double>(now - m_reportedAtNs) / 1e9;
    if (seconds > 0.05)
        m_work.messageRate = static_cast<double>(m_work.sent - m_reportedSent) / seconds;
    m_reportedAtNs = now;
    m_reportedSent = m_work.sent;
    m_work.worstLateNs = m_lateness.worst();
    m_work.p50LateNs = m_lateness.quantile(0.5);
    m_work.p99LateNs = m_lateness.quantile(0.99);
    {
        const std::lock_guard lock(m_mutex);
        m_work.positionNs = std::clamp<qint64>(m_clock.recordedAt(now) - m_firstNs, 0, m_work.durationNs);
        m_figures = m_work;
    }
    m_callbacks.progressed(m_work);
}

} // namespace gnat
