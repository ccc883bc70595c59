// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "recording/recordingreader.h"
#include "terminal/command.h"
#include "terminal/filterflag.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace gnat::terminal {

namespace {

qint64 number(quint64 n)
{
    return static_cast<qint64>(n);
}

/// A subject or reply by name, or in base64 where the bytes are not valid UTF-8.
void setBytes(QJsonObject &object, const QString &key, const QByteArray &bytes)
{
    if (isUtf8(viewOf(bytes)))
        object.insert(key, QString::fromUtf8(bytes));
    else
        object.insert(key + QStringLiteral("_base64"), QString::fromLatin1(bytes.toBase64()));
}

QJsonObject toJson(const RecordedPart &part)
{
    return {{QStringLiteral("series"), part.series},
            {QStringLiteral("series_started_ns"), part.seriesStartedNs},
            {QStringLiteral("number"), number(part.number)},
            {QStringLiteral("previous"), part.previous},
            {QStringLiteral("messages_before"), number(part.messagesBefore)},
            {QStringLiteral("removed_files"), number(part.removedFiles)},
            {QStringLiteral("removed_messages"), number(part.removedMessages)}};
}

QString partText(const RecordedPart &part)
{
    const auto text =
        part.previous.isEmpty()
            ? Words::tr("number %1 of %2").arg(QString::number(part.number), part.series)
            : Words::tr("number %1 of %2, after %3 with %4 messages in all before")
                  .arg(QString::number(part.number), part.series, part.previous, QString::number(part.messagesBefore));
    if (part.removedFiles == 0)
        return text;
    return Words::tr("%1; by then %2 older file(s) with %3 messages were removed")
        .arg(text, QString::number(part.removedFiles), QString::number(part.removedMessages));
}

QByteArray toJson(const RecordingSummary &summary, const QList<RecordedSubject> &subjects)
{
    QJsonArray subjectList;
    for (const auto &subject : subjects) {
        QJsonObject entry{{QStringLiteral("messages"), number(subject.messages)},
                          {QStringLiteral("bytes"), number(subject.bytes)}};
        setBytes(entry, QStringLiteral("name"), subject.name);
        subjectList.append(entry);
    }
    QJsonArray gapList;
    for (const auto &gap : summary.shownGaps())
        gapList.append(QJsonObject{{QStringLiteral("at_ns"), gap.atNs},
                                   {QStringLiteral("until_ns"), gap.untilNs},
                                   {QStringLiteral("reason"), gap.reason},
                                   {QStringLiteral("count"), number(gap.count)}});
    QJsonObject object{{QStringLiteral("messages"), number(summary.messages)},
                       {QStringLiteral("bytes"), number(summary.payloadBytes)},
                       {QStringLiteral("first_ns"), summary.firstNs},
                       {QStringLiteral("last_ns"), summary.lastNs},
                       {QStringLiteral("subjects"), subjectList},
                       {QStringLiteral("gaps"), gapList}};
    if (summary.part)
        object.insert(QStringLiteral("part"), toJson(*summary.part));
    return jsonLine(object);
}

QString timeText(qint64 atNs)
{
    return QDateTime::fromMSecsSinceEpoch(atNs / 1'000'000).toString(Qt::ISODateWithMs);
}

QByteArray toText(const RecordingSummary &summary, const QList<RecordedSubject> &subjects)
{
    QString text;
    const auto line = [&text](const QString &name, const QString &value) {
        text += name.leftJustified(15) + value + QLatin1Char('\n');
    };
    line(Words::tr("File"), summary.path);
    if (summary.part)
        line(Words::tr("Part"), partText(*summary.part));
    line(Words::tr("Messages"), QString::number(summary.messages));
    line(Words::tr("Payload bytes"), QString::number(summary.payloadBytes));
    if (summary.messages > 0) {
        line(Words::tr("First"), timeText(summary.firstNs));
        line(Words::tr("Last"), timeText(summary.lastNs));
    }
    line(Words::tr("Connections"), summary.connections.join(QStringLiteral(", ")));
    line(Words::tr("Subscriptions"), summary.subscriptions.join(QStringLiteral(", ")));
    if (summary.endedNs == 0)
        line(Words::tr("Ended"), Words::tr("no: the recording is still running or was cut off"));
    for (const auto &gap : summary.shownGaps())
        line(Words::tr("Gap"), Words::tr("%1 until %2: %3, %4 message(s)")
                                   .arg(timeText(gap.atNs), timeText(gap.untilNs), gap.reason,
                                        gap.count ? QString::number(gap.count) : Words::tr("unknown number of")));
    text += Words::tr("Subjects") + QLatin1Char('\n');
    for (const auto &subject : subjects)
        text += QStringLiteral("%1  %2\n").arg(subject.messages, 10).arg(gnat::toText(viewOf(subject.name)));
    return text.toUtf8();
}

/// What the summary and the subjects would be if the file held only what passes the filter.
Result<void> narrow(const RecordingReader &reader, const Filter &filter, RecordingSummary &summary,
                    QList<RecordedSubject> &subjects)
{
    QHash<QByteArray, qsizetype> places;
    summary.messages = summary.payloadBytes = 0;
    summary.firstNs = summary.lastNs = 0;
    subjects.clear();
    return reader.visit([&](const MessageView &message, quint64) {
        if (!filter.accepts(message))
            return true;
        summary.firstNs = summary.messages == 0 ? message.atNs : summary.firstNs;
        summary.lastNs = message.atNs;
        ++summary.messages;
        summary.payloadBytes += message.payload.size();
        const auto name = toByteArray(message.subject);
        const auto place = places.value(name, subjects.size());
        if (place == subjects.size()) {
            places.insert(name, place);
            subjects.append(RecordedSubject());
            subjects.back().name = name;
        }
        ++subjects[place].messages;
        subjects[place].bytes += message.payload.size();
        return true;
    });
}

int run(const Invocation &invocation)
{
    if (invocation.words.size() != 1)
        return refuseUsage(Words::tr("One file is expected."));
    const auto reader = RecordingReader::open(invocation.words.first());
    if (!reader)
        return fail(errorText(reader.error()));
    auto summary = reader.value().summary();
    if (!summary)
        return fail(errorText(summary.error()));
    auto subjects = reader.value().subjects();
    if (!subjects)
        return fail(errorText(subjects.error()));
    const auto filter = filterFromFlags(invocation.flags, summary.value().lastNs);
    if (!filter)
        return refuseUsage(errorText(filter.error()));
    if (!filter.value().isEmpty()) {
        const auto narrowed = narrow(reader.value(), filter.value(), summary.value(), subjects.value());
        if (!narrowed)
            return fail(errorText(narrowed.error()));
        std::ranges::stable_sort(subjects.value(), std::greater(), &RecordedSubject::messages);
    }
    const bool asJson = invocation.flags.isSet(QStringLiteral("json"));
    return print(asJson ? toJson(summary.value(), subjects.value()) : toText(summary.value(), subjects.value()))
               ? Success
               : Failed;
}

} // namespace

Command inspectCommand()
{
    return {QStringLiteral("inspect"),      {}, QStringLiteral("FILE"), Words::tr("Tell what a recording holds."),
            {filterOption(), jsonOption()}, run};
}

} // namespace gnat::terminal
