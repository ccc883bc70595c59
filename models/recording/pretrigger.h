// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/fanout.h"
#include "recording/batchring.h"

#include <memory>
#include <mutex>

namespace gnat {

/// Keeps what just passed the Fanout at hand, so that a recording can begin before its button was pressed; not what is
/// replayed to the views. Costs who publishes a pointer a batch and no thread. Lives in the GUI (or main) thread, the
/// Fanout outlives it.
class PreTrigger
{
public:
    PreTrigger(Fanout &fanout, BatchRing::Limits limits);
    ~PreTrigger();
    PreTrigger(const PreTrigger &) = delete;
    PreTrigger &operator=(const PreTrigger &) = delete;

    /// What is at hand now: for RecordingOptions::atHand.
    BatchRing ring() const;
    /// Memory that it holds now; what views keep too is not held twice.
    std::size_t bytes() const;

private:
    struct Ring
    {
        explicit Ring(BatchRing::Limits limits) : ring(limits) {}
        std::mutex mutex; // guards the ring
        BatchRing ring;
    };

    Fanout &m_fanout;
    std::shared_ptr<BatchQueue> m_queue;
    std::shared_ptr<Ring> m_ring;
};

} // namespace gnat
