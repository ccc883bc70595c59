// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace gnat {

/// An open-addressed hash table in parts, each of which grows by itself: no insertion ever has to move all there is, so
/// that a million new subjects never stall a frame. A part has the keys whose hashes begin alike. A slot that converts
/// to false is free. What a slot's key is only the caller knows: it gives the hash, and says which slot is meant or how
/// a slot hashes. One thread.
template <typename Slot>
class PartedTable
{
public:
    void prefetch(std::uint64_t hash) const
    {
        const auto &part = partOf(hash);
        __builtin_prefetch(&part.slots[hash & part.mask]);
    }

    /// The first slot for which `isIt(slot)`; a free one if there is none.
    template <typename IsIt>
    Slot find(std::uint64_t hash, IsIt isIt) const
    {
        const auto &part = partOf(hash);
        for (auto at = hash & part.mask;; at = (at + 1) & part.mask) {
            const auto &slot = part.slots[at];
            if (!slot || isIt(slot))
                return slot;
        }
    }

    /// The slot must not be there yet. `hashOf(slot)` of what is.
    template <typename HashOf>
    void insert(std::uint64_t hash, const Slot &slot, HashOf hashOf)
    {
        auto &part = m_parts[hash >> partShift];
        if (part.used * 5 >= (part.mask + 1) * 3)
            part.grow(hashOf);
        part.place(hash, slot);
        ++part.used;
    }

    /// What stands behind the gap moves into it where it may, so that nothing is looked for in vain.
    template <typename IsIt, typename HashOf>
    void erase(std::uint64_t hash, IsIt isIt, HashOf hashOf)
    {
        auto &[slots, mask, used] = m_parts[hash >> partShift];
        auto at = hash & mask;
        while (slots[at] && !isIt(slots[at]))
            at = (at + 1) & mask;
        if (!slots[at])
            return;
        for (auto next = (at + 1) & mask; slots[next]; next = (next + 1) & mask) {
            if (((next - hashOf(slots[next])) & mask) < ((next - at) & mask))
                continue;
            slots[at] = slots[next];
            at = next;
        }
        slots[at] = {};
        --used;
    }

    void clear() { m_parts = {}; }

    std::size_t memoryBytes() const
    {
        std::size_t bytes = 0;
        for (const auto &part : m_parts)
            bytes += (part.mask + 1) * sizeof(Slot);
        return bytes;
    }

private:
    static constexpr int partShift = 56; ///< 256 parts
    static constexpr std::uint32_t smallest = 8;

    struct Part
    {
        std::unique_ptr<Slot[]> slots = std::make_unique<Slot[]>(smallest);
        std::uint32_t mask = smallest - 1;
        std::uint32_t used = 0;

        template <typename HashOf>
        void grow(HashOf hashOf)
        {
            const auto old = std::exchange(slots, std::make_unique<Slot[]>((std::size_t{mask} + 1) * 2));
            const auto oldMask = std::exchange(mask, mask * 2 + 1);
            for (std::size_t at = 0; at <= oldMask; ++at) {
                if (old[at])
                    place(hashOf(old[at]), old[at]);
            }
        }
        void place(std::uint64_t hash, const Slot &slot)
        {
            auto at = hash & mask;
            while (slots[at])
                at = (at + 1) & mask;
            slots[at] = slot;
        }
    };

    const Part &partOf(std::uint64_t hash) const { return m_parts[hash >> partShift]; }

    std::array<Part, std::size_t{1} << (64 - partShift)> m_parts;
};

} // namespace gnat
