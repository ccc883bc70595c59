// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the replayer's thread does, message by message; ReplayJob's other half.
#include "base/text.h"
#include "core/clock.h"
#include "recording/replayjob_p.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace gnat {

namespace {

constexpr qint64 slowPatchNs = 100'000'000; // later than this is no jitter: the target or the machine was slow
constexpr qint64 stay = -1;
constexpr qint64 leastRoundNs = 1'000'000'000; // recorded time, of a range that has no length: else it would run wild

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

Result<void> ReplayJob::begin()
{
    const auto read = m_cursor.readSummary(m_range);
    m_startedAtNs = monotonicNanoseconds();
    m_reportedAtNs = m_startedAtNs;
    if (!read)
        return read;
    m_work.total = m_cursor.summary().messages;
    m_work.durationNs = m_cursor.durationNs();
    if (!m_options.fromNs) {
        auto started = startRound();
        report();
        return started;
    }
    const auto recorded = m_cursor.goToTime(m_cursor.timeAt(std::max(m_range.fromNs, *m_options.fromNs)));
    if (!recorded)
        return recorded.error();
    m_played.jumpTo(m_cursor.nextRow());
    {
        const std::lock_guard lock(m_mutex);
        m_clock.moveTo(recorded.value(), monotonicNanoseconds());
    }
    report();
    return {};
}

Result<void> ReplayJob::play(const std::stop_token &stop)
{
    while (!stop.stop_requested() && !m_isOver) {
        if (auto obeyed = obey(); !obeyed)
            return obeyed;
        const auto canGoOn = waitWhilePaused(stop);
        if (!canGoOn)
            return canGoOn.error();
        if (!canGoOn.value())
            continue;
        if (auto played = playOne(stop); !played)
            return played;
    }
    return {};
}

Result<void> ReplayJob::playOne(const std::stop_token &stop)
{
    const auto found = m_cursor.advance(stop, m_work);
    if (!found)
        return found.error();
    switch (found.value()) {
    case ReplayCursor::Found::End:
        return endRound(stop);
    case ReplayCursor::Found::Skipped:
        countStep(false);
        reportIfDue();
        return {};
    case ReplayCursor::Found::Message:
        break;
    }
    const auto isDue = waitUntilDue(m_cursor.dueNs(), stop);
    if (!isDue)
        return isDue.error();
    if (!isDue.value())
        return {};
    auto sent = sendCurrent();
    reportIfDue();
    return sent;
}

/// Goes where it was asked to, never before the beginning of the range. The recorded time there, or `stay`.
Result<qint64> ReplayJob::move(const Wishes &wishes)
{
    const auto from = m_cursor.timeAt(m_range.fromNs);
    if (wishes.seekNs)
        return m_cursor.goToTime(std::max(from, m_cursor.timeAt(*wishes.seekNs)));
    if (wishes.back > 0) {
        const auto row = m_cursor.nextRow();
        auto recorded = m_cursor.goTo(row - std::min(row, wishes.back));
        return recorded && recorded.value() < from ? m_cursor.goToTime(from) : recorded;
    }
    std::unique_lock lock(m_mutex);
    const bool isBefore = m_clock.recordedAt(monotonicNanoseconds()) < from;
    lock.unlock();
    return isBefore ? m_cursor.goToTime(from) : Result<qint64>(stay);
}

/// Does what was asked for since: another range, another place.
Result<void> ReplayJob::obey()
{
    Wishes wishes;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_wishes.isToMove())
            return {};
        wishes = m_wishes;
        m_wishes.range.reset();
        m_wishes.seekNs.reset();
        m_wishes.back = 0;
    }
    if (wishes.range) {
        m_range = *wishes.range;
        m_cursor.setRange(m_range);
    }
    m_played.passTo(m_cursor.nextRow());
    const auto recorded = move(wishes);
    if (!recorded)
        return recorded.error();
    if (recorded.value() == stay)
        return {};
    m_played.jumpTo(m_cursor.nextRow());
    m_isWholeRound = false;
    {
        const std::lock_guard lock(m_mutex);
        m_clock.moveTo(recorded.value(), monotonicNanoseconds());
    }
    report();
    return {};
}

/// True: go on. False: look again at what was asked.
Result<bool> ReplayJob::waitWhilePaused(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_isPaused || m_wishes.steps > 0)
        return !m_wishes.isToMove();
    m_wasPaused = true;
    lock.unlock();
    if (!m_isLost) {
        if (auto flushed = flush(); !flushed)
            return flushed.error();
    }
    report();
    const auto since = monotonicNanoseconds();
    lock.lock();
    m_changed.wait(lock, stop, [this] { return !m_isPaused || m_wishes.steps > 0 || m_wishes.isToMove(); });
    m_pausedNs += monotonicNanoseconds() - since;
    m_isLost = m_isLost && m_isPaused;
    return false;
}

/// After a pause: what was late before it is due now, and what follows keeps its distance. Call with the lock held.
void ReplayJob::forgetLateness(qint64 atNs)
{
    const auto now = monotonicNanoseconds();
    if (m_options.whenLate == LatePolicy::Shift && m_clock.pace().kind != ReplayPace::Kind::Max &&
        m_clock.dueAt(atNs) < now)
        m_clock.moveTo(m_clock.pace().kind == ReplayPace::Kind::Factor ? atNs : m_clock.recordedAt(now), now);
}

/// Whether the message of this time need not be waited for: a step, or as fast as possible. Call with the lock held.
bool ReplayJob::isToBeSentNow(qint64 atNs)
{
    const auto now = monotonicNanoseconds();
    if (m_isPaused && m_wishes.steps > 0) {
        m_clock.moveTo(atNs, now);
        return true;
    }
    if (m_clock.pace().kind != ReplayPace::Kind::Max || m_isPaused)
        return false;
    m_clock.pass(atNs);
    return true;
}

