// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/flowhistory.h"

#include "core/clock.h"

namespace gnat {

namespace {

constexpr std::int64_t minuteNs = 60'000'000'000;

/// As a difference that may be negative.
qint64 change(std::uint64_t then, std::uint64_t now)
{
    return static_cast<qint64>(now - then);
}

} // namespace

FlowFigures flowOf(const DropFigures &figures)
{
    return flowBetween({}, figures);
}

FlowFigures flowBetween(const DropFigures &then, const DropFigures &now)
{
    FlowFigures flow;
    flow.received = change(then.received, now.received);
    flow.replayed = change(then.replayed, now.replayed);
    flow.copies = change(then.duplicates, now.duplicates);
    flow.droppedInClient = change(then.droppedInClient, now.droppedInClient);
    flow.droppedInFeed = change(then.droppedInFeed, now.droppedInFeed);
    flow.onTheWay = change(then.waiting, now.waiting) + now.inHand() - then.inHand();
    flow.noLongerKept = change(then.noLongerKept, now.noLongerKept);
    flow.kept = change(then.kept, now.kept);
    flow.counted = flow.noLongerKept + flow.kept; // what entered the views enters their memory
    flow.missed = change(then.missed, now.missed);
    flow.unknownLosses = change(then.unknownLosses, now.unknownLosses);
    flow.notAnalysed = change(then.notAnalysed, now.notAnalysed);
    return flow;
}

void FlowHistory::add(const DropFigures &figures)
{
    const std::int64_t now = monotonicNanoseconds();
    m_samples.push_back({now, figures});
    // The first one left is the newest that is a minute old.
    while (m_samples.size() > 2 && m_samples[1].atNs <= now - minuteNs)
        m_samples.pop_front();
}

} // namespace gnat
