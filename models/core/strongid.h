// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef> // first: Qt 6.4's moc cannot read <compare> before libstdc++'s configuration is there

#include <compare>
#include <cstdint>
#include <functional>

namespace gnat {

/// A number that is an id of one kind of thing and cannot be mistaken for another. 0 means "none".
template <typename Tag, typename Number = std::uint32_t>
class StrongId
{
public:
    using NumberType = Number;

    constexpr StrongId() = default;
    constexpr explicit StrongId(Number number) : m_number(number) {}

    constexpr Number number() const { return m_number; }
    constexpr bool isNone() const { return m_number == 0; }

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads a defaulted <=>
    friend constexpr auto operator<=>(StrongId, StrongId) = default;

private:
    Number m_number = 0;
};

/// Where messages come from: a connection, or a replay to the views.
using SourceId = StrongId<struct SourceTag>;
/// A subscription of a source; unique in the program's run.
using SubscriptionId = StrongId<struct SubscriptionTag>;
/// A request that was sent from here.
using RequestId = StrongId<struct RequestTag, std::uint64_t>;

} // namespace gnat

template <typename Tag, typename Number>
struct std::hash<gnat::StrongId<Tag, Number>>
{
    std::size_t operator()(gnat::StrongId<Tag, Number> id) const noexcept { return std::hash<Number>()(id.number()); }
};
