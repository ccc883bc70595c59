// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/positionpiece_p.h"

#include <QtGlobal>

#include <cstddef>
#include <deque>
#include <vector>

namespace gnat {

/// Ascending positions of a source, each once, at two bytes each or less: a filter that lets nearly everything through
/// finds tens of millions in a large recording. Pieces of 65,536 positions hold their lower halves.
class FoundPositions
{
public:
    std::size_t size() const { return m_size; }
    quint64 at(std::size_t index) const;
    /// How many lie before this position.
    std::size_t lowerIndex(quint64 position) const;
    bool contains(quint64 position) const;

    /// Ascending, behind all others.
    void append(const std::vector<quint64> &positions);
    /// Ascending, before all others.
    void prepend(const std::vector<quint64> &positions);
    /// One that is not there yet, anywhere.
    void insert(quint64 position);
    /// `count` of them, from this index on.
    void erase(std::size_t first, std::size_t count);

private:
    struct Piece
    {
        quint64 number;     ///< the upper part of its positions
        std::size_t before; ///< positions in the pieces before it
        PositionPiece lower;
    };
    using Pieces = std::deque<Piece>;

    Pieces::const_iterator pieceAt(std::size_t index) const;
    Pieces::iterator pieceFor(quint64 number);
    void count();

    Pieces m_pieces; ///< ascending, none empty
    std::size_t m_size = 0;
};

} // namespace gnat
