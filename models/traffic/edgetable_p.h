// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/nodestore_p.h"
#include "traffic/partedtable_p.h"

#include <functional>

namespace gnat {

/// Finds the child of a node by its token: node numbers, compared through the links. The token numbers are ours, not
/// the wire's, so a plain mix of the two numbers serves. One thread.
class EdgeTable
{
public:
    explicit EdgeTable(const ChunkedArray<NodeLinks> &links) : m_links(links) {}

    /// 0 if there is none.
    std::uint32_t find(std::uint32_t parent, std::uint32_t token) const
    {
        return m_table.find(mix(parent, token), [&](std::uint32_t node) {
            return m_links[node].parent == parent && m_links[node].token == token;
        });
    }
    /// `node` must be linked already and not be in the table.
    void insert(std::uint32_t node) { m_table.insert(hashOf(node), node, std::bind_front(&EdgeTable::hashOf, this)); }
    /// `node` must be in the table and still be linked.
    void erase(std::uint32_t node)
    {
        const auto isNode = [node](std::uint32_t other) {
            return other == node;
        };
        m_table.erase(hashOf(node), isNode, std::bind_front(&EdgeTable::hashOf, this));
    }
    void clear() { m_table.clear(); }
    std::size_t memoryBytes() const { return m_table.memoryBytes(); }

private:
    static std::uint64_t mix(std::uint32_t parent, std::uint32_t token)
    {
        auto mixed = (std::uint64_t{parent} << 32 | token) * 0x9E3779B97F4A7C15U;
        mixed = (mixed ^ mixed >> 32) * 0xD6E8FEB86659FD93U;
        return mixed ^ mixed >> 32;
    }
    std::uint64_t hashOf(std::uint32_t node) const { return mix(m_links[node].parent, m_links[node].token); }

    const ChunkedArray<NodeLinks> &m_links;
    PartedTable<std::uint32_t> m_table;
};

} // namespace gnat
