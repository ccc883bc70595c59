// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/subjecthash.h"

#include <vector>

namespace gnat {

/// An open-addressed table from a subject's key to a number that is not 0. One thread.
class LeafCache
{
public:
    LeafCache();

    void prefetch(const SubjectKey &key) const { __builtin_prefetch(&m_slots[key.hash & m_mask]); }

    /// 0 if the key is not there.
    std::uint32_t find(const SubjectKey &key) const
    {
        for (auto at = key.hash & m_mask;; at = (at + 1) & m_mask) {
            const auto &slot = m_slots[at];
            if (slot.value == 0 || (slot.hash == key.hash && slot.check == key.check))
                return slot.value;
        }
    }

    /// The key must not be there yet.
    void insert(const SubjectKey &key, std::uint32_t value);
    void erase(const SubjectKey &key);
    void clear();
    std::size_t size() const { return m_size; }
    std::size_t memoryBytes() const { return m_slots.capacity() * sizeof(Slot); }

private:
    struct Slot
    {
        std::uint64_t hash = 0;
        std::uint32_t check = 0;
        std::uint32_t value = 0; ///< 0: free
    };

    void grow();
    void place(const Slot &slot);

    std::vector<Slot> m_slots;
    std::uint64_t m_mask = 0;
    std::size_t m_size = 0;
};

} // namespace gnat
