// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "traffic/nodestore_p.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <unordered_map>
#include <vector>

namespace gnat {

/// The shortest and the longest time between messages of each node, and for nodes above the extremes of all that are
/// below. 16 bytes a node while it is on, in pieces made when a node in them gets a message; nothing while it is off.
/// One thread.
class GapTable
{
public:
    explicit GapTable(const ChunkedArray<NodeLinks> &links) : m_links(links) {}

    void setOn(bool isOn);
    bool isOn() const { return m_isOn; }
    /// Messages may be missing before `atNs` (wall clock): no time that reaches back beyond it is counted. No source:
    /// all. Also while it is off.
    void breakAt(SourceId source, std::int64_t atNs);
    /// The following notes are about this source.
    void begin(SourceId source);
    /// Soon a note about this node follows.
    void prefetch(std::uint32_t node) const
    {
        const auto piece = node / pieceSize;
        if (piece < m_pieces.size() && m_pieces[piece])
            __builtin_prefetch(&m_pieces[piece][node % pieceSize], 1);
    }
    /// A message came to this very node.
    void note(std::uint32_t node, std::int64_t atNs);

    /// Nanoseconds; -1: none.
    struct Range
    {
        std::int64_t shortest = -1;
        std::int64_t longest = -1;
    };
    Range range(std::uint32_t node) const;
    void clear();
    std::size_t memoryBytes() const;

private:
    struct Entry
    {
        std::int64_t lastNs = 0; ///< of its own messages
        float shortest = std::numeric_limits<float>::infinity();
        float longest = -1;
    };
    static_assert(sizeof(Entry) == 16);
    static constexpr std::uint32_t pieceSize = 4096;

    Entry &entry(std::uint32_t node);
    void widen(std::uint32_t node, float gap);

    const ChunkedArray<NodeLinks> &m_links;
    std::vector<std::unique_ptr<Entry[]>> m_pieces;
    std::unordered_map<std::uint32_t, std::int64_t> m_breaks; ///< by source
    std::int64_t m_breakOfAll = 0;
    std::int64_t m_floorNs = 0; ///< the later one of both, for the source that is noted
    bool m_isOn = false;
};

} // namespace gnat
