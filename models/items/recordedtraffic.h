// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/subjectcounts.h"
#include "recording/recordingreader.h"
#include "traffic/recordedrates.h"

#include <vector>

namespace gnat {

/// What the messages of a recording amount to, by subject and over time: what TrafficView is for live traffic. Filled
/// message by message on a worker, finished, then handed over; one thread at a time.
class RecordedTraffic
{
public:
    /// `firstNs` and `lastNs` are the recording's; all its messages belong to `source`.
    RecordedTraffic(SourceId source, qint64 firstNs, qint64 lastNs);

    /// The error is the reader's: a message refers to a subject that is not there.
    Result<void> add(const RecordedFacts &message, const RecordingReader &reader);
    /// After the last add(), whose reader it was: sums up.
    void finish(const RecordingReader &reader);

    SubjectTree &tree() { return m_tree; }
    SubjectHistory &history() { return m_history; }
    RecordedRates &rates() { return m_rates; }
    const SubjectCounts &subjects() const { return m_subjects; }
    quint64 messages() const { return m_messages; }
    SourceId source() const { return m_source; }
    /// Over the whole span; -1 if all came at one moment.
    double meanRate(NodeIndex node) const;
    /// The row of the newest message that counts on the node itself; nothing if there is none.
    std::optional<quint64> lastRow(NodeIndex node) const;

private:
    void moveNewest();

    struct Newest
    {
        quint64 rows = 0; ///< up to it and with it; 0: none
        qint64 atNs = 0;
    };

    SourceId m_source;
    SubjectTree m_tree;
    SubjectHistory m_history;
    RecordedRates m_rates;
    SubjectCounts m_subjects;
    std::vector<SubjectCounts::Count> m_counted; ///< by the subject's number - 1, until finish()
    std::vector<Newest> m_newest;                ///< by node
    quint64 m_messages = 0;
};

} // namespace gnat
