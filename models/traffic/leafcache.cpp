// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/leafcache_p.h"

#include <utility>

namespace gnat {

namespace {
constexpr std::size_t smallestTable = 1024;
} // namespace

LeafCache::LeafCache() : m_slots(smallestTable), m_mask(smallestTable - 1) {}

void LeafCache::insert(const SubjectKey &key, std::uint32_t value)
{
    if (m_size * 5 >= m_slots.size() * 3)
        grow();
    place({key.hash, key.check, value});
    ++m_size;
}

/// What stands behind the gap moves into it where it may, so that nothing is looked for in vain.
void LeafCache::erase(const SubjectKey &key)
{
    auto at = key.hash & m_mask;
    while (m_slots[at].value != 0 && (m_slots[at].hash != key.hash || m_slots[at].check != key.check))
        at = (at + 1) & m_mask;
    if (m_slots[at].value == 0)
        return;
    for (auto next = (at + 1) & m_mask; m_slots[next].value != 0; next = (next + 1) & m_mask) {
        const auto home = m_slots[next].hash & m_mask;
        if (((next - home) & m_mask) < ((next - at) & m_mask))
            continue;
        m_slots[at] = m_slots[next];
        at = next;
    }
    m_slots[at] = {};
    --m_size;
}

void LeafCache::clear()
{
    m_slots = std::vector<Slot>(smallestTable);
    m_mask = smallestTable - 1;
    m_size = 0;
}

void LeafCache::grow()
{
    const auto old = std::exchange(m_slots, std::vector<Slot>(m_slots.size() * 2));
    m_mask = m_slots.size() - 1;
    for (const auto &slot : old) {
        if (slot.value != 0)
            place(slot);
    }
}

void LeafCache::place(const Slot &slot)
{
    auto at = slot.hash & m_mask;
    while (m_slots[at].value != 0)
        at = (at + 1) & m_mask;
    m_slots[at] = slot;
}

} // namespace gnat
