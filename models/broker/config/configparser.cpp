// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/configparser.h"

#include "broker/config/configparser_p.h"
#include "broker/config/configscalar_p.h"

#include <utility>

namespace gnat {

bool ConfigParser::fail(std::size_t line, std::string_view words)
{
    m_error = {ErrorKind::InvalidInput, ConfigPlace{m_file, line}.text() + ": "};
    m_error.message.append(words).append(".");
    return false;
}

bool ConfigParser::enter()
{
    return ++m_load.depth <= ConfigLoad::maxDepth || fail(m_cursor.line(), "the configuration is nested too deeply");
}

bool ConfigParser::parse(ConfigValue &map)
{
    map.type = ConfigValue::Type::Map;
    map.place = {m_file, 1};
    Scope scope{map, nullptr, {}};
    m_cursor.skipSpacesAndComments();
    if (m_cursor.peek() != '{')
        return parseEntries(scope, false);
    m_cursor.take();
    if (!parseEntries(scope, true))
        return false;
    m_cursor.skipSpacesAndComments();
    return m_cursor.isAtEnd() || fail(m_cursor.line(), "something follows the closing }");
}

bool ConfigParser::parseEntries(Scope &scope, bool isBraced)
{
    const auto firstLine = m_cursor.line();
    for (;;) {
        m_cursor.skipSpacesAndComments();
        if (m_cursor.isAtEnd())
            return !isBraced || fail(firstLine, "the map that begins here has no closing }");
        if (isBraced && m_cursor.peek() == '}') {
            m_cursor.take();
            return true;
        }
        if (!parseEntry(scope, !isBraced))
            return false;
    }
}

bool ConfigParser::parseEntry(Scope &scope, bool isTop)
{
    const auto line = m_cursor.line();
    std::string key;
    bool isInclude = false;
    if (!parseKey(key, isInclude))
        return false;
    if (isInclude)
        return include(scope) && endEntry();
    skipSeparator(isTop);
    const char c = m_cursor.peek();
    if (c == '\0' || c == ',' || c == ';' || c == '}' || c == ']' || ConfigCursor::isLineEnd(c))
        return fail(line, "\"" + key + "\" has no value");
    ConfigValue value;
    if (!parseValue(value, scope))
        return false;
    value.place = {m_file, line};
    insert(scope, std::move(key), std::move(value));
    return endEntry();
}

/// Like nats-server: the value of a key at the top stands on the line of ':' or '='.
void ConfigParser::skipSeparator(bool isTop)
{
    m_cursor.skipSpaces();
    if (m_cursor.peek() != ':' && m_cursor.peek() != '=')
        return;
    m_cursor.take();
    if (isTop)
        m_cursor.skipBlanks();
    else
        m_cursor.skipSpaces();
}

bool ConfigParser::parseKey(std::string &key, bool &isInclude)
{
    const auto line = m_cursor.line();
    const char quote = m_cursor.peek();
    if (quote == '"' || quote == '\'') {
        m_cursor.take();
        const auto from = m_cursor.position();
        while (m_cursor.peek() != quote) {
            if (m_cursor.isAtEnd())
                return fail(line, "the key has no closing quote");
            m_cursor.take();
        }
        key = m_cursor.since(from);
        m_cursor.take();
        return true;
    }
    if (std::string_view("{}[](),;:=/").find(quote) != std::string_view::npos)
        return fail(line, std::string("a key is expected, but there is '") + quote + "'");
    const auto from = m_cursor.position();
    while (!m_cursor.isAtEnd() && !ConfigCursor::isSpace(m_cursor.peek()) && m_cursor.peek() != ':' &&
           m_cursor.peek() != '=')
        m_cursor.take();
    key = m_cursor.since(from);
    isInclude = ConfigCursor::isSpace(m_cursor.peek()) && lowerConfigKey(key) == "include";
    return true;
}

bool ConfigParser::parseValue(ConfigValue &value, Scope &scope)
{
    value.place = {m_file, m_cursor.line()};
    if (++m_load.values > ConfigLoad::maxValues)
        return fail(m_cursor.line(), "the configuration is too large");
    switch (m_cursor.peek()) {
    case '{':
        return parseMap(value, scope);
    case '[':
        return parseList(value, scope);
    default:
        return parseScalar(value, scope);
    }
}

bool ConfigParser::parseMap(ConfigValue &value, Scope &scope)
{
    value.type = ConfigValue::Type::Map;
    m_cursor.take();
    Scope inner{value, &scope, {}};
    if (!enter() || !parseEntries(inner, true))
        return false;
    leave();
    return true;
}

bool ConfigParser::parseList(ConfigValue &value, Scope &scope)
{
    value.type = ConfigValue::Type::List;
    const auto firstLine = m_cursor.line();
    m_cursor.take();
    if (!enter())
        return false;
    for (;;) {
        m_cursor.skipSpacesAndComments();
        if (m_cursor.isAtEnd())
            return fail(firstLine, "the list that begins here has no closing ]");
        if (m_cursor.peek() == ']')
            break;
        if (std::string_view(",;}").find(m_cursor.peek()) != std::string_view::npos)
            return fail(m_cursor.line(), std::string("a value is expected, but there is '") + m_cursor.peek() + "'");
        if (!parseValue(value.items.emplace_back(), scope))
            return false;
        if (!endItem())
            return false;
    }
    m_cursor.take();
    leave();
    return true;
}

bool ConfigParser::endItem()
{
    m_cursor.skipBlanks();
    const char c = m_cursor.peek();
    if (c == ',')
        m_cursor.take();
    else if (c != ']' && !ConfigCursor::isLineEnd(c) && !m_cursor.isAtEnd() && !m_cursor.isAtComment())
        return fail(m_cursor.line(), "the values of a list are separated by commas or new lines");
    return true;
}

bool ConfigParser::parseScalar(ConfigValue &value, Scope &scope)
{
    const auto place = value.place;
    auto scalar = readConfigScalar(m_cursor);
    if (!scalar)
        return fail(place.line, scalar.error().message);
    if (!scalar.value().variable.empty()) {
        if (!lookUp(scalar.value().variable, value, scope))
            return false;
        value.isReferenced = false;
    } else {
        value = std::move(scalar.value().value);
    }
    value.place = place;
    return true;
}

bool ConfigParser::endEntry()
{
    m_cursor.skipBlanks();
    const char c = m_cursor.peek();
    if (c == ',' || c == ';')
        m_cursor.take();
    else if (c != '}' && !ConfigCursor::isLineEnd(c) && !m_cursor.isAtEnd() && !m_cursor.isAtComment())
        return fail(m_cursor.line(), std::string("a value ends with a new line, ',' or ';', but there is '") + c +
                                         "'; text with blanks or special characters needs quotes");
    return true;
}

void ConfigParser::insert(Scope &scope, std::string key, ConfigValue value)
{
    const auto [known, isNew] = scope.positions.try_emplace(key, scope.map.entries.size());
    if (isNew)
        scope.map.entries.push_back({std::move(key), std::move(value)});
    else
        scope.map.entries[known->second].value = std::move(value);
}

} // namespace gnat
