// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/batchqueue.h"

#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace gnat {

/// The one door through which live traffic, replays to the views and tests enter: stamps the running sequence and
/// hands each batch to every attached queue, in the same order to all. Thread-safe.
class Fanout
{
public:
    using Accepts = std::function<bool(SourceId)>;

    /// From now on `queue` gets the batches of the sources that `accepts` names; without it, of all.
    void attach(std::shared_ptr<BatchQueue> queue, Accepts accepts = {});
    /// When this returns, nothing more reaches the queue.
    void detach(const BatchQueue *queue);
    /// From now on `with` gets what `queue` got; no batch reaches both or neither.
    void replace(const BatchQueue *queue, const std::shared_ptr<BatchQueue> &with);

    /// For live sources: full queues drop and count. Empty batches are ignored. Returns the batch as shared.
    BatchPtr publish(std::unique_ptr<MessageBatch> batch);
    /// For replays: waits until each queue has room; false if stopped meanwhile.
    bool publishWait(std::unique_ptr<MessageBatch> batch, const std::stop_token &stop);

private:
    struct Outlet
    {
        std::shared_ptr<BatchQueue> queue;
        Accepts accepts;
    };

    BatchPtr stamp(std::unique_ptr<MessageBatch> batch);

    std::mutex m_mutex; // guards all below; held while pushing, so that all queues see one order
    std::vector<Outlet> m_outlets;
    std::uint64_t m_nextSequence = 1;
};

} // namespace gnat
