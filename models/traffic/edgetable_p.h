// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/nodestore_p.h"

namespace gnat {

/// Finds the child of a node by its token: an open-addressed table of node numbers, compared through the links. The
/// token numbers are ours, not the wire's, so a plain mix of the two numbers serves. One thread.
class EdgeTable
{
public:
    explicit EdgeTable(const ChunkedArray<NodeLinks> &links);

    /// 0 if there is none.
    std::uint32_t find(std::uint32_t parent, std::uint32_t token) const;
    /// `node` must be linked already and not be in the table.
    void insert(std::uint32_t node);
    /// `node` must be in the table and still be linked.
    void erase(std::uint32_t node);
    void clear();
    std::size_t memoryBytes() const { return m_slots.capacity() * sizeof(std::uint32_t); }

private:
    std::size_t home(std::uint32_t parent, std::uint32_t token) const;
    void grow();
    void place(std::uint32_t node);

    const ChunkedArray<NodeLinks> &m_links;
    std::vector<std::uint32_t> m_slots; ///< 0: free
    std::size_t m_size = 0;
};

} // namespace gnat
