// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <deque>
#include <vector>

namespace gnat {

/// The newest batches, as many as a time and a number of bytes allow: what happened just before. The batches are
/// shared, so what a view keeps too costs no memory twice. One thread at a time.
class BatchRing
{
public:
    struct Limits
    {
        std::int64_t ns = 30'000'000'000;
        std::size_t bytes = 64'000'000; ///< of memory
    };

    explicit BatchRing(Limits limits) : m_limits(limits) {}

    void add(const BatchPtr &batch)
    {
        m_batches.push_back(batch);
        m_bytes += batch->memoryBytes();
        forget(batch->records().back().atNs);
    }
    /// Lets go what is too old at `nowNs` or too much.
    void forget(std::int64_t nowNs)
    {
        while (!m_batches.empty() &&
               (m_bytes > m_limits.bytes || m_batches.front()->records().back().atNs < nowNs - m_limits.ns)) {
            m_bytes -= m_batches.front()->memoryBytes();
            m_batches.pop_front();
        }
    }
    /// All, oldest first; the ring is empty then.
    std::vector<BatchPtr> take()
    {
        std::vector<BatchPtr> taken(m_batches.begin(), m_batches.end());
        m_batches.clear();
        m_bytes = 0;
        return taken;
    }
    /// The same without emptying it.
    std::vector<BatchPtr> batches() const { return {m_batches.begin(), m_batches.end()}; }

    const Limits &limits() const { return m_limits; }
    std::size_t bytes() const { return m_bytes; }

private:
    Limits m_limits;
    std::deque<BatchPtr> m_batches;
    std::size_t m_bytes = 0;
};

} // namespace gnat
