// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/dropledger.h"

#include <QtGlobal>

#include <deque>

namespace gnat {

/// Where messages went, as "Where messages go" tells it: received = copies + dropped + onTheWay + counted, and
/// counted = noLongerKept + kept. Of a stretch of time each figure is a difference, so that it adds up just the same;
/// onTheWay and kept may then be less than zero. A value.
struct FlowFigures
{
    qint64 received = 0;
    qint64 replayed = 0; ///< of the received
    qint64 copies = 0;   ///< by overlapping subscriptions
    qint64 droppedInClient = 0;
    qint64 droppedInFeed = 0;
    qint64 onTheWay = 0; ///< received, and on the way to the views
    qint64 counted = 0;  ///< by tree, rates and graphs
    qint64 noLongerKept = 0;
    qint64 kept = 0;
    qint64 missed = 0;
    qint64 unknownLosses = 0;
    qint64 notAnalysed = 0;

    qint64 dropped() const { return droppedInClient + droppedInFeed; }
};

FlowFigures flowOf(const DropFigures &figures);
/// What came to each from `then` to `now`.
FlowFigures flowBetween(const DropFigures &then, const DropFigures &now);

/// The ledger's figures of the last minute, one sample every half second, so that "last minute" can be told apart from
/// "since the start". Plain value.
class FlowHistory
{
public:
    void add(const DropFigures &figures);
    /// What came since a minute ago, or since the start.
    FlowFigures lastMinute(const DropFigures &now) const { return flowBetween(m_samples.front().figures, now); }

private:
    struct Sample
    {
        std::int64_t atNs;
        DropFigures figures;
    };
    std::deque<Sample> m_samples = {{0, {}}};
};

} // namespace gnat
