// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/analyser.h"
#include "flow/batchqueue.h"

#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace gnat {

class DropLedger;
class Fanout;

/// The third sink of the fan-out beside views and recorder: a thread that hands each batch to the analysers. Its queue
/// is bounded; what does not fit is counted in the ledger as not analysed and told to the analysers, and neither views
/// nor recorder notice. While no analyser is registered it is no sink and its thread sleeps. Functions: any one thread.
class AnalysisThread
{
public:
    static constexpr BatchQueue::Limits defaultLimits{500'000, 128'000'000};

    /// Both must outlive it.
    AnalysisThread(Fanout &fanout, DropLedger &ledger, BatchQueue::Limits limits = defaultLimits);
    /// Returns when the batch at hand is done; what waits is not looked at any more.
    ~AnalysisThread();
    AnalysisThread(const AnalysisThread &) = delete;
    AnalysisThread &operator=(const AnalysisThread &) = delete;

    /// From now on it gets all that comes.
    void add(std::shared_ptr<Analyser> analyser);
    /// Does not wait: a call that is under way goes on, and keeps the analyser alive so long.
    void remove(const Analyser *analyser);

private:
    using Analysers = std::vector<std::shared_ptr<Analyser>>;

    void run(const std::stop_token &stop);
    Analysers analysers();
    void work(const std::stop_token &stop);
    void tick(const Analysers &present);
    void tellMissed(const Analysers &present);

    Fanout &m_fanout;
    DropLedger &m_ledger;
    const std::shared_ptr<BatchQueue> m_queue;
    std::mutex m_mutex; // guards m_analysers
    std::condition_variable_any m_changed;
    Analysers m_analysers;
    // Its own thread only:
    std::uint64_t m_missed = 0;    ///< told so far
    std::int64_t m_knownNs = 0;    ///< all that was passed on before has been taken
    std::int64_t m_nextTickNs = 0; ///< monotonic
    std::jthread m_thread;         // last: joins before the rest goes
};

} // namespace gnat
