// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/fanout.h"

#include <algorithm>
#include <iterator>

namespace gnat {

namespace {

constexpr std::size_t keptClocks = 32; // of a source; what waits longer than through so many is stamped as the oldest

} // namespace

void Fanout::attach(std::shared_ptr<BatchQueue> queue, Accepts accepts)
{
    const std::lock_guard lock(m_mutex);
    m_outlets.push_back({std::move(queue), std::move(accepts)});
}

void Fanout::detach(const BatchQueue *queue)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_outlets, [queue](const Outlet &outlet) { return outlet.queue.get() == queue; });
}

void Fanout::replace(const BatchQueue *queue, const std::shared_ptr<BatchQueue> &with)
{
    const std::lock_guard lock(m_mutex);
    for (auto &outlet : m_outlets) {
        if (outlet.queue.get() == queue)
            outlet.queue = with;
    }
}

void Fanout::noteClock(SourceId source, std::int64_t offsetNs)
{
    const std::lock_guard lock(m_mutex);
    auto &clocks = m_clocks[source];
    clocks.push_back({m_nextSequence, offsetNs});
    if (clocks.size() > keptClocks)
        clocks.pop_front();
}

std::optional<std::int64_t> Fanout::clockOffset(const MessageBatch &batch) const
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_clocks.find(batch.source());
    if (known == m_clocks.end())
        return {};
    const auto &clocks = known->second;
    const auto later = std::ranges::upper_bound(clocks, batch.firstSequence(), {}, &Clock::fromSequence);
    return later == clocks.begin() ? clocks.front().offsetNs : std::prev(later)->offsetNs;
}

BatchPtr Fanout::stamp(std::unique_ptr<MessageBatch> batch)
{
    batch->m_firstSequence = m_nextSequence;
    m_nextSequence += batch->size();
    return batch;
}

BatchPtr Fanout::publish(std::unique_ptr<MessageBatch> batch)
{
    if (!batch || batch->isEmpty())
        return {};
    const std::lock_guard lock(m_mutex);
    auto shared = stamp(std::move(batch));
    for (const auto &outlet : m_outlets) {
        if (!outlet.accepts || outlet.accepts(shared->source()))
            outlet.queue->push(shared);
    }
    return shared;
}

bool Fanout::publishWait(std::unique_ptr<MessageBatch> batch, const std::stop_token &stop)
{
    if (!batch || batch->isEmpty())
        return true;
    // Waiting with the lock held would stall live sources: take the list, then wait outside. The order between a
    // replay and live traffic in different queues is not promised.
    std::vector<std::shared_ptr<BatchQueue>> queues;
    BatchPtr shared;
    {
        const std::lock_guard lock(m_mutex);
        shared = stamp(std::move(batch));
        for (const auto &outlet : m_outlets) {
            if (!outlet.accepts || outlet.accepts(shared->source()))
                queues.push_back(outlet.queue);
        }
    }
    return std::ranges::all_of(queues, [&](const auto &queue) { return queue->pushWait(shared, stop); });
}

} // namespace gnat
