// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/continuousclock.h"
#include "flow/fanout.h"

#include <QtGlobal>

#include <cstdlib>

namespace gnat {

/// The clock of a recording: the wall clock as it was at the start, going on evenly whatever it is set to meanwhile, so
/// that order and spacing of all that is recorded stay true. Any thread, but for takeStep().
class RecordingClock
{
public:
    /// `offsetNs`: wallOffset() at the start.
    RecordingClock(const Fanout &fanout, qint64 offsetNs) : m_fanout(fanout), m_offsetNs(offsetNs) {}

    qint64 nowNs() const { return ofContinuous(continuousNanoseconds()); }
    qint64 ofContinuous(qint64 ns) const { return ns + m_offsetNs; }
    /// What the wall clock is ahead of this one now; 0 unless it was set.
    qint64 aheadNs() const { return stepBetween(m_offsetNs, wallOffset()); }
    /// What the clock that stamped the batch was ahead; 0 also for sources that do not say by which they stamp.
    qint64 aheadNs(const MessageBatch &batch) const
    {
        const auto stamped = m_fanout.clockOffset(batch);
        return stamped ? stepBetween(m_offsetNs, *stamped) : 0;
    }
    /// By this clock, a time that somebody has from the wall clock as it is now.
    qint64 timeOf(qint64 wallNs) const { return wallNs - aheadNs(); }

    /// By how much the wall clock was set since the last call or the start; 0: it was not. The recorder's thread.
    qint64 takeStep()
    {
        const auto step = stepBetween(m_knownOffsetNs, wallOffset());
        m_knownOffsetNs += step;
        return step;
    }

private:
    static qint64 stepBetween(qint64 before, qint64 now)
    {
        return std::abs(now - before) < clockStepNs ? 0 : now - before;
    }

    const Fanout &m_fanout;
    const qint64 m_offsetNs;
    qint64 m_knownOffsetNs = m_offsetNs;
};

} // namespace gnat
