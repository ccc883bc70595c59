// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/crc32.h"

#include <array>

namespace gnat {

namespace {

constexpr std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t byte = 0; byte < made.size(); ++byte) {
        auto rest = byte;
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest >> 1U) ^ (rest & 1U ? 0xEDB8'8320U : 0U);
        made[byte] = rest;
    }
    return made;
}();

} // namespace

void Crc32::add(std::string_view bytes)
{
    for (const char c : bytes)
        m_state = table[(m_state ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (m_state >> 8U);
}

} // namespace gnat
