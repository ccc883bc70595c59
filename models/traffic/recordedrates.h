// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/ratesource.h"
#include "traffic/subjecthistory.h"

#include <map>

namespace gnat {

/// The rates of chosen patterns over the whole of a recording, from what was counted once: a series costs no further
/// look into the file. GUI thread.
class RecordedRates final : public RateSource
{
public:
    /// Both must outlive it.
    RecordedRates(const SubjectTree &tree, const SubjectHistory &history) : m_tree(tree), m_history(history) {}

    SeriesId addSeries(const SubjectPattern &pattern, SourceId source) override;
    void removeSeries(SeriesId series) override;
    std::string pattern(SeriesId series) const override;
    SourceId source(SeriesId series) const override;
    /// Bytes are not known step by step: 0.
    std::vector<Point> points(SeriesId series, std::int64_t fromNs) const override;
    double figure(SeriesId series) const override;
    std::int64_t stepNs() const override { return m_history.stepNs(); }
    std::optional<Span> span() const override { return Span{m_history.firstNs(), m_history.durationNs()}; }

private:
    struct Series
    {
        std::string pattern;
        SourceId source;
        std::vector<double> messages; ///< by step; empty: not known, as the subject is folded with others
    };

    const SubjectTree &m_tree;
    const SubjectHistory &m_history;
    std::map<SeriesId, Series> m_series;
    SeriesId m_lastId = 0;
};

} // namespace gnat
