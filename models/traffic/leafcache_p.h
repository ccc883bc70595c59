// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/subjecthash.h"
#include "traffic/partedtable_p.h"

namespace gnat {

/// From a subject's key to a number that is not 0. One thread.
class LeafCache
{
public:
    void prefetch(const SubjectKey &key) const { m_table.prefetch(key.hash); }

    /// 0 if the key is not there.
    std::uint32_t find(const SubjectKey &key) const { return m_table.find(key.hash, Is{key}).value; }
    /// The key must not be there yet.
    void insert(const SubjectKey &key, std::uint32_t value)
    {
        m_table.insert(key.hash, {key.hash, key.check, value}, &hashOf);
        ++m_size;
    }
    /// The key must be there.
    void erase(const SubjectKey &key)
    {
        m_table.erase(key.hash, Is{key}, &hashOf);
        --m_size;
    }
    void clear()
    {
        m_table.clear();
        m_size = 0;
    }
    std::size_t size() const { return m_size; }
    std::size_t memoryBytes() const { return m_table.memoryBytes(); }

private:
    struct Slot
    {
        std::uint64_t hash = 0;
        std::uint32_t check = 0;
        std::uint32_t value = 0; ///< 0: free

        explicit operator bool() const { return value != 0; }
    };
    struct Is
    {
        const SubjectKey &key;

        bool operator()(const Slot &slot) const { return slot.hash == key.hash && slot.check == key.check; }
    };

    static std::uint64_t hashOf(const Slot &slot) { return slot.hash; }

    PartedTable<Slot> m_table;
    std::size_t m_size = 0;
};

} // namespace gnat
