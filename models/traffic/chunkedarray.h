// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace gnat {

/// An array that grows without moving what is in it, in pieces, so that growing never stalls a frame and takes no
/// second copy's room. Plain data.
template <typename T>
class ChunkedArray
{
public:
    static constexpr std::uint32_t chunkSize = 4096;

    T &operator[](std::uint32_t index) { return m_chunks[index / chunkSize][index % chunkSize]; }
    const T &operator[](std::uint32_t index) const { return m_chunks[index / chunkSize][index % chunkSize]; }
    std::uint32_t size() const { return m_size; }

    void append(const T &value)
    {
        if (m_size % chunkSize == 0)
            m_chunks.push_back(std::make_unique<T[]>(chunkSize));
        (*this)[m_size++] = value;
    }
    /// Keeps the first `size` and gives back the pieces behind them.
    void truncate(std::uint32_t size)
    {
        m_chunks.resize((size + chunkSize - 1) / chunkSize);
        m_size = size;
    }
    void clear()
    {
        m_chunks.clear();
        m_size = 0;
    }
    std::size_t memoryBytes() const { return m_chunks.size() * chunkSize * sizeof(T); }

private:
    std::vector<std::unique_ptr<T[]>> m_chunks;
    std::uint32_t m_size = 0;
};

} // namespace gnat
