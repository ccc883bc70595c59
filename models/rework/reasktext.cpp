// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/reasker.h"

#include "base/words.h"
#include "rework/reworkbasics_p.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamWriter>

namespace gnat {

namespace {

using Verdict = ReaskedRequest::Verdict;

/// For programs: never translated.
QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Same:
        return QStringLiteral("same");
    case Verdict::Different:
        return QStringLiteral("different");
    case Verdict::NotRecorded:
        return QStringLiteral("not_recorded");
    case Verdict::NoAnswer:
        return QStringLiteral("no_answer");
    case Verdict::NoResponders:
        return QStringLiteral("no_responders");
    case Verdict::NotSent:
        break;
    }
    return QStringLiteral("not_sent");
}

QString secondsText(qint64 nanoseconds)
{
    return QString::number(static_cast<double>(std::max<qint64>(nanoseconds, 0)) / 1e9, 'f', 6);
}

/// XML 1.0 has no place for most control characters.
QString xmlText(QString text)
{
    for (auto &c : text) {
        if (c < u' ' && c != u'\n' && c != u'\t')
            c = QChar::ReplacementCharacter;
    }
    return text;
}

void writeCase(QXmlStreamWriter &xml, const ReaskedRequest &request)
{
    xml.writeStartElement(QStringLiteral("testcase"));
    xml.writeAttribute(QStringLiteral("classname"), xmlText(request.subject));
    xml.writeAttribute(QStringLiteral("name"), QStringLiteral("request %1").arg(request.row + 1));
    xml.writeAttribute(QStringLiteral("time"), secondsText(request.latencyNs));
    if (!request.isGood()) {
        xml.writeStartElement(request.verdict == Verdict::Different ? QStringLiteral("failure")
                                                                    : QStringLiteral("error"));
        xml.writeAttribute(QStringLiteral("message"), reaskVerdictText(request.verdict));
        xml.writeAttribute(QStringLiteral("type"), verdictName(request.verdict));
        xml.writeCharacters(xmlText(request.details.join(u'\n')));
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

} // namespace

QString reaskVerdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Same:
        return Words::tr("same");
    case Verdict::Different:
        return Words::tr("different");
    case Verdict::NotRecorded:
        return Words::tr("no recorded answer");
    case Verdict::NoAnswer:
        return Words::tr("no answer in time");
    case Verdict::NoResponders:
        return Words::tr("no responders");
    case Verdict::NotSent:
        break;
    }
    return Words::tr("not sent");
}

QByteArray reaskJunit(const ReaskReport &report)
{
    const auto different = report.count(Verdict::Different);
    const auto good = report.count(Verdict::Same) + report.count(Verdict::NotRecorded);
    qint64 totalNs = 0;
    for (const auto &request : report.requests)
        totalNs += std::max<qint64>(request.latencyNs, 0);
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuite"));
    xml.writeAttribute(QStringLiteral("name"), QFileInfo(report.recording).fileName());
    xml.writeAttribute(QStringLiteral("tests"), QString::number(report.requests.size()));
    xml.writeAttribute(QStringLiteral("failures"), QString::number(different));
    xml.writeAttribute(QStringLiteral("errors"),
                       QString::number(static_cast<quint64>(report.requests.size()) - good - different));
    xml.writeAttribute(QStringLiteral("time"), secondsText(totalNs));
    for (const auto &request : report.requests)
        writeCase(xml, request);
    xml.writeEndElement();
    xml.writeEndDocument();
    return out;
}

QByteArray reaskJson(const ReaskReport &report)
{
    QJsonArray requests;
    for (const auto &request : report.requests)
        requests.append(QJsonObject{{QStringLiteral("seq"), static_cast<qint64>(request.row + 1)},
                                    {QStringLiteral("subject"), request.subject},
                                    {QStringLiteral("verdict"), verdictName(request.verdict)},
                                    {QStringLiteral("differences"), QJsonArray::fromStringList(request.details)},
                                    {QStringLiteral("recorded_latency_ns"), latencyValue(request.recordedNs)},
                                    {QStringLiteral("latency_ns"), latencyValue(request.latencyNs)}});
    const QJsonObject object{{QStringLiteral("recording"), report.recording},
                             {QStringLiteral("server"), report.server},
                             {QStringLiteral("good"), report.isGood()},
                             {QStringLiteral("stopped"), report.wasStopped},
                             {QStringLiteral("left_out_system"), static_cast<qint64>(report.leftOutSystem)},
                             {QStringLiteral("left_out_beyond"), static_cast<qint64>(report.leftOutBeyond)},
                             {QStringLiteral("requests"), requests}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace gnat
