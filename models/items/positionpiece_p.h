// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <span>
#include <vector>

namespace gnat {

/// Ascending numbers below 65,536, each once: two bytes each, or a bit for every possible one (8 KiB) once there are
/// more than that takes.
class PositionPiece
{
public:
    std::size_t size() const { return m_size; }
    quint16 at(std::size_t index) const;
    /// How many are less.
    std::size_t lowerIndex(quint16 number) const;

    void append(quint16 number); ///< larger than all others
    void prepend(std::span<const quint16> numbers);
    void insert(quint16 number); ///< not there yet
    void erase(std::size_t first, std::size_t count);

private:
    bool isDense() const { return !m_bits.empty(); }
    quint16 atBit(std::size_t index) const;
    void setBit(quint16 number);
    void becomeDense();

    std::size_t m_size = 0;
    std::vector<quint16> m_numbers; ///< unless dense
    std::vector<quint64> m_bits;    ///< if dense
};

} // namespace gnat
