// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/fanout.h"

#include <algorithm>

namespace gnat {

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
