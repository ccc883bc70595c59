// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace gnat {

/// CRC-32 as zip, PNG and MCAP have it (polynomial 0xEDB88320, reflected), piece by piece. A plain value.
class Crc32
{
public:
    void add(std::string_view bytes);
    std::uint32_t value() const { return ~m_state; }

private:
    std::uint32_t m_state = 0xFFFF'FFFFU;
};

} // namespace gnat
