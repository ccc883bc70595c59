// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace gnat {

/// Bytes waiting to be sent to one client, in one piece. Appending does not allocate once the buffer has grown.
class OutputBuffer
{
public:
    bool isEmpty() const { return m_begin == m_end; }
    std::size_t size() const { return m_end - m_begin; }
    std::string_view view() const { return {m_bytes.get() + m_begin, size()}; }

    void append(std::string_view first, std::string_view second = {})
    {
        char *at = room(first.size() + second.size());
        std::memcpy(at, first.data(), first.size());
        if (!second.empty())
            std::memcpy(at + first.size(), second.data(), second.size());
        m_end += first.size() + second.size();
    }

    /// `count` bytes from the front were sent.
    void consume(std::size_t count)
    {
        m_begin += count;
        if (m_begin == m_end)
            m_begin = m_end = 0;
    }

    void clear() { m_begin = m_end = 0; }
    /// Gives the memory back if nothing waits.
    void releaseMemory()
    {
        if (!isEmpty())
            return;
        m_bytes.reset();
        m_capacity = 0;
    }

private:
    char *room(std::size_t count)
    {
        if (m_end + count > m_capacity)
            makeRoom(count);
        return m_bytes.get() + m_end;
    }
    void makeRoom(std::size_t count);

    std::unique_ptr<char[]> m_bytes;
    std::size_t m_capacity = 0;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

} // namespace gnat
