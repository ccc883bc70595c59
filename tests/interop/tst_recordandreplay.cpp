// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/natspeer.h"
#include "support/natsserverprocess.h"
#include "support/terminalprocess.h"

#include <QDir>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <mutex>

using namespace gnat::test;

namespace {

constexpr int messageCount = 100'000;
constexpr int subjectCount = 1'000;

/// Payload number i: empty, all 256 byte values, or random bytes; the same each time it is asked for.
QByteArray payload(int i)
{
    if (i % 5 == 0)
        return {};
    QByteArray bytes;
    if (i % 7 == 1) {
        for (int value = 0; value < 256; ++value)
            bytes.append(static_cast<char>(value));
    }
    QRandomGenerator random(static_cast<quint32>(i));
    const int extra = i % 200;
    for (int n = 0; n < extra; ++n)
        bytes.append(static_cast<char>(random.bounded(256)));
    return bytes;
}

PeerMessage message(int i)
{
    PeerMessage made;
    made.subject = "plant." + QByteArray::number(i % subjectCount) + ".data";
    made.payload = payload(i);
    if (i % 3 == 0)
        made.headers = {{"Number", QByteArray::number(i)}, {"Tag", "one, with: colon"}, {"Tag", "two"}};
    if (i % 11 == 0)
        made.reply = "answers." + QByteArray::number(i);
    return made;
}

QByteArray bytesOf(const QJsonObject &object, const QString &key)
{
    const auto base64 = object.value(key + QStringLiteral("_base64"));
    return base64.isString() ? QByteArray::fromBase64(base64.toString().toLatin1())
                             : object.value(key).toString().toUtf8();
}

PeerMessage fromJson(const QJsonObject &object)
{
    PeerMessage read;
    read.subject = bytesOf(object, QStringLiteral("subject"));
    read.reply = bytesOf(object, QStringLiteral("reply"));
    read.payload = bytesOf(object, QStringLiteral("payload"));
    const auto headers = object.value(QStringLiteral("headers")).toObject();
    for (auto entry = headers.begin(); entry != headers.end(); ++entry) {
        const auto values = entry.value().toArray();
        for (const auto &value : values)
            read.headers.append({entry.key().toUtf8(), value.toString().toUtf8()});
    }
    return read;
}

/// Compares what arrives with what was sent, in order per subject; keeps the first difference.
class Comparison
{
public:
    void take(const PeerMessage &seen)
    {
        const std::lock_guard lock(m_mutex);
        const auto subject = seen.subject.split('.').value(1).toInt();
        auto &round = m_rounds[subject];
        const int i = subject + subjectCount * round++;
        ++m_count;
        if (m_difference.isEmpty() && !(seen == message(i)))
            m_difference = "message " + QByteArray::number(i) + " on " + seen.subject + " is not what was sent";
    }

    int count() const
    {
        const std::lock_guard lock(m_mutex);
        return m_count;
    }

    QByteArray difference() const
    {
        const std::lock_guard lock(m_mutex);
        return m_difference;
    }

private:
    mutable std::mutex m_mutex; // guards all below: libnats delivers on its own thread
    QHash<int, int> m_rounds;
    QByteArray m_difference;
    int m_count = 0;
};

} // namespace

/// The main job through the terminal program: a real server, a publisher and a subscriber that are not ours.
class RecordAndReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsExportsAndReplaysEveryByte();
    void keepsARingOfFiles();
};

void RecordAndReplayTest::recordsExportsAndReplaysEveryByte()
{
    const QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("all.gnat"));
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));

    TerminalProcess recorder({QStringLiteral("record"), file, QStringLiteral(">"), QStringLiteral("-s"), server.url(),
                              QStringLiteral("--count"), QString::number(messageCount)});
    QVERIFY(recorder.start());
    QVERIFY2(recorder.waitForErrorText("Ready"), recorder.errorText().constData());

    NatsPeer publisher;
    QVERIFY2(publisher.connect(server.url()), qPrintable(publisher.errorText()));
    for (int i = 0; i < messageCount; ++i)
        QVERIFY2(publisher.publish(message(i)), qPrintable(publisher.errorText()));
    QVERIFY(publisher.flush());
    QVERIFY2(recorder.waitForEnd(), recorder.errorText().constData());
    QCOMPARE(recorder.exitCode(), 0);

    const auto exported =
        runTerminal({QStringLiteral("export"), file, QStringLiteral("--format"), QStringLiteral("ndjson")});
    QVERIFY2(exported.exitCode == 0, exported.errorText.constData());
    Comparison inExport;
    const auto lines = exported.output.split('\n');
    for (const auto &line : lines) {
        if (!line.isEmpty())
            inExport.take(fromJson(QJsonDocument::fromJson(line).object()));
    }
    QCOMPARE(inExport.count(), messageCount);
    QVERIFY2(inExport.difference().isEmpty(), inExport.difference().constData());

    TerminalProcess broker({QStringLiteral("broker"), QStringLiteral("-p"), QStringLiteral("-1")});
    QVERIFY(broker.start());
    QVERIFY2(broker.waitForOutput("Listening for client connections on 127.0.0.1:"), broker.errorText().constData());
    const auto url = QStringLiteral("nats://") + QString::fromLatin1(broker.output().trimmed().split(' ').last());
    Comparison replayed;
    NatsPeer subscriber;
    QVERIFY2(subscriber.connect(url), qPrintable(subscriber.errorText()));
    QVERIFY(subscriber.subscribe(">", [&](const PeerMessage &seen) { replayed.take(seen); }));
    const auto replay = runTerminal({QStringLiteral("replay"), file, QStringLiteral("--speed"), QStringLiteral("max"),
                                     QStringLiteral("-s"), url, QStringLiteral("--json")});
    QVERIFY2(replay.exitCode == 0, replay.errorText.constData());
    QCOMPARE(QJsonDocument::fromJson(replay.output).object().value(QStringLiteral("sent")).toInt(), messageCount);
    QTRY_COMPARE_WITH_TIMEOUT(replayed.count(), messageCount, 30'000);
    QVERIFY2(replayed.difference().isEmpty(), replayed.difference().constData());
    QVERIFY(broker.terminate());
    QCOMPARE(broker.exitCode(), 0);
}

