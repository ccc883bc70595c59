// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/replaywords.h"

#include "base/words.h"
#include "common/humantext.h"

#include <QStringList>

namespace gnat {

namespace {

const auto separator = QStringLiteral("  ·  ");

/// What was sent and what not, and of what was sent what is doubtful.
QStringList countsOf(const ReplayFigures &figures)
{
    QStringList parts{Words::tr("%1 sent, %2 left out").arg(countFull(figures.sent), countFull(figures.skipped()))};
    if (figures.refused > 0)
        parts << Words::tr("%1 refused").arg(countFull(figures.refused));
    if (figures.duplicates > 0)
        parts << Words::tr("%1 the stream had already").arg(countFull(figures.duplicates));
    if (figures.uncertain > 0)
        parts << Words::tr("%1 may not have arrived").arg(countFull(figures.uncertain));
    return parts;
}

QStringList reasonsOf(const ReplayFigures &figures)
{
    QStringList parts;
    if (figures.skippedFilter > 0)
        parts << Words::tr("%1 by the filter").arg(countFull(figures.skippedFilter));
    if (figures.skippedRemap > 0)
        parts << Words::tr("%1 by a rule").arg(countFull(figures.skippedRemap));
    if (figures.skippedSystem > 0)
        parts << Words::tr("%1 inbox or system").arg(countFull(figures.skippedSystem));
    if (figures.leftOutReplies > 0)
        parts << Words::tr("%1 replies to $JS or $SYS left out").arg(countFull(figures.leftOutReplies));
    if (figures.changedHeaders > 0)
        parts << Words::tr("%1 with other headers (a status, a NUL or a broken line cannot be sent)")
                     .arg(countFull(figures.changedHeaders));
    for (const auto &refusal : figures.refusals)
        parts << Words::tr("%1 refused: %2")
                     .arg(countFull(refusal.count),
                          refusal.reason.isEmpty() ? Words::tr("for other reasons") : refusal.reason);
    return parts;
}

} // namespace

QString replayFiguresText(const ReplayFigures &figures)
{
    auto parts = countsOf(figures);
    parts << rateText(figures.messageRate);
    parts << Words::tr("%1 late at worst").arg(latencyText(figures.worstLateNs));
    if (figures.rounds > 0)
        parts << Words::tr("round %1").arg(countFull(figures.rounds + 1));
    return parts.join(separator);
}

QString replayReportText(const ReplayFigures &figures)
{
    auto parts = countsOf(figures);
    parts << Words::tr("%1 in %2").arg(rateText(figures.meanRate()), durationText(figures.playedNs / 1'000'000));
    parts << Words::tr("late by %1 (half), %2 (99 of 100), %3 (worst)")
                 .arg(latencyText(figures.p50LateNs), latencyText(figures.p99LateNs), latencyText(figures.worstLateNs));
    if (figures.shifts > 0)
        parts << Words::tr("slow patches moved the rest back by %1").arg(latencyText(figures.shiftedNs));
    return (parts + reasonsOf(figures)).join(separator);
}

QString paceText(ReplayPace pace, qint64 durationNs, quint64 messages)
{
    const auto duration = [](double seconds) {
        return durationText(qint64(seconds * 1000));
    };
    switch (pace.kind) {
    case ReplayPace::Kind::Factor:
        return Words::tr("%1 at %2×").arg(duration(double(durationNs) / 1e9 / pace.value), QString::number(pace.value));
    case ReplayPace::Kind::Rate:
        if (messages == 0)
            return Words::tr("At %1 a second").arg(QString::number(pace.value));
        return Words::tr("%1 at %2 a second").arg(duration(double(messages) / pace.value), QString::number(pace.value));
    case ReplayPace::Kind::Max:
        break;
    }
    return Words::tr("As fast as they are taken");
}

} // namespace gnat
