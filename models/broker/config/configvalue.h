// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

struct ConfigEntry;

/// Where something stands in a configuration.
struct ConfigPlace
{
    std::shared_ptr<const std::string> file; ///< as it was named; null for text that is not from a file
    std::size_t line = 1;

    /// "server.conf:3", without a file "line 3".
    std::string text() const { return file ? *file + ":" + std::to_string(line) : "line " + std::to_string(line); }
};

/// A value of a configuration with everything below it. A key of a map stands once; the last one wins, as with
/// nats-server.
struct ConfigValue
{
    enum class Type { Text, Integer, Real, Flag, Date, List, Map };

    Type type = Type::Text;
    bool flag = false;
    bool isReferenced = false; ///< a variable named it: nobody minds an unknown key then
    std::int64_t integer = 0;  ///< the suffix is in it already
    double real = 0;
    std::string text; ///< of a text; of a number as it was written, "64k"
    std::vector<ConfigValue> items;
    std::vector<ConfigEntry> entries; ///< in the order of the file
    ConfigPlace place;                ///< in a map that of the key
};

struct ConfigEntry
{
    std::string key; ///< as written
    ConfigValue value;
};

/// nats-server's keys count in any case.
std::string lowerConfigKey(std::string_view key);

/// What a type is called in front of people, "a whole number".
const char *configTypeName(ConfigValue::Type type);

} // namespace gnat
