// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/faults/faultrule.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gnat::faultwords {

/// What stands behind a kind's "=".
enum class Value { None, Time, OptionalTime, Chance, Rate, Cut };

struct Kind
{
    FaultKind kind;
    std::string_view name;
    Value value;
    FaultPoints points; ///< where it can act
};

constexpr FaultPoints connectBit = bit(FaultPoint::Connect);
constexpr FaultPoints publishBit = bit(FaultPoint::Publish);
constexpr FaultPoints deliverBit = bit(FaultPoint::Deliver);
constexpr FaultPoints subscribeBit = bit(FaultPoint::Subscribe);

/// In the order of FaultKind.
constexpr std::array<Kind, 10> kinds{{
    {FaultKind::Delay, "delay", Value::Time, publishBit | deliverBit},
    {FaultKind::Drop, "drop", Value::Chance, publishBit | deliverBit},
    {FaultKind::Duplicate, "duplicate", Value::Chance, publishBit | deliverBit},
    {FaultKind::Reorder, "reorder", Value::Chance, publishBit | deliverBit},
    {FaultKind::Bandwidth, "bandwidth", Value::Rate, publishBit | deliverBit},
    {FaultKind::Cut, "cut", Value::Cut, connectBit | publishBit | deliverBit},
    {FaultKind::Refuse, "refuse", Value::None, connectBit},
    {FaultKind::Deny, "deny", Value::None, connectBit | publishBit | subscribeBit},
    {FaultKind::StopReading, "stop-reading", Value::OptionalTime, connectBit | publishBit},
    {FaultKind::SlowConsumer, "slow-consumer", Value::None, connectBit | deliverBit},
}};

constexpr const Kind &of(FaultKind kind)
{
    return kinds[static_cast<std::size_t>(kind)];
}

struct Point
{
    FaultPoint point;
    std::string_view name;
};

constexpr std::array<Point, 4> points{{
    {FaultPoint::Connect, "connect"},
    {FaultPoint::Publish, "publish"},
    {FaultPoint::Deliver, "deliver"},
    {FaultPoint::Subscribe, "subscribe"},
}};

/// "publish+deliver"
std::string pointNames(FaultPoints points);

/// The number that `text` writes out, times ten to the power of `decimals`; none if it is not one, has more decimal
/// places, or does not fit. Digits and one dot only.
std::optional<std::uint64_t> scaledNumber(std::string_view text, int decimals);

/// "50ms", "1.5s", "2m", "1h", "700us"; none if it is not one or longer than a day.
std::optional<FaultRule::Duration> timeOf(std::string_view text);
std::string timeText(FaultRule::Duration time);

/// "5%", "0.01%": of a million; none if it is not one or over 100 %.
std::optional<std::uint32_t> chanceOf(std::string_view text);
std::string chanceText(std::uint32_t chance);

/// "64k", "1M", "16Ki", "300": bytes; none if it is not one, 0 or over 10G.
std::optional<std::uint64_t> rateOf(std::string_view text);
std::string rateText(std::uint64_t rate);

} // namespace gnat::faultwords
