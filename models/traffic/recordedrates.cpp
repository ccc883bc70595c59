// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/recordedrates.h"

#include <numeric>

namespace gnat {

RateSource::SeriesId RecordedRates::addSeries(const SubjectPattern &pattern, SourceId source)
{
    Series series{pattern.text(), source, {}};
    if (m_tree.isFoldedAway(pattern.text())) { // not known, which is not 0
        m_series.emplace(++m_lastId, std::move(series));
        return m_lastId;
    }
    series.messages.resize(m_history.steps());
    for (const auto node : m_tree.matches(pattern.text())) {
        if (source.isNone() || m_tree.source(node) == source)
            m_history.addOwn(node, series.messages);
    }
    m_series.emplace(++m_lastId, std::move(series));
    return m_lastId;
}

void RecordedRates::removeSeries(SeriesId series)
{
    m_series.erase(series);
}

std::string RecordedRates::pattern(SeriesId series) const
{
    const auto found = m_series.find(series);
    return found == m_series.end() ? std::string() : found->second.pattern;
}

SourceId RecordedRates::source(SeriesId series) const
{
    const auto found = m_series.find(series);
    return found == m_series.end() ? SourceId() : found->second.source;
}

std::vector<RateSource::Point> RecordedRates::points(SeriesId series, std::int64_t fromNs) const
{
    std::vector<Point> points;
    const auto found = m_series.find(series);
    if (found == m_series.end())
        return points;
    const double perSecond = 1e9 / static_cast<double>(stepNs());
    auto atNs = m_history.firstNs();
    for (const auto messages : found->second.messages) {
        if (atNs >= fromNs)
            points.push_back({atNs, messages * perSecond, 0});
        atNs += stepNs();
    }
    return points;
}

/// The mean over the span; -1 if the span is no stretch of time, or the subject is not known by itself.
double RecordedRates::figure(SeriesId series) const
{
    const auto found = m_series.find(series);
    if (found == m_series.end() || found->second.messages.empty() || m_history.durationNs() == 0)
        return -1;
    const auto &messages = found->second.messages;
    return std::accumulate(messages.begin(), messages.end(), 0.0) * 1e9 / static_cast<double>(m_history.durationNs());
}

} // namespace gnat
