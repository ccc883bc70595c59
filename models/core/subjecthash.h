// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace gnat {

/// What stands for a subject of a source in the caches: 96 bits that are trusted without a look at the text.
struct SubjectKey
{
    std::uint64_t hash = 0;
    std::uint32_t check = 0;
};

/// Hashes subjects in two independent lanes by folded 128-bit products. The secrets are drawn for each object, so that
/// nobody on the wire can prepare subjects that collide. Free of state: any thread.
class SubjectHash
{
public:
    SubjectHash();
    /// The same in each run, for estimates: whoever prepares collisions only spoils the estimate of what he sent.
    static SubjectHash repeatable();

    SubjectKey operator()(SourceId source, std::string_view subject) const
    {
        Lanes lanes{m_secrets[0] ^ source.number(), m_secrets[1] ^ source.number()};
        const char *from = subject.data();
        auto left = subject.size();
        for (; left > 16; left -= 16, from += 16)
            step(lanes, load<std::uint64_t>(from), load<std::uint64_t>(from + 8));
        stepTail(lanes, from, left);
        const auto hash = fold(lanes.first ^ m_secrets[4], subject.size() ^ m_secrets[5]);
        const auto check = fold(lanes.second ^ m_secrets[5], subject.size() ^ m_secrets[4]);
        return {hash, static_cast<std::uint32_t>(check >> 32)};
    }

private:
    struct Lanes
    {
        std::uint64_t first;
        std::uint64_t second;
    };

    __extension__ using Wide = unsigned __int128;

    static std::uint64_t fold(std::uint64_t a, std::uint64_t b)
    {
        const Wide product = Wide{a} * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    }

    template <typename Word>
    static std::uint64_t load(const char *from)
    {
        Word word = 0;
        std::memcpy(&word, from, sizeof word);
        return word;
    }

    void step(Lanes &lanes, std::uint64_t a, std::uint64_t b) const
    {
        lanes.first = fold(a ^ m_secrets[2], b ^ lanes.first);
        lanes.second = fold(a ^ lanes.second, b ^ m_secrets[3]);
    }

    /// The last 0 to 16 bytes, by reads that overlap; the length itself goes into the last step of all.
    void stepTail(Lanes &lanes, const char *from, std::size_t left) const
    {
        if (left >= 8)
            step(lanes, load<std::uint64_t>(from), load<std::uint64_t>(from + left - 8));
        else if (left >= 4)
            step(lanes, load<std::uint32_t>(from), load<std::uint32_t>(from + left - 4));
        else if (left > 0)
            step(lanes, load<std::uint8_t>(from) << 8 | load<std::uint8_t>(from + left / 2),
                 load<std::uint8_t>(from + left - 1));
    }

    std::array<std::uint64_t, 6> m_secrets{};
};

} // namespace gnat
