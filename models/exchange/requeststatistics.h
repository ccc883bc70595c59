// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchangeverdict.h"
#include "exchange/latencyhistogram.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gnat {

/// What became of the requests on one subject.
struct RequestFigures
{
    std::string subject; ///< empty: all subjects for which there was no room
    std::uint64_t requests = 0;
    std::uint64_t answered = 0;
    std::uint64_t noResponders = 0;
    std::uint64_t timedOut = 0;
    std::uint64_t notObserved = 0;
    LatencyHistogram latencies; ///< of first replies
};

/// Figures of requests by subject over all connections. Bounded: requests on further subjects count in one row without
/// a name. A plain value; one thread at a time.
class RequestStatistics
{
public:
    static constexpr std::size_t defaultSubjects = 1'000;
    using Row = std::uint32_t;

    explicit RequestStatistics(std::size_t maxSubjects = defaultSubjects) : m_maxSubjects(maxSubjects) {}

    /// Counts a request; its end goes to the row that this returns.
    Row begin(std::string_view subject);
    /// `latencyNs` of an answer; -1: not known.
    void end(Row row, ExchangeOutcome outcome, std::int64_t latencyNs);

    const std::vector<RequestFigures> &rows() const { return m_rows; }

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    Row rowOf(std::string_view subject);

    const std::size_t m_maxSubjects;
    std::vector<RequestFigures> m_rows;
    std::unordered_map<std::string, Row, Hash, std::equal_to<>> m_index;
};

} // namespace gnat
