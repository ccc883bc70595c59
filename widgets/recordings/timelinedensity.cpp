// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/timelinedensity.h"

#include "base/text.h"
#include "items/recordedtraffic.h"
#include "recordings/timelinescale.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace gnat {

namespace {

constexpr qint64 nsPerSecond = 1'000'000'000;
constexpr qreal leastBarWidth = 5;

} // namespace

/// A step counts as far as it lies between the two.
double SentHistory::shareBetween(qint64 fromNs, qint64 untilNs) const
{
    double sentHere = 0;
    double allHere = 0;
    for (auto step = std::max<qint64>(0, fromNs) / std::max<qint64>(1, stepNs);
         step < qint64(all.size()) && step * stepNs < untilNs; ++step) {
        const auto overlap = double(std::min(untilNs, (step + 1) * stepNs) - std::max(fromNs, step * stepNs));
        sentHere += sent[std::size_t(step)] * overlap;
        allHere += all[std::size_t(step)] * overlap;
    }
    return allHere > 0 ? sentHere / allHere : 1;
}

void TimelineDensity::setRecording(const RecordingSummary &summary)
{
    m_seconds = summary.density;
    m_firstNs = summary.firstNs;
}

std::vector<TimelineBar> TimelineDensity::bars(const TimelineScale &scale) const
{
    const auto room = qint64(scale.plot().width() / leastBarWidth);
    if (m_seconds.isEmpty() || room < 1)
        return {};
    const auto shownSeconds = std::max<qint64>(1, scale.lengthNs() / nsPerSecond);
    const auto barNs = (shownSeconds + room - 1) / room * nsPerSecond;
    const auto startNs = m_firstNs - m_firstNs % nsPerSecond; // bars are whole seconds of the clock
    std::vector<TimelineBar> bars;
    qint64 last = -1;
    for (const auto &second : m_seconds) {
        const auto offset = second.atS * nsPerSecond - m_firstNs;
        if (offset + nsPerSecond < scale.fromNs() || offset > scale.untilNs())
            continue;
        const auto bar = (second.atS * nsPerSecond - startNs) / barNs;
        const auto from = startNs + bar * barNs - m_firstNs;
        if (bar != last) {
            const auto left = scale.xOf(std::max<qint64>(0, from));
            const auto right = scale.xOf(std::min(scale.durationNs(), from + barNs));
            bars.push_back({left, std::max(left + 2, right), 0, 0});
            last = bar;
        }
        bars.back().messages += double(second.messages);
        bars.back().sent += double(second.messages) * m_sent.shareBetween(offset, offset + nsPerSecond);
    }
    return bars;
}

SentHistory sentHistory(RecordedTraffic &traffic, const std::function<bool(std::string_view)> &isSent)
{
    struct Count
    {
        double sent = 0;
        double all = 0;
    };
    std::unordered_map<NodeIndex, Count> nodes;
    traffic.subjects().visit([&](std::string_view name, const SubjectCounts::Count &subject) {
        auto &count = nodes[subject.node];
        count.all += double(subject.messages);
        if (isSent(name))
            count.sent += double(subject.messages);
    });
    const std::vector<double> nothing(traffic.history().steps(), 0);
    SentHistory history{traffic.history().stepNs(), nothing, nothing};
    for (const auto &[node, count] : nodes) {
        traffic.history().addOwn(node, history.all);
        if (count.sent > 0)
            traffic.history().addOwn(node, history.sent, count.sent / count.all);
    }
    return history;
}

} // namespace gnat
