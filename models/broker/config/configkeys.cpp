// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/configkeys_p.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace gnat {

namespace {

constexpr auto maxDuration = std::chrono::hours(24 * 365);

std::string named(const ConfigEntry &entry)
{
    return entry.value.place.text() + ": \"" + entry.key + "\" ";
}

std::string within(std::string_view section)
{
    return section.empty() ? std::string() : " in \"" + std::string(section) + "\"";
}

Result<std::chrono::milliseconds> inRange(const ConfigEntry &entry, std::chrono::milliseconds duration)
{
    if (duration.count() < 0)
        return configProblem(entry, "cannot be negative");
    if (duration > maxDuration)
        return configProblem(entry, "is longer than a year");
    return duration;
}

std::optional<double> unitInMilliseconds(std::string_view unit)
{
    using Unit = std::pair<std::string_view, double>;
    static constexpr Unit units[] = {{"ns", 1e-6}, {"us", 1e-3}, {"µs", 1e-3}, {"μs", 1e-3},
                                     {"ms", 1},    {"s", 1e3},   {"m", 6e4},   {"h", 3.6e6}};
    const auto *const found = std::ranges::find(units, unit, &Unit::first);
    return found == std::end(units) ? std::nullopt : std::optional(found->second);
}

std::optional<int> parsePort(std::string_view text)
{
    int port = 0;
    const auto *const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, port);
    const bool isPort = parsed.ec == std::errc() && parsed.ptr == end && port >= -1 && port <= 65535;
    return isPort ? std::optional(port) : std::nullopt;
}

} // namespace

Error configProblem(const ConfigEntry &entry, std::string_view words)
{
    return {ErrorKind::InvalidInput, named(entry).append(words).append(".")};
}

Error configProblem(const ConfigValue &value, std::string_view words)
{
    return {ErrorKind::InvalidInput, (value.place.text() + ": ").append(words).append(".")};
}

Error wrongConfigType(const ConfigEntry &entry, std::string_view what)
{
    return configProblem(entry, "must be " + std::string(what) + ", not " + configTypeName(entry.value.type));
}

Error unknownConfigKey(const ConfigEntry &entry, std::string_view section)
{
    return configProblem(entry, "is an unknown key" + within(section));
}

Error unsupportedConfigKey(const ConfigEntry &entry, std::string_view section)
{
    return configProblem(entry, "is known to nats-server but not supported by this broker" + within(section));
}

Result<std::string> configText(const ConfigEntry &entry)
{
    if (entry.value.type == ConfigValue::Type::Text)
        return entry.value.text;
    const bool isNumber = entry.value.type == ConfigValue::Type::Integer || entry.value.type == ConfigValue::Type::Real;
    return wrongConfigType(entry, isNumber ? "text (in quotes)" : "text");
}

Result<bool> configFlag(const ConfigEntry &entry)
{
    if (entry.value.type == ConfigValue::Type::Flag)
        return entry.value.flag;
    return wrongConfigType(entry, "true or false");
}

Result<std::int64_t> configInteger(const ConfigEntry &entry, std::int64_t least, std::int64_t most)
{
    const auto number = entry.value.integer;
    if (entry.value.type != ConfigValue::Type::Integer)
        return wrongConfigType(entry, "a whole number (without quotes)");
    if (number < least || number > most)
        return configProblem(entry, "must be from " + std::to_string(least) + " to " + std::to_string(most));
    return number;
}

Result<std::chrono::milliseconds> configDuration(const ConfigEntry &entry)
{
    if (entry.value.type != ConfigValue::Type::Text)
        return wrongConfigType(entry, R"(a duration in quotes, "2m" or "10s")");
    const auto duration = parseGoDuration(entry.value.text);
    if (!duration)
        return configProblem(entry, "must be a duration like \"2m\" or \"10s\", not \"" + entry.value.text + "\"");
    return inRange(entry, *duration);
}

