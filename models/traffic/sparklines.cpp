// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/sparklines_p.h"

#include <algorithm>

namespace gnat {

namespace {
constexpr std::int64_t secondNs = 1'000'000'000;
} // namespace

std::vector<float> Sparklines::ask(std::uint32_t node, std::uint64_t messages)
{
    ++m_questions;
    auto found = m_series.find(node);
    if (found == m_series.end()) {
        if (m_series.size() >= maxSeries)
            forgetOldest();
        found = m_series.try_emplace(node).first;
        found->second.countedTo = messages;
    }
    auto &series = found->second;
    series.askedAt = m_questions;
    std::vector<float> values;
    values.reserve(series.filled);
    for (std::uint32_t i = series.filled; i > 0; --i)
        values.push_back(series.values[(series.next + points - i) % points]);
    return values;
}

void Sparklines::append(Series &series, float value)
{
    series.values[series.next] = value;
    series.next = (series.next + 1) % points;
    series.filled = std::min<std::uint32_t>(series.filled + 1, points);
}

void Sparklines::step(std::int64_t nowNs, const MessagesOf &messagesOf)
{
    if (m_steppedNs == 0)
        m_steppedNs = nowNs;
    const auto elapsed = nowNs - m_steppedNs;
    if (elapsed < secondNs)
        return;
    // After a pause of several seconds what was counted is spread over them.
    const auto seconds = elapsed / secondNs;
    const auto added = std::min<std::int64_t>(seconds, points);
    m_steppedNs += seconds * secondNs;
    for (auto &[node, series] : m_series) {
        const auto messages = messagesOf(node);
        const auto rate = static_cast<float>(messages - series.countedTo) / static_cast<float>(seconds);
        series.countedTo = messages;
        for (std::int64_t i = 0; i < added; ++i)
            append(series, rate);
    }
}

void Sparklines::forgetOldest()
{
    std::vector<std::uint64_t> asked;
    asked.reserve(m_series.size());
    for (const auto &[node, series] : m_series)
        asked.push_back(series.askedAt);
    // An eighth at once, so that a long scroll does not sort at each row.
    const auto limit = asked.begin() + static_cast<std::ptrdiff_t>(asked.size() / 8);
    std::nth_element(asked.begin(), limit, asked.end());
    std::erase_if(m_series, [last = *limit](const auto &entry) { return entry.second.askedAt <= last; });
}

} // namespace gnat
