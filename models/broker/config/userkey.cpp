// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/userkey_p.h"

#include <array>
#include <cstdint>
#include <span>

namespace gnat {

namespace {

/// CRC-16/XMODEM
std::uint16_t crc16(std::span<const std::uint8_t> bytes)
{
    std::uint16_t crc = 0;
    for (const auto byte : bytes) {
        crc = static_cast<std::uint16_t>(crc ^ (byte << 8));
        for (int bit = 0; bit < 8; ++bit)
            crc = static_cast<std::uint16_t>((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1);
    }
    return crc;
}

} // namespace

bool isPublicUserKey(std::string_view key)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    constexpr std::size_t length = 56;
    std::array<std::uint8_t, length * 5 / 8> bytes{};
    if (key.size() != length || !key.starts_with('U'))
        return false;
    std::uint32_t bits = 0;
    int count = 0;
    std::size_t at = 0;
    for (const char c : key) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos)
            return false;
        bits = (bits << 5) | static_cast<std::uint32_t>(value);
        count += 5;
        if (count < 8)
            continue;
        count -= 8;
        bytes[at++] = static_cast<std::uint8_t>(bits >> count);
    }
    const auto end = bytes.size() - 2;
    return bytes[0] == 20 << 3 && crc16({bytes.data(), end}) == (bytes[end] | bytes[end + 1] << 8);
}

} // namespace gnat
