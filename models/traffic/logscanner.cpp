// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/logscanner_p.h"

#include "core/clock.h"

#include <algorithm>

namespace gnat {

namespace {
constexpr std::int64_t tellEachNs = 20'000'000;
constexpr std::uint32_t lookUpEach = 64; // messages between two looks at whether the scan was stopped
} // namespace

LogScanner::LogScanner(Deliver deliver)
    : m_deliver(std::move(deliver)), m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

LogScanner::~LogScanner()
{
    const std::lock_guard lock(m_mutex);
    for (auto &[number, scan] : m_scans)
        scan->isStopped = true;
    m_thread.request_stop();
}

quint64 LogScanner::start(MessagePredicate wanted, std::deque<LogEntry> entries)
{
    auto scan = std::make_shared<Scan>();
    scan->wanted = std::move(wanted);
    scan->batches = entries.size();
    scan->knownTo = scan->givenTo = entries.empty() ? 0 : entries.back().end();
    scan->lookedFrom = scan->lookedTo = scan->knownTo;
    scan->older = std::move(entries);
    quint64 number = 0;
    {
        const std::lock_guard lock(m_mutex);
        number = ++m_lastNumber;
        m_scans.emplace(number, std::move(scan));
    }
    m_changed.notify_all();
    return number;
}

void LogScanner::stop(quint64 scan)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_scans.find(scan);
    if (found == m_scans.end())
        return;
    found->second->isStopped = true;
    m_scans.erase(found);
}

void LogScanner::append(const std::deque<LogEntry> &entries, quint64 begin)
{
    {
        const std::lock_guard lock(m_mutex);
        for (auto &[number, scan] : m_scans) {
            while (!scan->older.empty() && scan->older.front().end() <= begin)
                scan->older.pop_front();
            while (!scan->newer.empty() && scan->newer.front().end() <= begin)
                scan->newer.pop_front();
            for (const auto &entry : entries) {
                if (entry.first < scan->knownTo)
                    continue;
                scan->newer.push_back(entry);
                scan->givenTo = entry.end();
            }
        }
    }
    m_changed.notify_all();
}

/// What a scan has yet to look at is judged then, with all that is known now.
void LogScanner::lookAgain(const std::vector<Again> &messages)
{
    {
        const std::lock_guard lock(m_mutex);
        for (auto &[number, scan] : m_scans) {
            const auto lookedFrom = scan->older.empty() ? 0 : scan->older.back().end();
            const auto lookedTo = scan->newer.empty() ? scan->givenTo : scan->newer.front().first;
            for (const auto &message : messages) {
                if (message.position >= lookedFrom && message.position < lookedTo)
                    scan->again.push_back(message);
            }
        }
    }
    m_changed.notify_all();
}

void LogScanner::run(const std::stop_token &stop)
{
    Work work;
    while (takeWork(work, stop)) {
        if (!work.again.empty()) {
            judgeAgain(work);
        } else {
            if (work.entry.batch)
                look(work);
            tell(work);
        }
        work = {};
    }
}

/// The next batch, of the scan whose turn it is. Waits; false at the end.
bool LogScanner::takeWork(Work &work, const std::stop_token &stop)
{
    const auto hasWork = [](const auto &entry) {
        const auto &scan = *entry.second;
        return !scan.isDone || !scan.newer.empty() || !scan.again.empty();
    };
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [&] { return std::ranges::any_of(m_scans, hasWork); }) || stop.stop_requested())
        return false;
    auto next = std::find_if(m_scans.upper_bound(m_lastTurn), m_scans.end(), hasWork);
    if (next == m_scans.end())
        next = std::find_if(m_scans.begin(), m_scans.end(), hasWork);
    m_lastTurn = work.number = next->first;
    work.scan = next->second;
    auto &scan = *next->second;
    work.again.swap(scan.again);
    if (!work.again.empty()) {
        work.share = scan.share();
        return true;
    }
    work.isNewer = scan.isDone;
    auto &entries = work.isNewer ? scan.newer : scan.older;
    if (!entries.empty()) {
        work.entry = work.isNewer ? std::move(entries.front()) : std::move(entries.back());
        work.isNewer ? entries.pop_front() : entries.pop_back();
    }
    work.isLast = entries.empty();
    work.share = scan.share();
    scan.isDone = scan.isDone || scan.older.empty();
    return true;
}

void LogScanner::look(const Work &work) const
{
    auto &scan = *work.scan;
    const auto size = static_cast<std::uint32_t>(work.entry.batch->size());
    std::vector<quint64> hits;
    for (std::uint32_t i = 0; i < size; ++i) {
        if (i % lookUpEach == 0 && scan.isStopped)
            return;
        if (scan.wanted(work.entry.batch->at(i)))
            hits.push_back(work.entry.first + i);
    }
    scan.found.insert(work.isNewer ? scan.found.end() : scan.found.begin(), hits.begin(), hits.end());
    (work.isNewer ? scan.lookedTo : scan.lookedFrom) = work.isNewer ? work.entry.end() : work.entry.first;
}

/// What was found and not yet told goes first, so that what is told behind it keeps its order. What was noted at
/// several times waits together, so it is put in order here.
void LogScanner::judgeAgain(Work &work) const
{
    std::ranges::sort(work.again, {}, &Again::position);
    const auto isSame = [](const Again &one, const Again &other) {
        return one.position == other.position;
    };
    work.again.erase(std::unique(work.again.begin(), work.again.end(), isSame), work.again.end());
    auto &scan = *work.scan;
    Report found;
    found.scan = work.number;
    found.isNewer = scan.isDone;
    found.share = work.share;
    found.lookedFrom = scan.lookedFrom;
    found.lookedTo = scan.lookedTo;
    found.positions = QList<quint64>(scan.found.begin(), scan.found.end());
    scan.found.clear();
    Report again;
    again.scan = work.number;
    for (const auto &[position, message] : work.again) {
        if (scan.isStopped)
            return;
        (scan.wanted(message.view()) ? again.accepted : again.refused).append(position);
    }
    if (!found.positions.isEmpty())
        m_deliver(found);
    m_deliver(again);
}

/// Hands over what was found and how far it is, at most once in a while and when there is nothing more to look at.
void LogScanner::tell(const Work &work) const
{
    auto &scan = *work.scan;
    const auto now = monotonicNanoseconds();
    if (scan.isStopped || (!work.isLast && now - scan.toldNs < tellEachNs))
        return;
    scan.toldNs = now;
    Report report;
    report.scan = work.number;
    report.positions = QList<quint64>(scan.found.begin(), scan.found.end());
    report.isNewer = work.isNewer;
    report.isDone = !work.isNewer && work.isLast;
    report.share = work.share;
    report.lookedFrom = scan.lookedFrom;
    report.lookedTo = scan.lookedTo;
    scan.found.clear();
    m_deliver(report);
}

} // namespace gnat
