// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/faultwords_p.h"

#include <algorithm>
#include <charconv>

namespace gnat::faultwords {

namespace {

struct Unit
{
    std::string_view name;
    std::uint64_t factor;
    int decimals; ///< places behind the dot that are not too fine for us
};

// longer names before those they end with
constexpr std::array<Unit, 5> timeUnits{{
    {"us", 1, 0},
    {"ms", 1, 3},
    {"s", 1, 6},
    {"m", 60, 6},
    {"h", 3600, 6},
}};
constexpr std::array<Unit, 6> rateUnits{{
    {"Ki", 1024, 0},
    {"Mi", 1024 * 1024, 0},
    {"Gi", 1024 * 1024 * 1024, 0},
    {"k", 1000, 0},
    {"M", 1000 * 1000, 0},
    {"G", 1000 * 1000 * 1000, 0},
}};
constexpr std::uint64_t longestTime = 24ULL * 3600 * 1'000'000;
constexpr std::uint64_t highestRate = 10ULL * 1000 * 1000 * 1000;

/// A number written with one of `units`.
template <std::size_t Size>
std::optional<std::uint64_t> amountOf(std::string_view text, const std::array<Unit, Size> &units, std::uint64_t most)
{
    const auto unit = std::ranges::find_if(units, [text](const Unit &one) { return text.ends_with(one.name); });
    if (unit == units.end())
        return std::nullopt;
    text.remove_suffix(unit->name.size());
    const auto number = scaledNumber(text, unit->decimals);
    if (!number || *number > most / unit->factor)
        return std::nullopt;
    return *number * unit->factor;
}

} // namespace

std::string pointNames(FaultPoints set)
{
    std::string names;
    for (const auto &[point, name] : points) {
        if ((set & bit(point)) != 0)
            names.append(names.empty() ? "" : "+").append(name);
    }
    return names;
}

std::optional<std::uint64_t> scaledNumber(std::string_view text, int decimals)
{
    const auto dot = std::min(text.find('.'), text.size());
    const auto fraction = text.substr(std::min(dot + 1, text.size()));
    if (dot == 0 || (dot < text.size() && fraction.empty()) || fraction.size() > static_cast<std::size_t>(decimals))
        return std::nullopt;
    std::string digits(text.substr(0, dot));
    digits.append(fraction).append(static_cast<std::size_t>(decimals) - fraction.size(), '0');
    std::uint64_t number = 0;
    const auto *end = digits.data() + digits.size();
    const auto [at, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc() || at != end)
        return std::nullopt;
    return number;
}

std::optional<FaultRule::Duration> timeOf(std::string_view text)
{
    const auto time = amountOf(text, timeUnits, longestTime);
    return time ? std::optional(FaultRule::Duration(*time)) : std::nullopt;
}

std::string timeText(FaultRule::Duration time)
{
    const auto count = time.count();
    if (count % 1000 != 0)
        return std::to_string(count) + "us";
    if (count % 1'000'000 != 0)
        return std::to_string(count / 1000) + "ms";
    return std::to_string(count / 1'000'000) + "s";
}

std::optional<std::uint32_t> chanceOf(std::string_view text)
{
    if (!text.ends_with('%'))
        return std::nullopt;
    const auto chance = scaledNumber(text.substr(0, text.size() - 1), 4);
    if (!chance || *chance > FaultRule::certain)
        return std::nullopt;
    return static_cast<std::uint32_t>(*chance);
}

std::string chanceText(std::uint32_t chance)
{
    auto fraction = std::to_string(10'000 + chance % 10'000).substr(1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return std::to_string(chance / 10'000) + (fraction.empty() ? "" : "." + fraction) + "%";
}

std::optional<std::uint64_t> rateOf(std::string_view text)
{
    auto rate = amountOf(text, rateUnits, highestRate);
    if (!rate)
        rate = scaledNumber(text, 0);
    return rate && *rate > 0 && *rate <= highestRate ? rate : std::nullopt;
}

std::string rateText(std::uint64_t rate)
{
    if (rate > 0 && rate % 1'000'000 == 0)
        return std::to_string(rate / 1'000'000) + "M";
    if (rate > 0 && rate % 1000 == 0)
        return std::to_string(rate / 1000) + "k";
    return std::to_string(rate);
}

} // namespace gnat::faultwords
