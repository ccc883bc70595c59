// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <algorithm>
#include <deque>
#include <vector>

namespace gnat {

/// The newest batches, as many as a time and a number of bytes allow: what happened just before. Knows by
/// continuousNanoseconds() when each came, so that it does not matter if somebody sets the clock. The batches are
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

    /// That came at `nowNs`, not before the last one.
    void add(const BatchPtr &batch, std::int64_t nowNs)
    {
        m_entries.push_back({batch, nowNs});
        m_bytes += batch->memoryBytes();
        forget(nowNs);
    }
    /// All that another one has, of the sources that `accepts` names.
    template <typename Accepts>
    void add(const BatchRing &other, const Accepts &accepts)
    {
        m_lackingUntilNs = std::max(m_lackingUntilNs, other.m_lackingUntilNs);
        for (const auto &entry : other.m_entries) {
            if (accepts(entry.batch->source()))
                add(entry.batch, entry.cameNs);
        }
    }
    /// Lets go what is too old at `nowNs` or too much.
    void forget(std::int64_t nowNs)
    {
        while (!m_entries.empty()) {
            const auto &oldest = m_entries.front();
            const bool isOld = oldest.cameNs < nowNs - m_limits.ns;
            if (!isOld && m_bytes <= m_limits.bytes)
                return;
            if (!isOld)
                m_lackingUntilNs = oldest.cameNs;
            m_bytes -= oldest.batch->memoryBytes();
            m_entries.pop_front();
        }
    }
    /// All, oldest first; the ring is empty then.
    std::vector<BatchPtr> take()
    {
        auto taken = batches();
        m_entries.clear();
        m_bytes = 0;
        return taken;
    }
    /// The same without emptying it.
    std::vector<BatchPtr> batches() const
    {
        std::vector<BatchPtr> all;
        all.reserve(m_entries.size());
        for (const auto &entry : m_entries)
            all.push_back(entry.batch);
        return all;
    }

    const Limits &limits() const { return m_limits; }
    std::size_t bytes() const { return m_bytes; }
    /// Of what came up to then something had to go for the bytes alone; all that came later is there. INT64_MIN: none.
    std::int64_t lackingUntilNs() const { return m_lackingUntilNs; }

private:
    struct Entry
    {
        BatchPtr batch;
        std::int64_t cameNs;
    };

    Limits m_limits;
    std::deque<Entry> m_entries;
    std::size_t m_bytes = 0;
    std::int64_t m_lackingUntilNs = INT64_MIN;
};

} // namespace gnat