Result<std::chrono::milliseconds> configDurationOrSeconds(const ConfigEntry &entry)
{
    const auto &value = entry.value;
    if (value.type != ConfigValue::Type::Integer)
        return configDuration(entry);
    if (value.text.find_first_not_of("-0123456789") != std::string::npos) // nats-server takes 2m for 2,000,000 seconds
        return configProblem(entry, "needs quotes: without them " + value.text + " is the number " +
                                        std::to_string(value.integer));
    const auto longest = std::chrono::duration_cast<std::chrono::seconds>(maxDuration).count();
    return inRange(entry, std::chrono::seconds(std::clamp<std::int64_t>(value.integer, -1, longest + 1)));
}

Result<std::chrono::milliseconds> configTimeout(const ConfigEntry &entry)
{
    const auto &value = entry.value;
    if (value.type != ConfigValue::Type::Real)
        return configDurationOrSeconds(entry);
    const auto longest = std::chrono::duration<double>(maxDuration).count();
    const auto seconds = std::clamp(value.real, -1.0, longest + 1);
    return inRange(entry, std::chrono::ceil<std::chrono::milliseconds>(std::chrono::duration<double>(seconds)));
}

Result<std::vector<std::string>> configTexts(const ConfigEntry &entry)
{
    using Type = ConfigValue::Type;
    if (entry.value.type == Type::Text)
        return std::vector{entry.value.text};
    if (entry.value.type != Type::List)
        return wrongConfigType(entry, "text or a list of texts");
    std::vector<std::string> texts;
    for (const auto &item : entry.value.items) {
        if (item.type != Type::Text)
            return configProblem(item, "\"" + entry.key + "\" must hold texts, not " + configTypeName(item.type));
        texts.push_back(item.text);
    }
    return texts;
}

Result<void> requireConfigMap(const ConfigEntry &entry)
{
    if (entry.value.type == ConfigValue::Type::Map)
        return {};
    return wrongConfigType(entry, "a map { … }");
}

std::optional<ConfigAddress> parseAddress(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    const auto port = parsePort(text.substr(colon + 1));
    auto host = text.substr(0, colon);
    const bool isBracketed = host.starts_with('[') && host.ends_with(']');
    if (isBracketed)
        host = host.substr(1, host.size() - 2);
    if (!port || host.find_first_of("[] /@") != std::string_view::npos ||
        (!isBracketed && host.find(':') != std::string_view::npos))
        return std::nullopt;
    return ConfigAddress{std::string(host), *port};
}

Result<ConfigAddress> configAddress(const ConfigEntry &entry)
{
    if (entry.value.type == ConfigValue::Type::Integer) {
        const auto port = configInteger(entry, -1, 65535);
        if (!port)
            return port.error();
        return ConfigAddress{std::nullopt, static_cast<int>(port.value())};
    }
    if (entry.value.type != ConfigValue::Type::Text)
        return wrongConfigType(entry, R"("host:port" or a port)");
    auto address = parseAddress(entry.value.text);
    if (!address)
        return configProblem(entry, "must be \"host:port\" or a port, not \"" + entry.value.text + "\"");
    return *address;
}

std::optional<std::chrono::milliseconds> parseGoDuration(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+'))
        text.remove_prefix(1);
    if (text == "0")
        return std::chrono::milliseconds(0);
    double sum = 0;
    bool isEmpty = true;
    for (; !text.empty(); isEmpty = false) {
        const auto digits = std::min(text.find_first_not_of("0123456789."), text.size());
        double value = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + digits, value, std::chars_format::fixed);
        if (parsed.ec != std::errc() || parsed.ptr != text.data() + digits)
            return std::nullopt;
        text.remove_prefix(digits);
        const auto unit = text.substr(0, text.find_first_of("0123456789."));
        const auto factor = unitInMilliseconds(unit);
        if (!factor)
            return std::nullopt;
        text.remove_prefix(unit.size());
        sum += value * *factor;
    }
    if (isEmpty || sum > 9e15)
        return std::nullopt;
    const auto whole = static_cast<std::int64_t>(std::ceil(sum - 1e-9));
    return std::chrono::milliseconds(isNegative ? -whole : whole);
}

} // namespace gnat
