// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/configscalar_p.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace gnat {

namespace {

Error problem(std::string words)
{
    return {ErrorKind::InvalidInput, std::move(words)};
}

ConfigScalar text(std::string words)
{
    ConfigScalar scalar;
    scalar.value.text = std::move(words);
    return scalar;
}

bool endsBareText(char c)
{
    return c == '\0' || ConfigCursor::isLineEnd(c) || ConfigCursor::isBlank(c) || c == ';' || c == ',' || c == ']' ||
           c == '}';
}

std::optional<int> hexDigit(char c)
{
    if (ConfigCursor::isDigit(c))
        return c - '0';
    const auto small = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return small >= 'a' && small <= 'f' ? std::optional(small - 'a' + 10) : std::nullopt;
}

/// Behind a backslash.
Result<char> readEscape(ConfigCursor &cursor)
{
    const char c = cursor.take();
    switch (c) {
    case 't':
        return '\t';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case '"':
    case '\\':
        return c;
    case 'x': {
        const auto high = hexDigit(cursor.peek());
        const auto low = hexDigit(cursor.peek(1));
        if (!high || !low)
            return problem("\\x takes two hexadecimal digits");
        cursor.take();
        cursor.take();
        return static_cast<char>(*high * 16 + *low);
    }
    default:
        return problem(R"(an escape is one of \xHH, \t, \n, \r, \", \\)");
    }
}

Result<ConfigScalar> readDoubleQuoted(ConfigCursor &cursor)
{
    std::string words;
    for (cursor.take(); cursor.peek() != '"';) {
        if (cursor.isAtEnd())
            return problem("the text has no closing \"");
        const char c = cursor.take();
        if (c != '\\') {
            words += c;
            continue;
        }
        const auto escaped = readEscape(cursor);
        if (!escaped)
            return escaped.error();
        words += escaped.value();
    }
    cursor.take();
    return text(std::move(words));
}

Result<ConfigScalar> readSingleQuoted(ConfigCursor &cursor)
{
    cursor.take();
    const auto from = cursor.position();
    while (cursor.peek() != '\'') {
        if (cursor.isAtEnd())
            return problem("the text has no closing '");
        cursor.take();
    }
    auto scalar = text(std::string(cursor.since(from)));
    cursor.take();
    return scalar;
}

/// "( … )" with the closing parenthesis alone on its line.
Result<ConfigScalar> readBlock(ConfigCursor &cursor)
{
    cursor.take();
    const auto from = cursor.position();
    for (char before = '\0'; !cursor.isAtEnd(); before = cursor.take()) {
        const char after = cursor.peek(1);
        if (cursor.peek() != ')' || before != '\n' || (after != '\n' && after != '\r' && after != '\0'))
            continue;
        auto scalar = text(std::string(cursor.since(from)));
        cursor.take();
        return scalar;
    }
    return problem("the block has no closing ) on a line of its own");
}

/// Text without quotes, or a word with a meaning: true, $variable. `from`: where it began, when a part is taken
/// already.
Result<ConfigScalar> readBare(ConfigCursor &cursor, std::size_t from)
{
    std::string words(cursor.since(from));
    bool hasEscapes = false;
    while (!endsBareText(cursor.peek()) && cursor.peek() != '\'') {
        const char c = cursor.take();
        if (c != '\\') {
            words += c;
            continue;
        }
        const auto escaped = readEscape(cursor);
        if (!escaped)
            return escaped.error();
        words += escaped.value();
        hasEscapes = true;
    }
    if (cursor.peek() == '\'')
        cursor.take(); // nats-server takes a stray quote for the end
    auto scalar = text(std::move(words));
    auto &value = scalar.value;
    if (hasEscapes)
        return scalar;
    const auto word = lowerConfigKey(value.text);
    if (word == "true" || word == "yes" || word == "on" || word == "false" || word == "no" || word == "off") {
        value.type = ConfigValue::Type::Flag;
        value.flag = word == "true" || word == "yes" || word == "on";
    } else if (value.text.starts_with('$')) {
        scalar.variable = value.text.substr(1);
        if (scalar.variable.starts_with("2a$")) // a bcrypt hash needs no quotes
            scalar.variable.clear();
        else if (scalar.variable.empty())
            return problem("$ is not followed by the name of a variable");
    }
    return scalar;
}

std::optional<std::int64_t> suffixFactor(std::string_view suffix)
{
    if (suffix.empty())
        return 1;
    constexpr std::string_view letters = "kmgtpe";
    const auto power = letters.find(suffix.front());
    const auto rest = suffix.substr(1);
    if (power == std::string_view::npos || (!rest.empty() && rest != "b" && rest != "i" && rest != "ib"))
        return std::nullopt;
    std::int64_t factor = 1;
    for (std::size_t i = 0; i <= power; ++i)
        factor *= rest.empty() ? 1000 : 1024;
    return factor;
}

Result<ConfigScalar> integer(std::string_view written)
{
    auto scalar = text(std::string(written));
    auto &value = scalar.value;
    value.type = ConfigValue::Type::Integer;
    const auto parsed = std::from_chars(written.data(), written.data() + written.size(), value.integer);
    const auto digits = static_cast<std::size_t>(parsed.ptr - written.data());
    const auto factor = suffixFactor(lowerConfigKey(written.substr(digits)));
    if (!factor)
        return problem("\"" + value.text + "\" is no number: the suffixes are k, kb, m, mb, g, gb, t, tb");
    using Limits = std::numeric_limits<std::int64_t>;
    if (parsed.ec != std::errc() || value.integer > Limits::max() / *factor || value.integer < Limits::min() / *factor)
        return problem("the number " + value.text + " is too large");
    value.integer *= *factor;
    return scalar;
}

/// Behind the four digits of a year and with the cursor on the first '-'.
Result<ConfigScalar> readDate(ConfigCursor &cursor, std::size_t from)
{
    constexpr std::string_view form = "-00-00T00:00:00Z";
    const bool isDate = std::ranges::all_of(form, [&cursor](char wanted) {
        const char c = cursor.take();
        return wanted == '0' ? ConfigCursor::isDigit(c) : c == wanted;
    });
    if (!isDate)
        return problem(
            "text that begins with a number and a minus needs quotes; a date looks like 2023-01-31T12:00:00Z");
    auto scalar = text(std::string(cursor.since(from)));
    scalar.value.type = ConfigValue::Type::Date;
    return scalar;
}

/// The cursor is on the '.' behind digits: a fraction, or an address like 127.0.0.1:4222.
Result<ConfigScalar> readReal(ConfigCursor &cursor, std::size_t from)
{
    cursor.take();
    if (!ConfigCursor::isDigit(cursor.peek()))
        return problem("digits are expected behind the point of a number");
    while (ConfigCursor::isDigit(cursor.peek()))
        cursor.take();
    const bool isAddress = cursor.peek() == '.';
    while (isAddress && (ConfigCursor::isDigit(cursor.peek()) || cursor.peek() == '.' || cursor.peek() == ':' ||
                         cursor.peek() == '-'))
        cursor.take();
    auto scalar = text(std::string(cursor.since(from)));
    auto &value = scalar.value;
    if (isAddress)
        return scalar;
    value.type = ConfigValue::Type::Real;
    const auto parsed = std::from_chars(value.text.data(), value.text.data() + value.text.size(), value.real);
    if (parsed.ec != std::errc())
        return problem("the number " + value.text + " is too large");
    return scalar;
}

Result<ConfigScalar> readNumber(ConfigCursor &cursor)
{
    const auto from = cursor.position();
    const bool isNegative = cursor.peek() == '-';
    if (isNegative)
        cursor.take();
    if (!ConfigCursor::isDigit(cursor.peek()))
        return problem("a digit is expected behind '-'; other text needs quotes");
    while (ConfigCursor::isDigit(cursor.peek()))
        cursor.take();
    if (cursor.peek() == '.')
        return readReal(cursor, from);
    if (cursor.peek() == '-' && !isNegative && cursor.since(from).size() == 4)
        return readDate(cursor, from);
    if (cursor.peek() == '-' && !isNegative)
        return problem("text that begins with a number and a minus needs quotes");
    if (std::string_view("kKmMgGtTpPeE").find(cursor.peek()) != std::string_view::npos && !cursor.isAtEnd()) {
        cursor.take();
        while (std::string_view("bBiI").find(cursor.peek()) != std::string_view::npos && !cursor.isAtEnd())
            cursor.take();
    }
    if (endsBareText(cursor.peek()))
        return integer(cursor.since(from));
    return readBare(cursor, from); // "4222x", "10s"
}

} // namespace

Result<ConfigScalar> readConfigScalar(ConfigCursor &cursor)
{
    switch (const char c = cursor.peek(); c) {
    case '"':
        return readDoubleQuoted(cursor);
    case '\'':
        return readSingleQuoted(cursor);
    case '(':
        return readBlock(cursor);
    case '.':
        return problem("a number begins with a digit, not with a point");
    default:
        return c == '-' || ConfigCursor::isDigit(c) ? readNumber(cursor) : readBare(cursor, cursor.position());
    }
}

} // namespace gnat