/// Keeps how late a message is. A slow patch moves the rest back, unless it is to catch up. Call with the lock held.
void ReplayJob::takeLateness(qint64 lateNs, qint64 atNs, qint64 now)
{
    m_lateness.add(lateNs);
    if (lateNs > slowPatchNs && m_options.whenLate == LatePolicy::Shift) {
        m_clock.moveTo(atNs, now);
        ++m_work.shifts;
        m_work.shiftedNs += lateNs;
    }
    m_clock.pass(atNs);
}

/// True: the message of this time is due. False: something was asked meanwhile.
Result<bool> ReplayJob::waitUntilDue(qint64 atNs, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    if (isToBeSentNow(atNs))
        return true;
    if (std::exchange(m_wasPaused, false))
        forgetLateness(atNs);
    auto isDue = waitUntil(atNs, stop, lock);
    if (isDue && isDue.value()) {
        const auto now = monotonicNanoseconds();
        takeLateness(difference(now, m_clock.dueAt(atNs)), atNs, now);
    }
    return isDue;
}

/// True: the clock has come to this recorded time. False: something was asked meanwhile. Returns with the lock held,
/// which it lets go while it waits.
Result<bool> ReplayJob::waitUntil(qint64 atNs, const std::stop_token &stop, std::unique_lock<std::mutex> &lock)
{
    const auto before = m_asked;
    const auto isAsked = [&] {
        return m_asked != before;
    };
    while (!isAsked() && !stop.stop_requested() && !m_isPaused) {
        const auto due = m_clock.dueAt(atNs);
        if (monotonicNanoseconds() >= due)
            return true;
        if (m_isUnwritten) {
            lock.unlock();
            auto written = writeOut();
            lock.lock();
            if (!written)
                return written.error();
            continue;
        }
        m_changed.wait_until(lock, stop, timePoint(std::min(due, m_reportedAtNs + reportIntervalNs)), isAsked);
        lock.unlock();
        reportIfDue();
        lock.lock();
    }
    return false;
}

/// The end of the range: over, or from its start again. A loop over a range that has nothing to send is over, too.
Result<void> ReplayJob::endRound(const std::stop_token &stop)
{
    const bool isLast = m_range.rounds > 0 && m_work.rounds + 1 >= m_range.rounds;
    const bool isEmpty = m_isWholeRound && m_work.sent + m_work.refused == m_sentBefore;
    if (isLast || isEmpty || stop.stop_requested()) {
        if (auto flushed = flush(); !flushed || m_isUnflushed) // lost: it waits here
            return flushed;
        m_isOver = !stop.stop_requested();
        m_work.rounds += m_isOver;
        return {};
    }
    std::unique_lock lock(m_mutex);
    const auto from = m_cursor.timeAt(m_range.fromNs);
    const auto until = m_cursor.timeAt(m_range.untilNs.value_or(m_work.durationNs));
    const bool isTimed = m_clock.pace().kind == ReplayPace::Kind::Factor;
    if (isTimed && !m_isPaused) { // so that each round takes the same time
        const auto isThere = waitUntil(until > from ? until : from + leastRoundNs, stop, lock);
        if (!isThere || !isThere.value())
            return isThere ? Result<void>() : isThere.error();
    }
    lock.unlock();
    ++m_work.rounds;
    return startRound();
}

Result<void> ReplayJob::startRound()
{
    const auto from = m_cursor.timeAt(m_range.fromNs);
    m_played.passTo(m_cursor.nextRow());
    if (auto there = m_cursor.goToTime(from); !there)
        return there.error();
    m_played.jumpTo(m_cursor.nextRow());
    m_isWholeRound = true;
    m_sentBefore = m_work.sent + m_work.refused;
    {
        const std::lock_guard lock(m_mutex);
        m_clock.moveTo(from, monotonicNanoseconds());
    }
    reportIfDue(); // rounds may be short
    return {};
}

void ReplayJob::countStep(bool wasSent)
{
    const std::lock_guard lock(m_mutex);
    if (m_wishes.steps > 0 && (wasSent || m_wishes.stepKind == StepKind::Recorded))
        --m_wishes.steps;
}

Result<void> ReplayJob::sendCurrent()
{
    const auto sent = m_target->send(*m_cursor.current());
    if (!sent && meansLost(sent.error()))
        return lose(sent.error());
    if (sent) {
        ++m_work.sent;
        m_isUnwritten = m_isUnflushed = !m_target->confirmsEach();
    } else {
        countRefusal(m_work, sent.error());
        m_played.passTo(m_cursor.nextRow());
    }
    m_cursor.finishCurrent();
    if (!sent)
        m_played.jumpTo(m_cursor.nextRow());
    countStep(true);
    return {};
}

/// Nobody waits for a target that is far: what it does not confirm is known at the end.
Result<void> ReplayJob::writeOut()
{
    m_isUnwritten = false;
    auto written = m_target->writeOut();
    return written || !meansLost(written.error()) ? written : lose(written.error());
}

Result<void> ReplayJob::flush()
{
    if (!m_isUnflushed)
        return {};
    auto flushed = m_target->flush();
    if (!flushed)
        return meansLost(flushed.error()) ? lose(flushed.error()) : flushed;
    m_isUnwritten = false;
    m_isUnflushed = false;
    return {};
}

/// The target is gone: waits as in a pause until somebody resumes, or gives up.
Result<void> ReplayJob::lose(const Error &error)
{
    if (m_options.stopWhenTargetLost || error.kind == ErrorKind::Cancelled)
        return error;
    setPaused(true);
    m_isLost = true;
    report();
    m_callbacks.targetLost(errorText(error));
    return {};
}

} // namespace gnat
