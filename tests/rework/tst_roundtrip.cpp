// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "randommessages.h"
#include "recording/fanouttarget.h"
#include "recording/recordingfixture.h"
#include "recording/replayer.h"
#include "rework/recordingexport.h"
#include "rework/recordingimport.h"

#include "codecs/payloadcodec.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

namespace {

QList<Note> randomNotes(quint32 seed, int count)
{
    RandomMessages random(seed);
    QList<Note> notes;
    for (int i = 0; i < count; ++i)
        notes << random.next();
    // Payloads of 1 MB: zeros, all bytes, text.
    for (const char *unit : {"\0\0", "text", "\xff\x01"}) {
        auto note = random.next();
        note.payload = QByteArray(unit, 2).repeated(512 * 1024);
        notes << note;
    }
    return notes;
}

/// Plays a recording into a new one, as fast as it goes.
QString replayInto(const QString &from, const QString &to)
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy recorded(&recorder, &Recorder::finished);
    if (!recorder.start(optionsFor(to)))
        return QStringLiteral("the recorder did not start");
    Replayer replayer;
    QSignalSpy replayed(&replayer, &Replayer::finished);
    ReplayOptions options;
    options.path = from;
    options.pace = ReplayPace::max();
    options.includeSystem = true;
    if (!replayer.play(options, std::make_shared<FanoutTarget>(fanout, source)) || !replayed.wait(60'000))
        return QStringLiteral("the replay did not end");
    recorder.stop();
    if (recorded.isEmpty() && !recorded.wait(60'000))
        return QStringLiteral("the recorder did not end");
    return recorded.first().at(2).toString();
}

} // namespace

/// What goes through all our formats comes out as it was; over the wire: tests/interop/tst_wireroundtrip.cpp.
class TestRoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryMessage_data();
    void keepsEveryMessage();
};

void TestRoundTrip::keepsEveryMessage_data()
{
    QTest::addColumn<quint32>("seed");
    for (const quint32 seed : {1U, 2U, 20261128U})
        QTest::addRow("seed %u", seed) << seed;
}

void TestRoundTrip::keepsEveryMessage()
{
    QFETCH(const quint32, seed);
    const QTemporaryDir folder;
    const auto path = [&folder](const char *name) {
        return folder.filePath(QLatin1String(name));
    };
    const auto notes = randomNotes(seed, 3'000);
    QCOMPARE(record(path("first.gnat"), notes), QString());

    const CodecRegistry codecs;
    const auto exported =
        exportRecording({path("first.gnat"), path("all.ndjson"), ExportFormat::Ndjson, {}, &codecs}, {});
    QVERIFY2(exported, exported ? "" : exported.error().message.c_str());
    QCOMPARE(exported.value().messages, quint64(notes.size()));

    const auto imported = importRecording({path("all.ndjson"), path("second.gnat")}, {});
    QVERIFY2(imported, imported ? "" : imported.error().message.c_str());
    QCOMPARE(imported.value().messages, quint64(notes.size()));
    QCOMPARE(imported.value().withoutTime, quint64(0));
    QCOMPARE(imported.value().outOfOrder, quint64(0));

    QCOMPARE(replayInto(path("second.gnat"), path("third.gnat")), QString());
    const auto last = readAll(path("third.gnat"));
    QVERIFY(last);
    QCOMPARE(last->size(), notes.size());
    for (qsizetype i = 0; i < notes.size(); ++i) {
        QCOMPARE(last->at(i).subject, notes.at(i).subject);
        QCOMPARE(last->at(i).reply, notes.at(i).reply);
        QCOMPARE(last->at(i).headers, notes.at(i).headers);
        QCOMPARE(last->at(i).payload, notes.at(i).payload);
        QCOMPARE(last->at(i).atNs, notes.at(i).atNs);
    }
}

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_roundtrip.moc"
