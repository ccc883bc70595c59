// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/config/configvalue.h"
#include "core/result.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// A key of a section and where its value goes. Without `apply`: nats-server knows it and this broker does not.
template <typename T>
struct ConfigKey
{
    std::string_view name;
    Result<void> (*apply)(T &target, const ConfigEntry &entry) = nullptr;
};

/// "server.conf:3: \"port\" <words>."
Error configProblem(const ConfigEntry &entry, std::string_view words);
/// The same for a value that is no entry of a map: "server.conf:3: <words>."
Error configProblem(const ConfigValue &value, std::string_view words);
/// "… must be <what>, not text."
Error wrongConfigType(const ConfigEntry &entry, std::string_view what);
Error unknownConfigKey(const ConfigEntry &entry, std::string_view section);
Error unsupportedConfigKey(const ConfigEntry &entry, std::string_view section);

/// Hands each entry of the map to its key; stops at the first that is refused. `section` is how the map is called, for
/// errors; empty: the top.
template <typename T>
Result<void> applyConfig(T &target, const ConfigValue &map, std::span<const ConfigKey<T>> keys,
                         std::string_view section)
{
    for (const auto &entry : map.entries) {
        const auto name = lowerConfigKey(entry.key);
        const auto known = std::ranges::find(keys, name, &ConfigKey<T>::name);
        if (known == keys.end()) {
            if (entry.value.isReferenced)
                continue; // a variable
            return unknownConfigKey(entry, section);
        }
        if (!known->apply)
            return unsupportedConfigKey(entry, section);
        if (auto applied = known->apply(target, entry); !applied)
            return applied;
    }
    return {};
}

// --- values: the error says what is expected ---

Result<std::string> configText(const ConfigEntry &entry);
Result<bool> configFlag(const ConfigEntry &entry);
/// A whole number from `least` to `most`; a suffix ("64k") is part of it.
Result<std::int64_t> configInteger(const ConfigEntry &entry, std::int64_t least, std::int64_t most);
/// Text in Go's form, "1m30s".
Result<std::chrono::milliseconds> configDuration(const ConfigEntry &entry);
/// The same, or a whole number of seconds.
Result<std::chrono::milliseconds> configDurationOrSeconds(const ConfigEntry &entry);
/// The same, or a number of seconds with a fraction.
Result<std::chrono::milliseconds> configTimeout(const ConfigEntry &entry);
/// A list of texts, or one text.
Result<std::vector<std::string>> configTexts(const ConfigEntry &entry);
/// Nothing if the value is a map.
Result<void> requireConfigMap(const ConfigEntry &entry);

/// "host:port", ":port", "[::1]:port".
struct ConfigAddress
{
    std::optional<std::string> host; ///< absent: only a port was given; empty: every interface
    int port = 0;
};
/// From a port or text; the port is in -1 … 65535.
Result<ConfigAddress> configAddress(const ConfigEntry &entry);
/// Nothing if it is no address.
std::optional<ConfigAddress> parseAddress(std::string_view text);

/// "300ms", "-1.5h", "2h45m", as Go's time.ParseDuration takes it, in ms; what is not 0 is at least 1 ms.
std::optional<std::chrono::milliseconds> parseGoDuration(std::string_view text);

} // namespace gnat
