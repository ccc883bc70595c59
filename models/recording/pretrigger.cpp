// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/pretrigger.h"

#include "core/continuousclock.h"
#include "flow/replayedsource.h"

namespace gnat {

PreTrigger::PreTrigger(Fanout &fanout, BatchRing::Limits limits)
    : m_fanout(fanout), m_queue(std::make_shared<BatchQueue>(BatchQueue::Limits())),
      m_ring(std::make_shared<Ring>(limits))
{
    // Whoever publishes moves the batch on: the queue is empty again before the next one comes.
    m_queue->setWake([queue = m_queue.get(), kept = m_ring] {
        const std::lock_guard lock(kept->mutex);
        for (const auto &batch : queue->take())
            kept->ring.add(batch, continuousNanoseconds());
    });
    // No recording takes what is replayed here: it would only push out what came from connections.
    m_fanout.attach(m_queue, [](SourceId from) { return from != replayedSource; });
}

PreTrigger::~PreTrigger()
{
    m_fanout.detach(m_queue.get());
}

BatchRing PreTrigger::ring() const
{
    const std::lock_guard lock(m_ring->mutex);
    m_ring->ring.forget(continuousNanoseconds());
    return m_ring->ring;
}

std::size_t PreTrigger::bytes() const
{
    const std::lock_guard lock(m_ring->mutex);
    return m_ring->ring.bytes();
}

} // namespace gnat
