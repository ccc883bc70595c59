// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/inspectreport.h"

#include "base/text.h"
#include "base/words.h"
#include "terminal/command.h"
#include "terminal/counted.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

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
            : Words::tr("number %1 of %2, after %3 with %4 in all before")
                  .arg(QString::number(part.number), part.series, part.previous, messagesText(part.messagesBefore));
    if (part.removedFiles == 0)
        return text;
    return Words::tr("%1; removed by then: %2 with %3")
        .arg(text, olderFilesText(part.removedFiles), messagesText(part.removedMessages));
}

QJsonArray toJson(const QList<RecordedSubject> &subjects)
{
    QJsonArray list;
    for (const auto &subject : subjects) {
        QJsonObject entry{{QStringLiteral("messages"), number(subject.messages)},
                          {QStringLiteral("bytes"), number(subject.bytes)}};
        setBytes(entry, QStringLiteral("name"), subject.name);
        list.append(entry);
    }
    return list;
}

QJsonArray toJson(const QList<RecordedGap> &gaps)
{
    QJsonArray list;
    for (const auto &gap : gaps)
        list.append(QJsonObject{{QStringLiteral("at_ns"), gap.atNs},
                                {QStringLiteral("until_ns"), gap.untilNs},
                                {QStringLiteral("reason"), gap.reason},
                                {QStringLiteral("count"), number(gap.count)}});
    return list;
}

QJsonArray toJson(const QList<RecordedMark> &marks)
{
    QJsonArray list;
    for (const auto &mark : marks)
        list.append(QJsonObject{{QStringLiteral("at_ns"), mark.atNs},
                                {QStringLiteral("kind"), mark.kind},
                                {QStringLiteral("text"), mark.text}});
    return list;
}

QJsonArray connectionsOf(const RecordingSummary &summary)
{
    QJsonArray list;
    for (qsizetype i = 0; i < summary.connections.size(); ++i)
        list.append(QJsonObject{{QStringLiteral("name"), summary.connections.at(i)},
                                {QStringLiteral("server"), summary.servers.value(i)}});
    return list;
}

QString timeText(qint64 atNs)
{
    return QDateTime::fromMSecsSinceEpoch(atNs / 1'000'000).toString(Qt::ISODateWithMs);
}

QString spanText(const RecordingSummary &summary)
{
    const auto seconds = static_cast<double>(summary.lastNs - summary.firstNs) / 1e9;
    const auto text = Words::tr("%1 s").arg(seconds, 0, 'f', 3);
    if (seconds <= 0)
        return text;
    return Words::tr("%1, %2 messages a second")
        .arg(text)
        .arg(static_cast<double>(summary.messages) / seconds, 0, 'f', 1);
}

QString connectionText(const RecordingSummary &summary, qsizetype index)
{
    const auto &name = summary.connections.at(index);
    const auto server = summary.servers.value(index);
    return server.isEmpty() || server == name ? name : QStringLiteral("%1 (%2)").arg(name, server);
}

QString countText(const RecordedGap &gap)
{
    return gap.count ? QString::number(gap.count) : Words::tr("unknown number of");
}

/// A name and its value a line.
class Sheet
{
public:
    /// Nothing for an empty value.
    void add(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            m_text += name.leftJustified(15) + value + QLatin1Char('\n');
    }
    void addLine(const QString &line) { m_text += line + QLatin1Char('\n'); }
    QByteArray utf8() const { return m_text.toUtf8(); }

private:
    QString m_text;
};

void addTimes(Sheet &sheet, const RecordingSummary &summary)
{
    sheet.add(Words::tr("Recorded"), Words::tr("%1 by %2").arg(timeText(summary.startedNs), summary.program));
    sheet.add(Words::tr("Time zone"), summary.timeZone);
    if (summary.endedNs == 0)
        sheet.add(Words::tr("Ended"), Words::tr("no: the recording is still running or was cut off"));
    if (summary.messages == 0)
        return;
    sheet.add(Words::tr("First"), timeText(summary.firstNs));
    sheet.add(Words::tr("Last"), timeText(summary.lastNs));
    sheet.add(Words::tr("Length"), spanText(summary));
}

