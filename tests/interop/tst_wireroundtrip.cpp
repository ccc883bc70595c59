// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sendable.h"
#include "client/clienthelpers.h"
#include "codecs/payloadcodec.h"
#include "core/headerblock.h"
#include "publishertarget.h"
#include "recording/recordingfixture.h"
#include "recording/replayer.h"
#include "rework/randommessages.h"
#include "rework/recordingexport.h"
#include "rework/recordingimport.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace gnat;
using namespace gnat::test;

namespace {

constexpr int deadline = 60'000;
constexpr qsizetype maxPayload = 1024 * 1024; // of a nats-server that is not told otherwise

using Fields = std::vector<std::pair<std::string, std::string>>;

/// Keys and values, in order within a key. The client library keeps no order between keys; of a block with a status, a
/// NUL or a broken line it keeps what can be sent.
Fields fieldsOf(const QByteArray &headers)
{
    Fields fields;
    if (const auto block = HeaderBlock::parse(viewOf(headers))) {
        for (const auto &field : block->fields)
            fields.emplace_back(field.key, field.value);
    }
    std::ranges::stable_sort(fields, {}, &Fields::value_type::first);
    return fields;
}

/// Random ones, payloads of a megabyte, and one that is too large for the server together with its headers.
QList<Note> randomNotes(quint32 seed, int count)
{
    RandomMessages random(seed);
    QList<Note> notes;
    for (int i = 0; i < count; ++i)
        notes << random.next();
    for (const char *unit : {"\0\0", "text", "\xff\x01"}) {
        auto note = random.next();
        note.headers.clear();
        note.payload = QByteArray(unit, 2).repeated(maxPayload / 2);
        notes << note;
    }
    auto tooLarge = notes.last();
    tooLarge.headers = "NATS/1.0\r\nA: b\r\n\r\n";
    notes.insert(count / 2, tooLarge);
    notes[count / 2].atNs = notes.at(count / 2 - 1).atNs;
    return notes;
}

} // namespace

/// Record, export, import, replay to a real server, record what it hands on: the same messages.
class WireRoundTripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryMessage_data();
    void keepsEveryMessage();

private:
    ReplayFigures sendAndRecord(const QString &from, const QString &to);
};

void WireRoundTripTest::keepsEveryMessage_data()
{
    QTest::addColumn<quint32>("seed");
    for (const quint32 seed : {1U, 2U, 20261128U})
        QTest::addRow("seed %u", seed) << seed;
}

/// Nothing was sent if it fails.
ReplayFigures WireRoundTripTest::sendAndRecord(const QString &from, const QString &to)
{
    NatsServerProcess server;
    if (!server.start())
        return {};
    Client sender(server.url());
    Client receiver(server.url());
    Recorder recorder(receiver.fanout);
    auto recordingOptions = optionsFor(to);
    recordingOptions.connections.first().source = receiver.connection->id();
    QSignalSpy recorded(&recorder, &Recorder::finished);
    if (!sender.connects() || !receiver.connects() || !recorder.start(recordingOptions) || !receiver.subscribe(">"))
        return {};
    ReplayOptions options;
    options.path = from;
    options.pace = ReplayPace::max();
    Replayer replayer;
    QSignalSpy replayed(&replayer, &Replayer::finished);
    if (!replayer.play(options, std::make_shared<PublisherTarget>(sender.connection->publisher())) ||
        !replayed.wait(deadline))
        return {};
    // The server has all; what it hands on stands before its answer to the receiver.
    QSignalSpy flushed(receiver.connection.get(), &Connection::flushed);
    receiver.connection->flush();
    if (!flushed.wait(deadline))
        return {};
    const auto sent = replayer.figures().sent;
    if (!QTest::qWaitFor([&] { return recorder.figures().messages >= sent; }, deadline))
        return {};
    recorder.stop();
    if (recorded.isEmpty() && !recorded.wait(deadline))
        return {};
    return replayer.figures();
}

void WireRoundTripTest::keepsEveryMessage()
{
    QFETCH(const quint32, seed);
    const QTemporaryDir folder;
    const auto path = [&folder](const char *name) {
        return folder.filePath(QLatin1String(name));
    };
    auto notes = randomNotes(seed, 2'000);
    QCOMPARE(record(path("first.gnat"), notes), QString());
    const CodecRegistry codecs;
    const auto exported =
        exportRecording({path("first.gnat"), path("all.ndjson"), ExportFormat::Ndjson, {}, &codecs}, {});
    QVERIFY2(exported, exported ? "" : exported.error().message.c_str());
    const auto imported = importRecording({path("all.ndjson"), path("second.gnat")}, {});
    QVERIFY2(imported, imported ? "" : imported.error().message.c_str());

    const auto figures = sendAndRecord(path("second.gnat"), path("third.gnat"));
    const auto isTooLarge = [](const Note &note) {
        return note.headers.size() + note.payload.size() > maxPayload;
    };
    QCOMPARE(figures.refused, quint64(std::ranges::count_if(notes, isTooLarge)));
    notes.removeIf(isTooLarge);
    QCOMPARE(figures.sent, quint64(notes.size()));
    QCOMPARE(figures.uncertain, 0U);
    QCOMPARE(figures.changedHeaders, quint64(std::ranges::count_if(notes, [](const Note &note) {
                 return !canSendHeaders(viewOf(note.headers));
             })));
    const auto last = readAll(path("third.gnat"));
    QVERIFY(last);
    QCOMPARE(last->size(), notes.size());
    for (qsizetype i = 0; i < notes.size(); ++i) {
        QCOMPARE(last->at(i).subject, notes.at(i).subject);
        QCOMPARE(last->at(i).reply, notes.at(i).reply);
        QCOMPARE(fieldsOf(last->at(i).headers), fieldsOf(notes.at(i).headers));
        QCOMPARE(last->at(i).payload, notes.at(i).payload);
    }
}

QTEST_GUILESS_MAIN(WireRoundTripTest)
#include "tst_wireroundtrip.moc"
