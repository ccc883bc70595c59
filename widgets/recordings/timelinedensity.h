// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingreader.h"

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace gnat {

class RecordedTraffic;
class TimelineScale;

/// One bar of a timeline: messages in its time, and how many of them a replay sends.
struct TimelineBar
{
    qreal left = 0;
    qreal right = 0;
    double messages = 0;
    double sent = 0;
};

/// How many messages of a recording lie in each step of its time, and how many of those a replay sends. Plain data.
struct SentHistory
{
    qint64 stepNs = 0; ///< the first step begins with the first message
    std::vector<double> sent;
    std::vector<double> all;

    /// Which share of what lies between two offsets is sent; 1 where nothing does.
    double shareBetween(qint64 fromNs, qint64 untilNs) const;
};

/// How many messages of a recording fall into which time, and which share of them is sent. Plain data, GUI thread.
class TimelineDensity
{
public:
    void setRecording(const RecordingSummary &summary);
    /// Empty: all are sent.
    void setSent(SentHistory sent) { m_sent = std::move(sent); }
    bool isEmpty() const { return m_seconds.isEmpty(); }

    /// The bars for what the scale shows, at least a few pixels wide.
    std::vector<TimelineBar> bars(const TimelineScale &scale) const;

private:
    QList<RecordedDensity> m_seconds;
    qint64 m_firstNs = 0;
    SentHistory m_sent;
};

/// What of `traffic` is sent when, where `isSent` says whether a subject is. Subjects that the tree folded together
/// share their times.
SentHistory sentHistory(RecordedTraffic &traffic, const std::function<bool(std::string_view)> &isSent);

} // namespace gnat
