// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

namespace gnat {

/// One point a second for the nodes that somebody looks at; when there are too many, those least recently asked for
/// leave. One thread.
class Sparklines
{
public:
    static constexpr std::size_t maxSeries = 5000;
    static constexpr std::size_t points = 60;
    using MessagesOf = std::function<std::uint64_t(std::uint32_t)>;

    /// The points so far, oldest first; a first question begins the series at `messages`.
    std::vector<float> ask(std::uint32_t node, std::uint64_t messages);
    /// Adds points if a second or more has gone by; `nowNs` monotonic.
    void step(std::int64_t nowNs, const MessagesOf &messagesOf);
    /// So many messages came to a node in no moment of these: they were another's.
    void shift(std::uint32_t node, std::uint64_t messages)
    {
        if (const auto found = m_series.find(node); found != m_series.end())
            found->second.countedTo += messages;
    }
    void clear() { m_series.clear(); }
    std::size_t memoryBytes() const { return m_series.size() * (sizeof(Series) + 32); }

private:
    struct Series
    {
        std::array<float, points> values{};
        std::uint64_t countedTo = 0;
        std::uint64_t askedAt = 0;
        std::uint32_t next = 0;
        std::uint32_t filled = 0;
    };

    static void append(Series &series, float value);
    void forgetOldest();

    std::unordered_map<std::uint32_t, Series> m_series;
    std::uint64_t m_questions = 0;
    std::int64_t m_steppedNs = 0;
};

} // namespace gnat
