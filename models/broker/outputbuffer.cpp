// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/outputbuffer.h"

#include <algorithm>

namespace gnat {

void OutputBuffer::makeRoom(std::size_t count)
{
    const auto held = size();
    if (held + count <= m_capacity && m_begin >= held) { // moving is cheap: the free part is the larger one
        std::memcpy(m_bytes.get(), m_bytes.get() + m_begin, held);
    } else {
        const auto capacity = std::max({held + count, m_capacity * 2, std::size_t{4096}});
        std::unique_ptr<char[]> bytes(new char[capacity]);
        if (held > 0)
            std::memcpy(bytes.get(), m_bytes.get() + m_begin, held);
        m_bytes = std::move(bytes);
        m_capacity = capacity;
    }
    m_begin = 0;
    m_end = held;
}

} // namespace gnat
