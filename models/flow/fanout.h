// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/batchqueue.h"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <unordered_map>
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

    /// From its next batch on the times of `source` are continuousNanoseconds() and this: told by live sources at their
    /// first batch, and when somebody has set the wall clock.
    void noteClock(SourceId source, std::int64_t offsetNs);
    /// By which clock a batch that passed here was stamped; nothing for sources that do not tell.
    std::optional<std::int64_t> clockOffset(const MessageBatch &batch) const;

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
    struct Clock
    {
        std::uint64_t fromSequence;
        std::int64_t offsetNs;
    };

    BatchPtr stamp(std::unique_ptr<MessageBatch> batch);

    mutable std::mutex m_mutex; // guards all below; held while pushing, so that all queues see one order
    std::vector<Outlet> m_outlets;
    std::uint64_t m_nextSequence = 1;
    std::unordered_map<SourceId, std::deque<Clock>> m_clocks; ///< the newest of each, in order
};

} // namespace gnat
