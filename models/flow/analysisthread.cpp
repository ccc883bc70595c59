// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/analysisthread.h"

#include "core/clock.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"

#include <algorithm>

namespace gnat {

namespace {
constexpr std::chrono::milliseconds tickEach(100);
} // namespace

AnalysisThread::AnalysisThread(Fanout &fanout, DropLedger &ledger, BatchQueue::Limits limits)
    : m_fanout(fanout), m_ledger(ledger), m_queue(std::make_shared<BatchQueue>(limits)),
      m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

AnalysisThread::~AnalysisThread()
{
    m_fanout.detach(m_queue.get());
    m_thread.request_stop();
    m_queue->close();
}

void AnalysisThread::add(std::shared_ptr<Analyser> analyser)
{
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        isFirst = m_analysers.empty();
        m_analysers.push_back(std::move(analyser));
    }
    if (isFirst)
        m_fanout.attach(m_queue);
    m_changed.notify_all();
}

void AnalysisThread::remove(const Analyser *analyser)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_analysers, [analyser](const auto &one) { return one.get() == analyser; });
    if (m_analysers.empty())
        m_fanout.detach(m_queue.get());
}

void AnalysisThread::run(const std::stop_token &stop)
{
    const auto hasAnalysers = [this] {
        return !m_analysers.empty();
    };
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, hasAnalysers))
                return;
        }
        work(stop);
    }
}

AnalysisThread::Analysers AnalysisThread::analysers()
{
    const std::lock_guard lock(m_mutex);
    return m_analysers;
}

/// Waits for the next tick at longest. Everything that waits is taken at once: then what was passed on before the
/// taking is known to be done when the last of it is.
void AnalysisThread::work(const std::stop_token &stop)
{
    const auto takenNs = monotonicNanoseconds();
    const auto left = std::chrono::nanoseconds(m_nextTickNs - takenNs);
    const auto longest = std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds(0));
    auto batches = m_queue->waitAndTake(longest);
    const auto present = analysers(); // asked behind the taking: who was added before a batch came gets it
    for (auto &batch : batches) {
        for (const auto &analyser : present) {
            if (stop.stop_requested())
                return;
            analyser->take(batch);
        }
        batch.reset(); // the log may have let it go meanwhile
        if (monotonicNanoseconds() >= m_nextTickNs)
            tick(present);
    }
    m_knownNs = takenNs;
    if (monotonicNanoseconds() >= m_nextTickNs)
        tick(present);
}

void AnalysisThread::tick(const Analysers &present)
{
    m_nextTickNs = monotonicNanoseconds() + std::chrono::nanoseconds(tickEach).count();
    tellMissed(present);
    for (const auto &analyser : present)
        analyser->tick(m_knownNs);
}

void AnalysisThread::tellMissed(const Analysers &present)
{
    const auto dropped = m_queue->figures().droppedMessages;
    if (dropped == m_missed)
        return;
    for (const auto &analyser : present)
        analyser->missed(dropped - m_missed);
    m_missed = dropped;
    m_ledger.setNotAnalysed(dropped);
}

} // namespace gnat
