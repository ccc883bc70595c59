// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/reworkbasics_p.h"

#include "base/text.h"
#include "base/words.h"
#include "recording/recordingbuilder.h"

namespace gnat {

Error reworkCancelled()
{
    return makeError(ErrorKind::Cancelled, Words::tr("Cancelled; no recording was written."));
}

Error readingCancelled()
{
    return makeError(ErrorKind::Cancelled, Words::tr("Cancelled."));
}

Result<void> copyEvents(const RecordingSummary &summary, RecordingBuilder &builder, const EventRange &range)
{
    const auto gaps = range.keepsOpenEnd ? summary.shownGaps() : summary.gaps;
    for (const auto &gap : gaps) {
        if (gap.untilNs < range.fromNs || gap.atNs >= range.untilNs)
            continue;
        if (auto done = builder.addGap(gap); !done)
            return done;
    }
    for (const auto &mark : summary.marks) {
        if (mark.atNs < range.fromNs || mark.atNs >= range.untilNs)
            continue;
        if (auto done = builder.addMark({mark.atNs, mark.kind, range.keepsWords ? mark.text : QString()}); !done)
            return done;
    }
    return {};
}

QJsonValue latencyValue(qint64 nanoseconds)
{
    return nanoseconds < 0 ? QJsonValue() : QJsonValue(nanoseconds);
}

QString noteWith(const QString &done, const QString &before)
{
    return before.isEmpty() ? done : done + u'\n' + before;
}

} // namespace gnat