void RecordAndReplayTest::keepsARingOfFiles()
{
    const QTemporaryDir folder;
    const auto file = [&folder](const char *name) {
        return folder.filePath(QLatin1String(name));
    };
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    const QStringList start{QStringLiteral("record"), file("ring.gnat"), QStringLiteral(">"), QStringLiteral("-s"),
                            server.url()};
    const auto refused = runTerminal(start + QStringList{QStringLiteral("--keep-files"), QStringLiteral("3")});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.errorText.contains("when a new one begins"), refused.errorText.constData());

    TerminalProcess recorder(start + QStringList{QStringLiteral("--split-count"), QStringLiteral("1000"),
                                                 QStringLiteral("--keep-files"), QStringLiteral("3"),
                                                 QStringLiteral("--count"), QStringLiteral("5050"),
                                                 QStringLiteral("--json")});
    QVERIFY(recorder.start());
    QVERIFY2(recorder.waitForErrorText("Ready"), recorder.errorText().constData());
    NatsPeer publisher;
    QVERIFY2(publisher.connect(server.url()), qPrintable(publisher.errorText()));
    for (int i = 0; i < 5050; ++i)
        QVERIFY2(publisher.publish(message(i)), qPrintable(publisher.errorText()));
    QVERIFY(publisher.flush());
    QVERIFY2(recorder.waitForEnd(), recorder.errorText().constData());
    QCOMPARE(recorder.exitCode(), 0);
    const auto told = QJsonDocument::fromJson(recorder.output()).object();
    QCOMPARE(told.value(QStringLiteral("files")).toInt(), 6);
    QCOMPARE(told.value(QStringLiteral("removed_files")).toInt(), 3);
    QCOMPARE(told.value(QStringLiteral("removed_messages")).toInt(), 3000);
    QVERIFY2(recorder.errorText().contains("3 older files with 3000 messages."), recorder.errorText().constData());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files),
             QStringList({QStringLiteral("ring_00004.gnat"), QStringLiteral("ring_00005.gnat"),
                          QStringLiteral("ring_00006.gnat")}));

    const auto inspected = runTerminal({QStringLiteral("inspect"), file("ring_00006.gnat"), QStringLiteral("--json")});
    const auto part = QJsonDocument::fromJson(inspected.output).object().value(QStringLiteral("part")).toObject();
    QCOMPARE(part.value(QStringLiteral("number")).toInt(), 6);
    QCOMPARE(part.value(QStringLiteral("previous")).toString(), QStringLiteral("ring_00005.gnat"));
    QCOMPARE(part.value(QStringLiteral("messages_before")).toInt(), 5000);
    const auto merged = runTerminal({QStringLiteral("merge"), file("all.gnat"), file("ring_00004.gnat"),
                                     file("ring_00005.gnat"), file("ring_00006.gnat")});
    QVERIFY2(merged.exitCode == 0, merged.errorText.constData());
    const auto exported = runTerminal({QStringLiteral("export"), file("all.gnat")});
    const auto lines = exported.output.trimmed().split('\n');
    QCOMPARE(lines.size(), 2050);
    for (int i = 0; i < lines.size(); ++i) {
        const auto read = fromJson(QJsonDocument::fromJson(lines[i]).object());
        QCOMPARE(read.subject, message(3000 + i).subject);
        QCOMPARE(read.payload, message(3000 + i).payload);
    }
}

QTEST_GUILESS_MAIN(RecordAndReplayTest)
#include "tst_recordandreplay.moc"
