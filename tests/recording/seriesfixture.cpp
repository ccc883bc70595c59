// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "seriesfixture.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>

namespace gnat::test {

QString finish(Recorder &recorder)
{
    QSignalSpy finished(&recorder, &Recorder::finished);
    recorder.stop();
    return finished.wait(30'000) ? finished.first().at(2).toString() : QStringLiteral("it did not finish");
}

QList<Note> largeNotes(int count)
{
    auto notes = plainNotes(count);
    for (auto &note : notes)
        note.payload.append(QByteArray(1000, 'x'));
    return notes;
}

QList<Note> readSeries(const QString &path, QString &problem)
{
    QList<Note> all;
    QString previous;
    qint64 ended = 0;
    quint64 number = 0;
    quint64 gone = 0;
    const auto paths = recordingPartPaths(path);
    for (const auto &part : paths) {
        const auto name = QFileInfo(part).fileName();
        const auto reader = RecordingReader::open(part);
        const auto summary = reader ? reader.value().summary() : Result<RecordingSummary>(reader.error());
        const auto notes = readAll(part);
        if (!summary || !notes || !summary.value().part)
            return problem = name + QStringLiteral(" cannot be read"), all;
        const auto &facts = *summary.value().part;
        const bool isFirst = previous.isEmpty();
        gone = isFirst ? facts.messagesBefore : gone;
        if (QFile::exists(part + QStringLiteral("-wal")) || !summary.value().endedNs)
            problem = name + QStringLiteral(" is not closed");
        if (query(part, "PRAGMA integrity_check") != "ok")
            problem = name + QStringLiteral(" is damaged");
        if (facts.series != QFileInfo(path).completeBaseName() || (!isFirst && facts.previous != previous))
            problem = name + QStringLiteral(" does not follow ") + previous;
        if (!isFirst && (facts.number != number + 1 || summary.value().startedNs != ended))
            problem = name + QStringLiteral(" is not the next one");
        if (part == paths.constLast() && facts.removedMessages != gone)
            problem = name + QStringLiteral(" says that other messages were removed");
        if (facts.messagesBefore - gone != static_cast<quint64>(all.size()))
            problem = name + QStringLiteral(" counts other messages before it");
        if (notes->isEmpty())
            problem = name + QStringLiteral(" is empty");
        previous = name;
        number = facts.number;
        ended = summary.value().endedNs;
        all += *notes;
    }
    return all;
}

} // namespace gnat::test
