// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace gnat {

/// Repeatable chance: the same seed gives the same decisions on every machine and with every standard library, since
/// it is integers all the way. The generator is Vigna's SplitMix64: small enough for one a connection and rule.
class FaultDice
{
public:
    explicit FaultDice(std::uint64_t seed) : m_state(seed) {}

    /// Evenly from 0 up to, not including, `count`.
    std::uint64_t below(std::uint64_t count) { return next() % count; }
    /// True in `chance` of a million cases.
    bool happens(std::uint32_t chance) { return below(1'000'000) < chance; }

    /// A seed of two.
    static std::uint64_t mix(std::uint64_t first, std::uint64_t second)
    {
        FaultDice dice(first);
        dice.m_state ^= dice.next() + second;
        return dice.next();
    }
    /// A seed of a text (FNV-1a).
    static std::uint64_t seedOf(std::string_view text)
    {
        std::uint64_t hash = 0xcbf29ce484222325U;
        for (const char letter : text)
            hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
        return hash;
    }

private:
    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15U;
        auto value = m_state;
        value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
        value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
        return value ^ (value >> 31U);
    }

    std::uint64_t m_state;
};

} // namespace gnat
