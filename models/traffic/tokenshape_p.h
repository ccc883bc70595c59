// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace gnat {

/// What a token of a subject looks like. Decides which tokens of a level fold together and what they are called.
enum class TokenShape : std::uint8_t {
    Uuid,   ///< 8-4-4-4-12 hexadecimal digits: "{uuid}"
    Number, ///< digits only: "{n}"
    Id,     ///< drawn at random, or numbered in large numbers: NUID, ULID, long hex, "order-48213": "{id}"
    Name    ///< all others, as people choose them, "device007" too: "{name}"
};
constexpr std::uint32_t tokenShapes = 4;

TokenShape shapeOf(std::string_view token);
/// "{uuid}" and so on.
std::string_view foldedName(TokenShape shape);
/// True for a token that hardly anybody would choose as a name: any Uuid and Id, and numbers of five digits or more
/// that do not begin with 0 (shorter ones and "00017" count things: lines, machines).
bool looksLikeValue(TokenShape shape, std::string_view token);

} // namespace gnat
