// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/replayreport.h"

#include "base/plural.h"
#include "base/text.h"
#include "base/words.h"

#include <QJsonArray>

namespace gnat::terminal {

namespace {

qint64 number(quint64 n)
{
    return static_cast<qint64>(n);
}

QString milliseconds(qint64 ns)
{
    return QString::number(static_cast<double>(ns) / 1e6, 'f', 2);
}

void addSkipped(QJsonObject &object, const ReplayFigures &figures)
{
    object.insert(QStringLiteral("skipped_system"), number(figures.skippedSystem));
    object.insert(QStringLiteral("skipped_filter"), number(figures.skippedFilter));
    object.insert(QStringLiteral("skipped_map"), number(figures.skippedRemap));
    object.insert(QStringLiteral("replies_left_out"), number(figures.leftOutReplies));
    object.insert(QStringLiteral("headers_changed"), number(figures.changedHeaders));
}

QString skippedText(const ReplayFigures &figures)
{
    return Words::tr("left out %1 by filter, %2 by map, %3 system or inbox")
        .arg(figures.skippedFilter)
        .arg(figures.skippedRemap)
        .arg(figures.skippedSystem);
}

/// What went out otherwise than it was recorded, a line each.
QString alteredText(const ReplayFigures &figures)
{
    QString text;
    if (figures.leftOutReplies > 0)
        text += QLatin1Char('\n') +
                Words::tr("%1 without their reply subject, which was below $JS or $SYS").arg(figures.leftOutReplies);
    if (figures.changedHeaders > 0)
        text += QLatin1Char('\n') + Words::tr("%1 with other headers: a status, a NUL or a broken line cannot be sent")
                                        .arg(figures.changedHeaders);
    return text;
}

void addRefused(QJsonObject &object, const ReplayFigures &figures)
{
    QJsonArray refusals;
    for (const auto &refusal : figures.refusals)
        refusals.append(QJsonObject{{QStringLiteral("reason"), refusal.reason},
                                    {QStringLiteral("messages"), number(refusal.count)}});
    object.insert(QStringLiteral("refused"), number(figures.refused));
    object.insert(QStringLiteral("refused_later"), number(figures.refusedLater));
    object.insert(QStringLiteral("refusals"), refusals);
}

/// A line for each reason.
QString refusedText(const ReplayFigures &figures)
{
    QString text;
    for (const auto &refusal : figures.refusals)
        text += QStringLiteral("\n  %1  %2")
                    .arg(refusal.count)
                    .arg(refusal.reason.isEmpty() ? Words::tr("for other reasons") : refusal.reason);
    return text;
}

} // namespace

QString replayProgress(const ReplayFigures &figures)
{
    auto text = Words::tr("%1 % of it, %2 sent, %3 a second")
                    .arg(figures.total ? 100 * figures.nextRow / figures.total : 0)
                    .arg(figures.sent)
                    .arg(QString::number(figures.messageRate, 'f', 0));
    if (figures.refused > 0)
        text += Words::tr(", %1 refused").arg(figures.refused);
    if (figures.rounds > 0 && figures.nextRow < figures.total)
        text += Words::tr(", round %1").arg(figures.rounds + 1);
    return text;
}

QJsonObject replayJson(const ReplayFigures &figures)
{
    QJsonObject object{{QStringLiteral("messages"), number(figures.total)},
                       {QStringLiteral("sent"), number(figures.sent)},
                       {QStringLiteral("duplicates"), number(figures.duplicates)},
                       {QStringLiteral("uncertain"), number(figures.uncertain)},
                       {QStringLiteral("rounds"), number(figures.rounds)},
                       {QStringLiteral("played_ns"), figures.playedNs},
                       {QStringLiteral("rate"), figures.meanRate()},
                       {QStringLiteral("late_p50_ns"), figures.p50LateNs},
                       {QStringLiteral("late_p99_ns"), figures.p99LateNs},
                       {QStringLiteral("late_max_ns"), figures.worstLateNs},
                       {QStringLiteral("shifts"), number(figures.shifts)},
                       {QStringLiteral("shifted_ns"), figures.shiftedNs}};
    addSkipped(object, figures);
    addRefused(object, figures);
    return object;
}

QString replayText(const ReplayFigures &figures)
{
    auto text = Words::tr("Sent %1 of %2 message(s), %3, %4 refused", nullptr, pluralOf(figures.total))
                    .arg(figures.sent)
                    .arg(figures.total)
                    .arg(skippedText(figures))
                    .arg(figures.refused);
    text += alteredText(figures);
    if (figures.rounds > 1)
        text += QLatin1Char('\n') + Words::tr("Played %1 times").arg(figures.rounds);
    text += refusedText(figures);
    text += QLatin1Char('\n') +
            Words::tr("Later than planned by %1 ms (half), %2 ms (99 of 100), %3 ms (worst); %4 messages a second")
                .arg(milliseconds(figures.p50LateNs), milliseconds(figures.p99LateNs),
                     milliseconds(figures.worstLateNs), QString::number(figures.meanRate(), 'f', 1));
    if (figures.shifts > 0)
        text += QLatin1Char('\n') +
                Words::tr("%1 slow patch(es) moved the rest back, by %2 ms in all", nullptr, pluralOf(figures.shifts))
                    .arg(figures.shifts)
                    .arg(milliseconds(figures.shiftedNs));
    if (figures.duplicates > 0)
        text += QLatin1Char('\n') + Words::tr("The stream had %1 of them already").arg(figures.duplicates);
    if (figures.uncertain > 0)
        text +=
            QLatin1Char('\n') + Words::tr("%1 were on their way, not confirmed by the server, and may not have arrived")
                                    .arg(figures.uncertain);
    return text;
}

QJsonObject previewJson(const ReplayPreview &preview)
{
    QJsonArray subjects;
    for (const auto &target : preview.subjects)
        subjects.append(QJsonObject{{QStringLiteral("name"), toText(viewOf(target.subject))},
                                    {QStringLiteral("messages"), number(target.messages)}});
    QJsonObject object{{QStringLiteral("messages"), number(preview.figures.total)},
                       {QStringLiteral("would_send"), number(preview.figures.sent)},
                       {QStringLiteral("subjects"), subjects},
                       {QStringLiteral("more_subjects"), number(preview.moreSubjects)}};
    addSkipped(object, preview.figures);
    addRefused(object, preview.figures);
    return object;
}

QString previewText(const ReplayPreview &preview)
{
    QString text;
    for (const auto &target : preview.subjects)
        text += QStringLiteral("%1  %2\n").arg(target.messages, 10).arg(toText(viewOf(target.subject)));
    if (preview.moreSubjects > 0)
        text += Words::tr("and %1 more subject(s)", nullptr, pluralOf(preview.moreSubjects)).arg(preview.moreSubjects) +
                QLatin1Char('\n');
    return text +
           Words::tr("Would send %1 of %2 message(s), %3, %4 refused", nullptr, pluralOf(preview.figures.total))
               .arg(preview.figures.sent)
               .arg(preview.figures.total)
               .arg(skippedText(preview.figures))
               .arg(preview.figures.refused) +
           alteredText(preview.figures) + refusedText(preview.figures) + QLatin1Char('\n');
}

} // namespace gnat::terminal
