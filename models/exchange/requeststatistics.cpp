// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/requeststatistics.h"

namespace gnat {

RequestStatistics::Row RequestStatistics::begin(std::string_view subject)
{
    const auto row = rowOf(subject);
    ++m_rows[row].requests;
    return row;
}

RequestStatistics::Row RequestStatistics::rowOf(std::string_view subject)
{
    if (m_index.size() >= m_maxSubjects && !m_index.contains(subject))
        subject = {};
    if (const auto known = m_index.find(subject); known != m_index.end())
        return known->second;
    const auto row = static_cast<Row>(m_rows.size());
    m_rows.push_back({std::string(subject), 0, 0, 0, 0, 0, {}});
    m_index.emplace(subject, row);
    return row;
}

void RequestStatistics::end(Row row, ExchangeOutcome outcome, std::int64_t latencyNs)
{
    auto &figures = m_rows[row];
    if (outcome == ExchangeOutcome::NoResponders)
        ++figures.noResponders;
    else if (outcome == ExchangeOutcome::TimedOut)
        ++figures.timedOut;
    else if (outcome == ExchangeOutcome::NotObserved)
        ++figures.notObserved;
    else
        ++figures.answered;
    if (outcome == ExchangeOutcome::Answered && latencyNs >= 0)
        figures.latencies.add(latencyNs);
}

} // namespace gnat
