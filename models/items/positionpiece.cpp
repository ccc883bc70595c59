// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/positionpiece_p.h"

#include <algorithm>
#include <bit>

namespace gnat {

namespace {

constexpr std::size_t mostNumbers = 4096;
constexpr std::size_t bitsPerWord = 64;
constexpr std::size_t words = 65'536 / bitsPerWord;

/// The place of the bit that has `before` others before it in the word.
unsigned bitOf(quint64 word, std::size_t before)
{
    for (; before > 0; --before)
        word &= word - 1;
    return static_cast<unsigned>(std::countr_zero(word));
}

} // namespace

quint16 PositionPiece::at(std::size_t index) const
{
    return isDense() ? atBit(index) : m_numbers[index];
}

quint16 PositionPiece::atBit(std::size_t index) const
{
    std::size_t word = 0;
    for (auto here = std::popcount(m_bits[0]); index >= static_cast<std::size_t>(here);
         here = std::popcount(m_bits[++word]))
        index -= static_cast<std::size_t>(here);
    return static_cast<quint16>(word * bitsPerWord + bitOf(m_bits[word], index));
}

std::size_t PositionPiece::lowerIndex(quint16 number) const
{
    if (!isDense())
        return static_cast<std::size_t>(std::ranges::lower_bound(m_numbers, number) - m_numbers.begin());
    const std::size_t word = number / bitsPerWord;
    std::size_t before = 0;
    for (std::size_t i = 0; i < word; ++i)
        before += static_cast<std::size_t>(std::popcount(m_bits[i]));
    const auto below = (quint64{1} << (number % bitsPerWord)) - 1;
    return before + static_cast<std::size_t>(std::popcount(m_bits[word] & below));
}

void PositionPiece::setBit(quint16 number)
{
    m_bits[number / bitsPerWord] |= quint64{1} << (number % bitsPerWord);
}

void PositionPiece::becomeDense()
{
    m_bits.resize(words);
    for (const auto number : m_numbers)
        setBit(number);
    m_numbers = {};
}

void PositionPiece::append(quint16 number)
{
    prepend({}); // dense in time
    if (isDense())
        setBit(number);
    else
        m_numbers.push_back(number);
    ++m_size;
}

void PositionPiece::prepend(std::span<const quint16> numbers)
{
    if (!isDense() && m_size + numbers.size() >= mostNumbers)
        becomeDense();
    if (isDense())
        std::ranges::for_each(numbers, [this](quint16 number) { setBit(number); });
    else
        m_numbers.insert(m_numbers.begin(), numbers.begin(), numbers.end());
    m_size += numbers.size();
}

void PositionPiece::insert(quint16 number)
{
    prepend({});
    if (isDense())
        setBit(number);
    else
        m_numbers.insert(std::ranges::lower_bound(m_numbers, number), number);
    ++m_size;
}

void PositionPiece::erase(std::size_t first, std::size_t count)
{
    if (count == 0)
        return;
    m_size -= count;
    if (!isDense()) {
        const auto begin = m_numbers.begin() + static_cast<std::ptrdiff_t>(first);
        m_numbers.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
        return;
    }
    const auto number = atBit(first);
    auto word = number / bitsPerWord;
    auto taken = m_bits[word] & ~quint64{0} << (number % bitsPerWord); // of this word, as many as are to go
    for (; static_cast<std::size_t>(std::popcount(taken)) < count; taken = m_bits[word]) {
        count -= static_cast<std::size_t>(std::popcount(taken));
        m_bits[word++] &= ~taken;
    }
    for (; count > 0; --count) {
        m_bits[word] &= ~(taken & (~taken + 1)); // the lowest
        taken &= taken - 1;
    }
}

} // namespace gnat
