// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/subjecthash.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gnat {

/// Values by whole subject, found with one look at a table and one comparison of the text. Holds a limited number
/// and a limited weight: when it is full, it begins anew. Values keep their address while they are in. One thread.
template <typename Value>
class SubjectCache
{
public:
    SubjectCache(std::size_t most, std::size_t mostWeight) : m_most(most), m_mostWeight(mostWeight), m_slots(firstSlots)
    {
    }

    std::size_t size() const { return m_size; }

    Value *find(std::string_view subject)
    {
        const auto hash = m_hash({}, subject).hash;
        for (auto at = hash & mask(); m_slots[at].entry; at = (at + 1) & mask()) {
            auto &slot = m_slots[at];
            if (slot.hash == hash && slot.entry->subject == subject)
                return &slot.entry->value;
        }
        return nullptr;
    }

    /// The subject must not be in.
    Value &insert(std::string_view subject, Value value, std::size_t weight)
    {
        if (m_size >= m_most || m_weight + weight > m_mostWeight)
            clear();
        if (2 * (m_size + 1) > m_slots.size())
            rehash(2 * m_slots.size());
        ++m_size;
        m_weight += weight;
        return put(
            {m_hash({}, subject).hash, std::make_unique<Entry>(Entry{std::string(subject), std::move(value), weight})});
    }

    void erase(std::string_view subject)
    {
        auto at = m_hash({}, subject).hash & mask();
        while (m_slots[at].entry && m_slots[at].entry->subject != subject)
            at = (at + 1) & mask();
        if (!m_slots[at].entry)
            return;
        remove(m_slots[at]);
        for (at = (at + 1) & mask(); m_slots[at].entry; at = (at + 1) & mask())
            put(std::exchange(m_slots[at], {})); // closes the gap
    }

    /// Erases all subjects of which `isGone(subject)` is true.
    template <typename IsGone>
    void eraseIf(IsGone isGone)
    {
        if (m_size == 0)
            return;
        bool hasGaps = false;
        for (auto &slot : m_slots) {
            if (slot.entry && isGone(std::string_view(slot.entry->subject))) {
                remove(slot);
                hasGaps = true;
            }
        }
        if (hasGaps)
            rehash(m_slots.size());
    }

    /// Calls `use(value)` for each, in no order.
    template <typename Use>
    void forEach(Use use) const
    {
        for (const auto &slot : m_slots) {
            if (slot.entry)
                use(std::as_const(slot.entry->value));
        }
    }

    void clear()
    {
        for (auto &slot : m_slots)
            slot.entry.reset();
        m_size = m_weight = 0;
    }

private:
    struct Entry
    {
        std::string subject;
        Value value;
        std::size_t weight;
    };
    struct Slot
    {
        std::uint64_t hash = 0;
        std::unique_ptr<Entry> entry; ///< null: free
    };

    static constexpr std::size_t firstSlots = 64; ///< a power of two, as all sizes

    std::size_t mask() const { return m_slots.size() - 1; }

    void remove(Slot &slot)
    {
        --m_size;
        m_weight -= slot.entry->weight;
        slot.entry.reset();
    }

    Value &put(Slot slot)
    {
        auto at = slot.hash & mask();
        while (m_slots[at].entry)
            at = (at + 1) & mask();
        m_slots[at] = std::move(slot);
        return m_slots[at].entry->value;
    }

    void rehash(std::size_t count)
    {
        auto old = std::exchange(m_slots, std::vector<Slot>(count));
        for (auto &slot : old) {
            if (slot.entry)
                put(std::move(slot));
        }
    }

    std::size_t m_most;
    std::size_t m_mostWeight;
    std::size_t m_size = 0;
    std::size_t m_weight = 0;
    SubjectHash m_hash;
    std::vector<Slot> m_slots;
};

} // namespace gnat