void addSources(Sheet &sheet, const RecordingSummary &summary)
{
    QStringList connections;
    for (qsizetype i = 0; i < summary.connections.size(); ++i)
        connections << connectionText(summary, i);
    sheet.add(Words::tr("Connections"), connections.join(QStringLiteral(", ")));
    sheet.add(Words::tr("Subscriptions"), summary.subscriptions.join(QStringLiteral(", ")));
    sheet.add(Words::tr("Filter"), summary.filter);
    sheet.add(Words::tr("Note"), summary.note);
}

void addGapsAndMarks(Sheet &sheet, const RecordingSummary &summary)
{
    for (const auto &gap : summary.shownGaps())
        sheet.add(Words::tr("Gap"), Words::tr("%1 until %2: %3, %4 message(s)", nullptr, pluralOf(gap.count))
                                        .arg(timeText(gap.atNs), timeText(gap.untilNs), gap.reason, countText(gap)));
    for (const auto &mark : summary.marks)
        sheet.add(Words::tr("Mark"), QStringLiteral("%1: %2").arg(timeText(mark.atNs), mark.text));
}

quint64 notListed(const SubjectsFound &subjects)
{
    return subjects.all - static_cast<quint64>(subjects.list.size());
}

void addSubjects(Sheet &sheet, const SubjectsFound &subjects)
{
    sheet.addLine(Words::tr("Subjects"));
    for (const auto &subject : subjects.list)
        sheet.addLine(QStringLiteral("%1  %2").arg(subject.messages, 10).arg(gnat::toText(viewOf(subject.name))));
    if (const auto more = notListed(subjects))
        sheet.addLine(Words::tr("%1 more; --subjects 0 lists all.").arg(more));
}

} // namespace

QByteArray inspectJson(const RecordingSummary &summary, const SubjectsFound &subjects)
{
    QJsonObject object{{QStringLiteral("messages"), number(summary.messages)},
                       {QStringLiteral("bytes"), number(summary.payloadBytes)},
                       {QStringLiteral("file_bytes"), number(summary.fileBytes)},
                       {QStringLiteral("started_ns"), summary.startedNs},
                       {QStringLiteral("ended_ns"), summary.endedNs},
                       {QStringLiteral("first_ns"), summary.firstNs},
                       {QStringLiteral("last_ns"), summary.lastNs},
                       {QStringLiteral("program"), summary.program},
                       {QStringLiteral("time_zone"), summary.timeZone},
                       {QStringLiteral("filter"), summary.filter},
                       {QStringLiteral("note"), summary.note},
                       {QStringLiteral("connections"), connectionsOf(summary)},
                       {QStringLiteral("subscriptions"), QJsonArray::fromStringList(summary.subscriptions)},
                       {QStringLiteral("subjects"), toJson(subjects.list)},
                       {QStringLiteral("more_subjects"), number(notListed(subjects))},
                       {QStringLiteral("gaps"), toJson(summary.shownGaps())},
                       {QStringLiteral("marks"), toJson(summary.marks)}};
    if (summary.part)
        object.insert(QStringLiteral("part"), toJson(*summary.part));
    return jsonLine(object);
}

QByteArray inspectText(const RecordingSummary &summary, const SubjectsFound &subjects)
{
    Sheet sheet;
    sheet.add(Words::tr("File"), summary.path);
    if (summary.part)
        sheet.add(Words::tr("Part"), partText(*summary.part));
    sheet.add(Words::tr("File size"), QLocale().formattedDataSize(number(summary.fileBytes)));
    sheet.add(Words::tr("Messages"), QString::number(summary.messages));
    sheet.add(Words::tr("Payload bytes"), QString::number(summary.payloadBytes));
    addTimes(sheet, summary);
    addSources(sheet, summary);
    addGapsAndMarks(sheet, summary);
    addSubjects(sheet, subjects);
    return sheet.utf8();
}

} // namespace gnat::terminal
