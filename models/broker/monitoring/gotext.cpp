// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/gotext.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace gnat {

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// "1.5" for value 1500 in units of 1000: the fraction without trailing zeros.
std::string decimal(std::int64_t value, std::int64_t unit)
{
    auto text = std::to_string(value / unit);
    const auto rest = value % unit;
    if (rest == 0)
        return text;
    auto digits = std::to_string(unit + rest); // "1500": leading zeros of the fraction are kept
    digits.erase(digits.find_last_not_of('0') + 1);
    return text.append(".").append(digits, 1);
}

} // namespace

std::string utcText(std::int64_t nanoseconds)
{
    using namespace std::chrono;
    const sys_time<std::chrono::nanoseconds> time{std::chrono::nanoseconds(nanoseconds)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<seconds>(time - day));
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()));
    const auto inMinute = (time - floor<minutes>(time)).count();
    return std::string(text.data()).append(inMinute < 10 * second ? "0" : "").append(decimal(inMinute, second)) + "Z";
}

std::string durationText(std::int64_t nanoseconds)
{
    if (nanoseconds < 0)
        return "-" + durationText(-nanoseconds);
    if (nanoseconds == 0)
        return "0s";
    if (nanoseconds < 1000)
        return std::to_string(nanoseconds) + "ns";
    if (nanoseconds < 1'000'000)
        return decimal(nanoseconds, 1000) + "µs";
    if (nanoseconds < second)
        return decimal(nanoseconds, 1'000'000) + "ms";
    const auto minutes = nanoseconds / (60 * second);
    const auto seconds = decimal(nanoseconds % (60 * second), second) + "s";
    if (minutes == 0)
        return seconds;
    if (minutes < 60)
        return std::to_string(minutes) + "m" + seconds;
    return std::to_string(minutes / 60) + "h" + std::to_string(minutes % 60) + "m" + seconds;
}

std::string uptimeText(std::int64_t nanoseconds)
{
    const auto seconds = nanoseconds / second;
    const auto minutes = seconds / 60;
    const auto hours = minutes / 60;
    const auto days = hours / 24;
    const auto years = days / 365;
    std::string text;
    if (years > 0)
        text += std::to_string(years) + "y";
    if (days > 0)
        text += std::to_string(days % 365) + "d";
    if (hours > 0)
        text += std::to_string(hours % 24) + "h";
    if (minutes > 0)
        text += std::to_string(minutes % 60) + "m";
    return text + std::to_string(seconds % 60) + "s";
}

} // namespace gnat
