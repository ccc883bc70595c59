// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/batchqueue.h"

namespace gnat {

BatchQueue::BatchQueue(Limits limits) : m_limits(limits) {}

void BatchQueue::setWake(std::function<void()> wake)
{
    m_wake = std::move(wake);
}

bool BatchQueue::hasRoomFor(const MessageBatch &batch) const
{
    return m_waiting.empty() || (m_figures.waitingMessages + batch.size() <= m_limits.messages &&
                                 m_figures.waitingBytes + batch.memoryBytes() <= m_limits.bytes);
}

/// Call with the lock held; true if the queue was empty before.
bool BatchQueue::enqueue(const BatchPtr &batch)
{
    const bool wasEmpty = m_waiting.empty();
    m_waiting.push_back(batch);
    m_figures.pushedMessages += batch->size();
    m_figures.waitingMessages += batch->size();
    m_figures.waitingBytes += batch->memoryBytes();
    return wasEmpty;
}

bool BatchQueue::push(const BatchPtr &batch)
{
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_isClosed || !hasRoomFor(*batch)) {
            m_figures.droppedMessages += batch->size();
            m_figures.droppedBytes += batch->contentBytes();
            return false;
        }
        wasEmpty = enqueue(batch);
    }
    m_changed.notify_all();
    if (wasEmpty && m_wake)
        m_wake();
    return true;
}

bool BatchQueue::pushWait(const BatchPtr &batch, const std::stop_token &stop)
{
    bool wasEmpty = false;
    {
        std::unique_lock lock(m_mutex);
        const bool hasRoom = m_changed.wait(lock, stop, [&] { return m_isClosed || hasRoomFor(*batch); });
        if (!hasRoom || m_isClosed)
            return false;
        wasEmpty = enqueue(batch);
        m_figures.replayedMessages += batch->size();
    }
    m_changed.notify_all();
    if (wasEmpty && m_wake)
        m_wake();
    return true;
}

std::vector<BatchPtr> BatchQueue::take(std::size_t maxMessages)
{
    std::vector<BatchPtr> taken;
    {
        const std::lock_guard lock(m_mutex);
        std::size_t messages = 0;
        while (!m_waiting.empty() && (taken.empty() || messages + m_waiting.front()->size() <= maxMessages)) {
            messages += m_waiting.front()->size();
            m_figures.waitingBytes -= m_waiting.front()->memoryBytes();
            taken.push_back(std::move(m_waiting.front()));
            m_waiting.pop_front();
        }
        m_figures.takenMessages += messages;
        m_figures.waitingMessages -= messages;
    }
    if (!taken.empty())
        m_changed.notify_all();
    return taken;
}

std::vector<BatchPtr> BatchQueue::waitAndTake(std::chrono::milliseconds longest)
{
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, longest, [this] { return m_isClosed || !m_waiting.empty(); });
    }
    return take();
}

void BatchQueue::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
    }
    m_changed.notify_all();
}

bool BatchQueue::isClosed() const
{
    const std::lock_guard lock(m_mutex);
    return m_isClosed;
}

BatchQueue::Figures BatchQueue::figures() const
{
    const std::lock_guard lock(m_mutex);
    return m_figures;
}

} // namespace gnat
