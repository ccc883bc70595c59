// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/edgetable_p.h"

#include <utility>

namespace gnat {

namespace {
constexpr std::size_t smallestTable = 1024;
} // namespace

EdgeTable::EdgeTable(const ChunkedArray<NodeLinks> &links) : m_links(links), m_slots(smallestTable) {}

std::size_t EdgeTable::home(std::uint32_t parent, std::uint32_t token) const
{
    auto mixed = (std::uint64_t{parent} << 32 | token) * 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ mixed >> 32) * 0xD6E8FEB86659FD93U;
    return (mixed ^ mixed >> 32) & (m_slots.size() - 1);
}

std::uint32_t EdgeTable::find(std::uint32_t parent, std::uint32_t token) const
{
    for (auto at = home(parent, token); m_slots[at] != 0; at = (at + 1) & (m_slots.size() - 1)) {
        const auto &links = m_links[m_slots[at]];
        if (links.parent == parent && links.token == token)
            return m_slots[at];
    }
    return 0;
}

void EdgeTable::insert(std::uint32_t node)
{
    if (m_size * 5 >= m_slots.size() * 3)
        grow();
    place(node);
    ++m_size;
}

void EdgeTable::erase(std::uint32_t node)
{
    const auto mask = m_slots.size() - 1;
    auto at = home(m_links[node].parent, m_links[node].token);
    while (m_slots[at] != node)
        at = (at + 1) & mask;
    for (auto next = (at + 1) & mask; m_slots[next] != 0; next = (next + 1) & mask) {
        const auto &links = m_links[m_slots[next]];
        if (((next - home(links.parent, links.token)) & mask) < ((next - at) & mask))
            continue;
        m_slots[at] = m_slots[next];
        at = next;
    }
    m_slots[at] = 0;
    --m_size;
}

void EdgeTable::clear()
{
    m_slots = std::vector<std::uint32_t>(smallestTable);
    m_size = 0;
}

void EdgeTable::grow()
{
    const auto old = std::exchange(m_slots, std::vector<std::uint32_t>(m_slots.size() * 2));
    for (const auto node : old) {
        if (node != 0)
            place(node);
    }
}

void EdgeTable::place(std::uint32_t node)
{
    auto at = home(m_links[node].parent, m_links[node].token);
    while (m_slots[at] != 0)
        at = (at + 1) & (m_slots.size() - 1);
    m_slots[at] = node;
}

} // namespace gnat
