// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/foundpositions_p.h"

#include <algorithm>
#include <iterator>

namespace gnat {

namespace {

constexpr unsigned lowerBits = 16;

quint64 numberOf(quint64 position)
{
    return position >> lowerBits;
}

quint16 lowerOf(quint64 position)
{
    return static_cast<quint16>(position & 0xffff);
}

} // namespace

/// The piece that holds the position of this index.
FoundPositions::Pieces::const_iterator FoundPositions::pieceAt(std::size_t index) const
{
    return std::prev(std::ranges::upper_bound(m_pieces, index, {}, &Piece::before));
}

/// The piece of this number, made if it is not there.
FoundPositions::Pieces::iterator FoundPositions::pieceFor(quint64 number)
{
    const auto place = std::ranges::lower_bound(m_pieces, number, {}, &Piece::number);
    if (place != m_pieces.end() && place->number == number)
        return place;
    return m_pieces.insert(place, Piece{number, 0, {}});
}

/// Drops empty pieces and counts anew what lies before each: there are few pieces.
void FoundPositions::count()
{
    std::erase_if(m_pieces, [](const Piece &piece) { return piece.lower.size() == 0; });
    m_size = 0;
    for (auto &piece : m_pieces) {
        piece.before = m_size;
        m_size += piece.lower.size();
    }
}

quint64 FoundPositions::at(std::size_t index) const
{
    const auto piece = pieceAt(index);
    return piece->number << lowerBits | piece->lower.at(index - piece->before);
}

std::size_t FoundPositions::lowerIndex(quint64 position) const
{
    const auto piece = std::ranges::lower_bound(m_pieces, numberOf(position), {}, &Piece::number);
    if (piece == m_pieces.end())
        return m_size;
    if (piece->number > numberOf(position))
        return piece->before;
    return piece->before + piece->lower.lowerIndex(lowerOf(position));
}

bool FoundPositions::contains(quint64 position) const
{
    const auto index = lowerIndex(position);
    return index < m_size && at(index) == position;
}

void FoundPositions::append(const std::vector<quint64> &positions)
{
    for (const auto position : positions) {
        if (m_pieces.empty() || m_pieces.back().number != numberOf(position))
            m_pieces.push_back({numberOf(position), m_size, {}});
        m_pieces.back().lower.append(lowerOf(position));
        ++m_size;
    }
}

void FoundPositions::prepend(const std::vector<quint64> &positions)
{
    auto end = positions.end();
    while (end != positions.begin()) { // a piece at a time, the last one first
        const auto number = numberOf(*std::prev(end));
        const auto begin = std::ranges::lower_bound(positions.begin(), end, number, {}, numberOf);
        std::vector<quint16> lower;
        lower.reserve(static_cast<std::size_t>(end - begin));
        std::transform(begin, end, std::back_inserter(lower), lowerOf);
        pieceFor(number)->lower.prepend(lower);
        end = begin;
    }
    count();
}

void FoundPositions::insert(quint64 position)
{
    pieceFor(numberOf(position))->lower.insert(lowerOf(position));
    count();
}

void FoundPositions::erase(std::size_t first, std::size_t count)
{
    while (count > 0) {
        const auto piece = m_pieces.begin() + (pieceAt(first) - m_pieces.cbegin());
        const auto from = first - piece->before;
        const auto here = std::min(count, piece->lower.size() - from);
        piece->lower.erase(from, here);
        first += here; // as counted before
        count -= here;
    }
    this->count();
}

} // namespace gnat
