// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/configparser_p.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

namespace gnat {

namespace {

Result<std::string> readText(const std::filesystem::path &path)
{
    const auto refuse = [&path](ErrorKind kind, const std::string &why) {
        return Error{kind, "The configuration file " + path.string() + " " + why + "."};
    };
    errno = 0;
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path.string().c_str(), "rb"), &std::fclose);
    if (!file)
        return refuse(ErrorKind::NotFound, std::string("cannot be read: ") + std::strerror(errno));
    std::string text;
    std::array<char, 65536> room{};
    while (const auto count = std::fread(room.data(), 1, room.size(), file.get())) {
        text.append(room.data(), count);
        if (text.size() > ConfigLoad::maxFileBytes)
            return refuse(ErrorKind::TooLarge, "is over 16 MB, which no configuration is");
    }
    if (std::ferror(file.get()) != 0)
        return refuse(ErrorKind::NotFound, std::string("cannot be read: ") + std::strerror(errno));
    return text;
}

Result<ConfigValue> parseWith(ConfigLoad &load, std::string_view text, const std::shared_ptr<const std::string> &file)
{
    if (text.find('\0') != std::string_view::npos)
        return Error{ErrorKind::InvalidInput, ConfigPlace{file, 1}.text() + ": this is not text, it holds NUL bytes."};
    ConfigValue map;
    ConfigParser parser(load, text, file);
    if (!parser.parse(map))
        return parser.error();
    return map;
}

Result<ConfigValue> parseFile(ConfigLoad &load, const std::filesystem::path &path)
{
    const auto text = readText(path);
    if (!text)
        return text.error();
    load.open.push_back(path);
    auto map = parseWith(load, text.value(), std::make_shared<const std::string>(path.string()));
    load.open.pop_back();
    return map;
}

bool isSameFile(const std::filesystem::path &a, const std::filesystem::path &b)
{
    std::error_code error;
    return std::filesystem::equivalent(a, b, error) && !error;
}

} // namespace

Result<ConfigValue> parseConfigText(std::string_view text)
{
    ConfigLoad load;
    return parseWith(load, text, nullptr);
}

Result<ConfigValue> parseConfigFile(const std::string &path)
{
    ConfigLoad load;
    return parseFile(load, path);
}

/// The keys of the file become keys of the map that includes it. Its variables see only its own keys.
bool ConfigParser::include(Scope &scope)
{
    const auto line = m_cursor.line();
    std::string name;
    if (!parseFileName(name))
        return false;
    auto path = std::filesystem::path(name);
    if (path.is_relative() && !m_load.open.empty())
        path = m_load.open.back().parent_path() / path;
    if (std::ranges::any_of(m_load.open, [&path](const auto &open) { return isSameFile(open, path); }))
        return fail(line, "the include of \"" + name + "\" goes in a circle");
    if (++m_load.includes > ConfigLoad::maxIncludes)
        return fail(line, "too many files are included");
    if (!enter())
        return false;
    auto included = parseFile(m_load, path);
    leave();
    if (!included) { // what is wrong inside the file names the place itself
        m_error = included.error();
        if (m_error.kind != ErrorKind::InvalidInput)
            m_error.message = ConfigPlace{m_file, line}.text() + ": " + m_error.message;
        return false;
    }
    for (auto &entry : included.value().entries)
        insert(scope, std::move(entry.key), std::move(entry.value));
    return true;
}

bool ConfigParser::parseFileName(std::string &name)
{
    m_cursor.skipBlanks();
    const auto line = m_cursor.line();
    const char quote = m_cursor.peek();
    const bool isQuoted = quote == '"' || quote == '\'';
    if (isQuoted)
        m_cursor.take();
    const auto from = m_cursor.position();
    const auto isEnd = [isQuoted, quote](char c) {
        return isQuoted ? c == quote : ConfigCursor::isSpace(c) || c == ';' || c == '}';
    };
    while (!m_cursor.isAtEnd() && !isEnd(m_cursor.peek()))
        m_cursor.take();
    name = m_cursor.since(from);
    if (name.empty() || (isQuoted && m_cursor.isAtEnd()))
        return fail(line, "include needs the name of a file");
    if (isQuoted)
        m_cursor.take();
    return true;
}

bool ConfigParser::lookUp(const std::string &variable, ConfigValue &value, Scope &scope)
{
    for (auto *at = &scope; at; at = at->outer) {
        const auto known = at->positions.find(variable);
        if (known == at->positions.end())
            continue;
        auto &source = at->map.entries[known->second].value;
        source.isReferenced = true;
        value = source;
        return countValues(value);
    }
    return lookUpInEnvironment(variable, value);
}

/// As if the value stood behind a key of its own.
bool ConfigParser::lookUpInEnvironment(const std::string &variable, ConfigValue &value)
{
    const auto line = m_cursor.line();
    const char *const found = std::getenv(variable.c_str()); // NOLINT(concurrency-mt-unsafe): nobody sets any
    if (!found)
        return fail(line, "$" + variable + " is neither a key before this line nor in the environment");
    if (!enter())
        return false;
    auto parsed = parseWith(m_load, std::string("value=") + found, m_file);
    leave();
    if (!parsed || parsed.value().entries.size() != 1)
        return fail(line, "$" + variable + " in the environment is not a value");
    value = std::move(parsed.value().entries.front().value);
    return true;
}

/// A value that is used again counts again, so that variables of variables do not grow without end.
bool ConfigParser::countValues(const ConfigValue &value)
{
    m_load.values += 1 + value.text.size() / 256;
    if (m_load.values > ConfigLoad::maxValues)
        return fail(m_cursor.line(), "the configuration is too large");
    return std::ranges::all_of(value.items, [this](const auto &item) { return countValues(item); }) &&
           std::ranges::all_of(value.entries, [this](const auto &entry) { return countValues(entry.value); });
}

} // namespace gnat
