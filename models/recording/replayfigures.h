// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QList>
#include <QString>

namespace gnat {

/// What a target did not take, in its words, and how often.
struct ReplayRefusal
{
    QString reason;
    quint64 count = 0;
};

/// Rows of a recording; `end` is behind the last.
struct RowRange
{
    quint64 begin = 0;
    quint64 end = 0;

    friend bool operator==(const RowRange &, const RowRange &) = default;
};

/// How far a replay is and how true it was: while it plays, and as its report at the end. A plain value.
struct ReplayFigures
{
    quint64 total = 0; ///< messages in the recording
    quint64 read = 0;  ///< looked at so far; what a loop or a seek comes to again counts again
    quint64 sent = 0;
    quint64 skippedSystem = 0; ///< to $JS, $SYS or _INBOX, as recorded or by a rule
    quint64 skippedFilter = 0;
    quint64 skippedRemap = 0;
    quint64 leftOutReplies = 0; ///< messages that went, or were refused, without their reply subject below $JS or $SYS
    quint64 refused = 0;        ///< by this program or the target
    quint64 refusedLater = 0;   ///< of those: the server took them and then said so; not in `sent`
    quint64 duplicates = 0;     ///< of those sent: the stream had them already
    quint64 uncertain = 0;      ///< of those sent: the target did not confirm them, they may not have arrived
    quint64 changedHeaders = 0; ///< of those sent: with other headers, which cannot be sent as they were recorded
    QList<ReplayRefusal> refusals; ///< by reason, at most a few; what does not fit is under an empty reason
    quint64 rounds = 0;            ///< times that the range was played to its end
    quint64 nextRow = 0;           ///< the message that comes next
    QList<RowRange> played;        ///< the rows that were sent or left out, in order; not those that were refused here
    qint64 positionNs = 0;         ///< offset in the recording
    qint64 durationNs = 0;
    qint64 playedNs = 0;    ///< real time since the start, without pauses
    qint64 worstLateNs = 0; ///< largest lateness against the plan
    qint64 p50LateNs = 0;
    qint64 p99LateNs = 0;
    quint64 shifts = 0;     ///< times that the rest was moved back because the target or the machine was slow
    qint64 shiftedNs = 0;   ///< by how much in all
    double messageRate = 0; ///< sent, over the last tenth of a second or more

    quint64 skipped() const { return skippedSystem + skippedFilter + skippedRemap; }
    double meanRate() const { return playedNs > 0 ? double(sent) * 1e9 / double(playedNs) : 0; }
};

/// Counts a message that was not taken, under its reason while there are few.
void countRefusal(ReplayFigures &figures, const Error &error);
/// Moves from the sent to the refused what a target took and refused later.
void takeBack(ReplayFigures &figures, const QList<ReplayRefusal> &refusals);

} // namespace gnat
