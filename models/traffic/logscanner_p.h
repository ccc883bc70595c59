// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/messagesource.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace gnat {

/// A batch of the log and the position of its first message.
struct LogEntry
{
    BatchPtr batch;
    quint64 first = 0;

    quint64 end() const { return first + batch->size(); }
};

/// Looks through a log's batches on a thread of its own: for each scan first those that were there, newest first, then
/// what comes. Several scans take turns, one batch each. Owned by the log; its functions are for the GUI thread.
class LogScanner
{
public:
    struct Report
    {
        quint64 scan = 0;
        QList<quint64> positions; ///< ascending
        bool isNewer = false;
        bool isDone = false;    ///< all that was there has been looked at
        double share = 0;       ///< of what was there
        quint64 lookedFrom = 0; ///< what lies from here
        quint64 lookedTo = 0;   ///< to before this has been looked at
        /// Judged again: positions that now pass and those that do not, apart from the above.
        QList<quint64> accepted;
        QList<quint64> refused;
    };
    /// A message whose judgement may have changed.
    struct Again
    {
        quint64 position = 0;
        MessageHandle message;
    };
    /// Called on the worker; must hand over to the GUI thread.
    using Deliver = std::function<void(const Report &)>;

    explicit LogScanner(Deliver deliver);
    ~LogScanner();

    quint64 start(MessagePredicate wanted, std::deque<LogEntry> entries);
    void stop(quint64 scan);
    /// What came since the last call, and where the log begins now: what lies before is not looked at any more.
    void append(const std::deque<LogEntry> &entries, quint64 begin);
    /// All scans judge these anew, as far as they have looked at them.
    void lookAgain(const std::vector<Again> &messages);

private:
    struct Scan
    {
        MessagePredicate wanted;
        std::deque<LogEntry> older; ///< taken from the back
        std::deque<LogEntry> newer; ///< taken from the front
        std::vector<Again> again;
        std::deque<quint64> found; ///< not yet told; ascending
        quint64 lookedFrom = 0;    ///< the worker's: as in Report
        quint64 lookedTo = 0;
        quint64 knownTo = 0;     ///< the end of what was there when it began
        quint64 givenTo = 0;     ///< the end of what it was given to look at
        std::size_t batches = 0; ///< that were there at the start
        std::int64_t toldNs = 0;
        bool isDone = false;
        std::atomic<bool> isStopped = false;

        /// Of what was there, how much was looked at.
        double share() const
        {
            return older.empty() ? 1 : 1 - static_cast<double>(older.size()) / static_cast<double>(batches);
        }
    };
    using ScanPtr = std::shared_ptr<Scan>;
    struct Work
    {
        quint64 number = 0;
        ScanPtr scan;
        LogEntry entry;
        std::vector<Again> again; ///< if not empty, the work is these alone
        bool isNewer = false;
        bool isLast = false;
        double share = 0;
    };

    void run(const std::stop_token &stop);
    bool takeWork(Work &work, const std::stop_token &stop);
    void look(const Work &work) const;
    void judgeAgain(Work &work) const;
    void tell(const Work &work) const;

    Deliver m_deliver;
    std::mutex m_mutex; // guards the deques of all scans and the members below
    std::condition_variable_any m_changed;
    std::map<quint64, ScanPtr> m_scans;
    quint64 m_lastTurn = 0;
    quint64 m_lastNumber = 0;
    std::jthread m_thread; // last: joins before the rest goes
};

} // namespace gnat
