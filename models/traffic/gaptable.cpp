// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/gaptable_p.h"

#include <algorithm>
#include <cmath>

namespace gnat {

void GapTable::setOn(bool isOn)
{
    m_isOn = isOn;
    if (!isOn)
        clear();
}

void GapTable::breakAt(SourceId source, std::int64_t atNs)
{
    auto &at = source.isNone() ? m_breakOfAll : m_breaks[source.number()];
    at = std::max(at, atNs);
}

void GapTable::begin(SourceId source)
{
    const auto found = m_breaks.find(source.number());
    m_floorNs = std::max(m_breakOfAll, found == m_breaks.end() ? 0 : found->second);
}

GapTable::Entry &GapTable::entry(std::uint32_t node)
{
    const auto piece = node / pieceSize;
    if (piece >= m_pieces.size())
        m_pieces.resize(piece + 1);
    if (!m_pieces[piece])
        m_pieces[piece] = std::make_unique<Entry[]>(pieceSize);
    return m_pieces[piece][node % pieceSize];
}

void GapTable::note(std::uint32_t node, std::int64_t atNs)
{
    auto &own = entry(node);
    const auto beforeNs = own.lastNs;
    own.lastNs = atNs;
    // A clock that was put back says nothing of the time between.
    if (beforeNs > 0 && beforeNs >= m_floorNs && atNs >= beforeNs)
        widen(node, static_cast<float>(atNs - beforeNs));
}

/// What is within the range of a node is within those above it.
void GapTable::widen(std::uint32_t node, float gap)
{
    for (auto at = node;; at = m_links[at].parent) {
        auto &known = entry(at);
        if (gap >= known.shortest && gap <= known.longest)
            return;
        known.shortest = std::min(known.shortest, gap);
        known.longest = std::max(known.longest, gap);
        if (at == 0)
            return;
    }
}

GapTable::Range GapTable::range(std::uint32_t node) const
{
    const auto piece = node / pieceSize;
    if (piece >= m_pieces.size() || !m_pieces[piece])
        return {};
    const auto &known = m_pieces[piece][node % pieceSize];
    if (known.longest < 0)
        return {};
    return {std::llround(known.shortest), std::llround(known.longest)};
}

void GapTable::clear()
{
    m_pieces.clear();
    m_pieces.shrink_to_fit();
}

std::size_t GapTable::memoryBytes() const
{
    const auto made = std::ranges::count_if(m_pieces, [](const auto &piece) { return piece != nullptr; });
    return static_cast<std::size_t>(made) * pieceSize * sizeof(Entry);
}

} // namespace gnat
