// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/tokenshape_p.h"

#include <algorithm>
#include <array>

namespace gnat {

namespace {

constexpr std::size_t shortestLongNumber = 5;
constexpr std::size_t shortestHex = 8;
constexpr std::size_t shortestMixed = 10;
constexpr std::size_t surelyLong = 16; // from here on a change of case counts as well

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isUuid(std::string_view token)
{
    if (token.size() != 36)
        return false;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        if (isDash ? token[i] != '-' : !isHex(token[i]))
            return false;
    }
    return true;
}

bool isNumber(std::string_view token)
{
    return !token.empty() && std::ranges::all_of(token, isDigit);
}

bool isLargeNumber(std::string_view token)
{
    return token.size() >= shortestLongNumber && token.front() != '0' && isNumber(token);
}

bool isLongHex(std::string_view token)
{
    return token.size() >= shortestHex && std::ranges::all_of(token, isHex) &&
           std::ranges::count_if(token, isDigit) > 1;
}

enum class Letter { Lower, Upper, Digit, Other };

Letter letterOf(char c)
{
    return isDigit(c) ? Letter::Digit : isLower(c) ? Letter::Lower : isUpper(c) ? Letter::Upper : Letter::Other;
}

/// Letters and digits in a jumble, as no words with numbers between or behind them are.
bool isJumble(std::string_view token)
{
    if (token.size() < shortestMixed)
        return false;
    std::size_t toDigits = 0; // or back
    std::size_t toUpper = 0;
    std::size_t changes = 0;
    for (std::size_t i = 1; i < token.size(); ++i) {
        const auto before = letterOf(token[i - 1]);
        const auto now = letterOf(token[i]);
        if (before == now || before == Letter::Other || now == Letter::Other)
            continue;
        ++changes;
        toDigits += before == Letter::Digit || now == Letter::Digit ? 1 : 0;
        toUpper += before == Letter::Lower && now == Letter::Upper ? 1 : 0;
    }
    if (token.size() < surelyLong)
        return toDigits >= 4;
    return (toDigits >= 3 && toDigits + toUpper >= 5) || changes * 2 >= token.size();
}

bool isRandom(std::string_view token)
{
    return isLongHex(token) || isJumble(token);
}

} // namespace

TokenShape shapeOf(std::string_view token)
{
    if (isNumber(token))
        return TokenShape::Number;
    if (isUuid(token))
        return TokenShape::Uuid;
    if (isRandom(token))
        return TokenShape::Id;
    const auto dash = token.find_last_of("-_"); // order-48213, user_01HX…
    const auto tail = dash == std::string_view::npos ? std::string_view() : token.substr(dash + 1);
    return isLargeNumber(tail) || isRandom(tail) ? TokenShape::Id : TokenShape::Name;
}

std::string_view foldedName(TokenShape shape)
{
    static constexpr std::array<std::string_view, tokenShapes> names{"{uuid}", "{n}", "{id}", "{name}"};
    return names[static_cast<std::size_t>(shape)];
}

bool looksLikeValue(TokenShape shape, std::string_view token)
{
    return shape == TokenShape::Number ? isLargeNumber(token) : shape != TokenShape::Name;
}

} // namespace gnat
