// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/config/configcursor_p.h"
#include "broker/config/configparser.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gnat {

/// What all files of one configuration share, with limits, so that hostile text costs no more than a moment.
struct ConfigLoad
{
    static constexpr std::size_t maxFileBytes = 16 * 1024 * 1024;
    static constexpr std::size_t maxValues = 250'000;
    static constexpr std::size_t maxIncludes = 1'000;
    static constexpr int maxDepth = 64;

    std::vector<std::filesystem::path> open; ///< the file that is read, last, and those that include it
    std::size_t values = 0;
    std::size_t includes = 0;
    int depth = 0; ///< of maps, lists, includes and variables
};

/// Reads one text. Functions return false once something is wrong; error() says what.
class ConfigParser
{
public:
    ConfigParser(ConfigLoad &load, std::string_view text, std::shared_ptr<const std::string> file)
        : m_load(load), m_cursor(text), m_file(std::move(file))
    {
    }

    bool parse(ConfigValue &map);
    const Error &error() const { return m_error; }

private:
    /// A map that is being read.
    struct Scope
    {
        ConfigValue &map;
        Scope *outer;
        std::unordered_map<std::string, std::size_t> positions; ///< of the keys, in map.entries
    };

    bool parseEntries(Scope &scope, bool isBraced);
    bool parseEntry(Scope &scope, bool isTop);
    bool parseKey(std::string &key, bool &isInclude);
    void skipSeparator(bool isTop);
    bool parseValue(ConfigValue &value, Scope &scope);
    bool parseMap(ConfigValue &value, Scope &scope);
    bool parseList(ConfigValue &value, Scope &scope);
    bool endItem();
    bool parseScalar(ConfigValue &value, Scope &scope);
    bool endEntry();
    static void insert(Scope &scope, std::string key, ConfigValue value);

    bool include(Scope &scope);
    bool parseFileName(std::string &name);
    bool lookUp(const std::string &variable, ConfigValue &value, Scope &scope);
    bool lookUpInEnvironment(const std::string &variable, ConfigValue &value);

    bool countValues(const ConfigValue &value);
    bool enter(); ///< one level deeper
    void leave() { --m_load.depth; }
    bool fail(std::size_t line, std::string_view words);

    ConfigLoad &m_load;
    ConfigCursor m_cursor;
    std::shared_ptr<const std::string> m_file;
    Error m_error;
};

} // namespace gnat
