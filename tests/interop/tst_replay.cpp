// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clock.h"
#include "recording/recordingfixture.h"
#include "support/natspeer.h"
#include "support/natsserverprocess.h"
#include "support/terminalprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <mutex>

using namespace gnat;
using namespace gnat::test;

namespace {

constexpr int deadline = 60'000;
constexpr qint64 ms = 1'000'000;
constexpr qint64 mostDelay = 50 * ms; // of the least delayed message of the first tenth
constexpr qint64 start = 1'700'000'000'000'000'000;

/// What arrives at a subscriber that is not ours, and when.
class Arrivals
{
public:
    void take(const PeerMessage &seen)
    {
        const auto now = monotonicNanoseconds();
        const std::lock_guard lock(m_mutex);
        m_numbers << seen.payload.mid(8).toInt();
        m_times << now;
    }
    qsizetype count() const
    {
        const std::lock_guard lock(m_mutex);
        return m_numbers.size();
    }
    QList<int> numbers() const
    {
        const std::lock_guard lock(m_mutex);
        return m_numbers;
    }
    QList<qint64> times() const
    {
        const std::lock_guard lock(m_mutex);
        return m_times;
    }

private:
    mutable std::mutex m_mutex; // guards all below: libnats delivers on its own thread
    QList<int> m_numbers;
    QList<qint64> m_times;
};

/// When the first of them was due, by the one that was delayed least.
qint64 beginOf(const QList<qint64> &times, qint64 stepNs)
{
    auto earliest = times.first();
    for (qsizetype i = 0; i < times.size(); ++i)
        earliest = std::min(earliest, times.at(i) - i * stepNs);
    return earliest;
}

QJsonObject reportOf(const QByteArray &output)
{
    return QJsonDocument::fromJson(output).object();
}

} // namespace

/// `gnatcatcher-cli replay` to a real server, watched by a plain libnats subscriber.
class ReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsOrderAndTimesAtAnyRate_data();
    void keepsOrderAndTimesAtAnyRate();
    void goesOnWhereItWasWhenTheServerIsBack();
    void countsWhatTheServerRefuses();
    void tellsThatItWasStopped();
    void saysWhichHeadersWentOtherwise();
    void publishesIntoAStream();
    void dryRunSendsNothing();

private:
    QString recorded(const QList<Note> &notes);
    /// The path of a server's configuration with that text.
    QString configured(const QByteArray &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ReplayTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString ReplayTest::recorded(const QList<Note> &notes)
{
    const auto path = m_folder->filePath(QStringLiteral("all.gnat"));
    if (const auto error = record(path, notes); !error.isEmpty())
        qFatal("%s", qPrintable(error));
    return path;
}

QString ReplayTest::configured(const QByteArray &text) const
{
    QFile file(m_folder->filePath(QStringLiteral("server.conf")));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("%s", qPrintable(file.errorString()));
    return file.fileName();
}

void ReplayTest::keepsOrderAndTimesAtAnyRate_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("perSecond");
    QTest::newRow("1k") << 1000 << 1000;
    QTest::newRow("10k") << 10'000 << 10'000;
    QTest::newRow("100k") << 50'000 << 100'000;
}

void ReplayTest::keepsOrderAndTimesAtAnyRate()
{
    QFETCH(int, count);
    QFETCH(int, perSecond);
    const auto stepNs = 1'000'000'000 / perSecond;
    const auto path = recorded(plainNotes(count, start, stepNs));
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Arrivals arrivals;
    NatsPeer subscriber;
    QVERIFY2(subscriber.connect(server.url()), qPrintable(subscriber.errorText()));
    QVERIFY(subscriber.subscribe("m.>", [&](const PeerMessage &seen) { arrivals.take(seen); }));
    QVERIFY(subscriber.flush());
    const auto replay =
        runTerminal({QStringLiteral("replay"), path, QStringLiteral("-s"), server.url(), QStringLiteral("--json")});
    QVERIFY2(replay.exitCode == 0, replay.errorText.constData());
    QTRY_COMPARE_WITH_TIMEOUT(arrivals.count(), count, deadline);
    const auto numbers = arrivals.numbers();
    const auto times = arrivals.times();
    // In order, and none before its time, as the first tenth tells when the replay began; how late depends on the
    // machine and is measured by the bench.
    const auto began = beginOf(times.first(count / 10), stepNs);
    for (int i = 0; i < count; ++i) {
        QCOMPARE(numbers.at(i), i);
        QVERIFY2(times.at(i) - qint64(i) * stepNs >= began - mostDelay, QByteArray::number(i).constData());
    }
    const auto report = reportOf(replay.output);
    QCOMPARE(report.value(QStringLiteral("sent")).toInt(), count);
    QCOMPARE(report.value(QStringLiteral("uncertain")).toInt(), 0);
    QVERIFY(report.value(QStringLiteral("late_max_ns")).toDouble() > 0);
}

void ReplayTest::goesOnWhereItWasWhenTheServerIsBack()
{
    constexpr int count = 600;
    const auto path = recorded(plainNotes(count, start, 10 * ms));
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Arrivals arrivals;
    NatsPeer subscriber;
    QVERIFY2(subscriber.connectToOneOf({server.url()}), qPrintable(subscriber.errorText()));
    QVERIFY(subscriber.subscribe("m.>", [&](const PeerMessage &seen) { arrivals.take(seen); }));
    QVERIFY(subscriber.flush());
    TerminalProcess replay(
        {QStringLiteral("replay"), path, QStringLiteral("-s"), server.url(), QStringLiteral("--json")});
    QVERIFY(replay.start());
    QTRY_VERIFY_WITH_TIMEOUT(arrivals.count() >= 20, deadline);
    QVERIFY2(server.restart(), qPrintable(server.errorText()));
    QVERIFY2(replay.waitForEnd(), replay.errorText().constData());
    QVERIFY2(replay.exitCode() == 0, replay.errorText().constData());
    QVERIFY2(replay.errorText().contains("Connected again"), replay.errorText().constData());
    const auto report = reportOf(replay.output());
    QCOMPARE(report.value(QStringLiteral("sent")).toInt(), count);
    QTRY_VERIFY_WITH_TIMEOUT(arrivals.numbers().constLast() == count - 1, deadline);
    const auto numbers = arrivals.numbers();
    for (qsizetype i = 1; i < numbers.size(); ++i)
        QVERIFY2(numbers.at(i) > numbers.at(i - 1), "a message came twice, or before an earlier one");
    const auto missing = count - numbers.size();
    const auto uncertain = report.value(QStringLiteral("uncertain")).toInt();
    QVERIFY2(missing <= uncertain, QByteArray::number(missing).constData());
    QVERIFY2(uncertain < count / 10, "what was confirmed counts as uncertain");
}

void ReplayTest::countsWhatTheServerRefuses()
{
    auto notes = plainNotes(30'000);
    for (auto i = 0; i < notes.size(); i += 3)
        notes[i].subject = "orders.a";
    notes.append({"free", "$JS.ACK.S.C.1.2.3.4.5", {}, "an old acknowledgement", notes.last().atNs});
    const auto path = recorded(notes);
    NatsServerProcess server({QStringLiteral("-c"), configured(R"(authorization { users: [
        { user: u, password: p, permissions: { publish: { deny: "orders.>" } } } ] })")});
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    const auto url = QStringLiteral("nats://u:p@127.0.0.1:%1").arg(server.port());
    const auto replay = runTerminal({QStringLiteral("replay"), path, QStringLiteral("-s"), url,
                                     QStringLiteral("--speed"), QStringLiteral("max"), QStringLiteral("--json")});
    QCOMPARE(replay.exitCode, 1);
    const auto report = reportOf(replay.output);
    QCOMPARE(report.value(QStringLiteral("sent")).toInt(), 20'001);
    QCOMPARE(report.value(QStringLiteral("refused")).toInt(), 10'000);
    QCOMPARE(report.value(QStringLiteral("refused_later")).toInt(), 10'000);
    QCOMPARE(report.value(QStringLiteral("replies_left_out")).toInt(), 1);
    const auto refusal = report.value(QStringLiteral("refusals")).toArray().first().toObject();
    QVERIFY2(refusal.value(QStringLiteral("reason"))
                 .toString()
                 .contains(u"Permissions Violation for Publish to \"orders.a\""),
             replay.output.constData());
    QCOMPARE(replay.errorText.count("gnatcatcher-cli: The server says"), 1); // and not ten thousand times

    const auto asked = runTerminal(
        {QStringLiteral("replay"), path, QStringLiteral("-s"), url, QStringLiteral("--filter"), QStringLiteral("free"),
         QStringLiteral("--include-system"), QStringLiteral("--speed"), QStringLiteral("max")});
    QCOMPARE(asked.exitCode, 1); // servers refuse to hand on what acknowledges
    QVERIFY2(asked.errorText.contains("Publish with Reply of"), asked.errorText.constData());
}

void ReplayTest::tellsThatItWasStopped()
{
    const auto path = recorded(plainNotes(1000, start, 20 * ms));
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Arrivals arrivals;
    NatsPeer subscriber;
    QVERIFY2(subscriber.connect(server.url()), qPrintable(subscriber.errorText()));
    QVERIFY(subscriber.subscribe("m.>", [&](const PeerMessage &seen) { arrivals.take(seen); }));
    QVERIFY(subscriber.flush());
    TerminalProcess replay(
        {QStringLiteral("replay"), path, QStringLiteral("-s"), server.url(), QStringLiteral("--json")});
    QVERIFY(replay.start());
    QTRY_VERIFY_WITH_TIMEOUT(arrivals.count() >= 5, deadline);
    QVERIFY(replay.terminate());
    QCOMPARE(replay.exitCode(), 130);
    QVERIFY(subscriber.flush());
    QTRY_COMPARE_WITH_TIMEOUT(arrivals.count(), reportOf(replay.output()).value(QStringLiteral("sent")).toInt(),
                              deadline);
    QVERIFY2(replay.errorText().contains("Stopped before the end"), replay.errorText().constData());
}

void ReplayTest::saysWhichHeadersWentOtherwise()
{
    const auto path = recorded({{"m.a", {}, "NATS/1.0\r\nA: b\r\n\r\n", "1", start},
                                {"m.a", {}, QByteArray("NATS/1.0\r\nA: a\0b\r\n\r\n", 20), "2", start},
                                {"m.a", {}, "NATS/1.0\r\nA: b\r\nbroken\r\nC: d\r\n\r\n", "3", start},
                                {"m.a", {}, "garbage", "4", start},
                                {"m.a", {}, "NATS/1.0 503\r\n\r\n", "5", start}});
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    for (const auto &flag : {QStringLiteral("--json"), QStringLiteral("--dry-run"), QStringLiteral("--mark")}) {
        const auto run = runTerminal(
            {QStringLiteral("replay"), path, QStringLiteral("-s"), server.url(), QStringLiteral("--json"), flag});
        QVERIFY2(run.exitCode == 0, run.errorText.constData());
        QCOMPARE(reportOf(run.output).value(QStringLiteral("headers_changed")).toInt(), 4);
    }
}

void ReplayTest::publishesIntoAStream()
{
    const QByteArray id = "NATS/1.0\r\nNats-Msg-Id: same\r\n\r\n";
    const auto path = recorded({{"r.a", "answers.1", id, "1", start},
                                {"r.b", {}, id, "2", start + ms},
                                {"r.c", {}, {}, "3", start + 2 * ms},
                                {"elsewhere", {}, {}, "4", start + 3 * ms}});
    const auto folder = m_folder->filePath(QStringLiteral("store"));
    NatsServerProcess server({QStringLiteral("-js"), QStringLiteral("-sd"), folder});
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    const auto ask = [&](const QString &subject, const QString &payload) {
        return runTerminal({QStringLiteral("request"), subject, payload, QStringLiteral("-s"), server.url()});
    };
    const auto made = ask(QStringLiteral("$JS.API.STREAM.CREATE.R"),
                          QStringLiteral(R"({"name":"R","subjects":["r.>"],"storage":"memory"})"));
    QVERIFY2(made.exitCode == 0, made.errorText.constData());
    const auto replay = runTerminal({QStringLiteral("replay"), path, QStringLiteral("-s"), server.url(),
                                     QStringLiteral("--jetstream"), QStringLiteral("--json")});
    QCOMPARE(replay.exitCode, 1); // one was refused
    const auto report = reportOf(replay.output);
    QCOMPARE(report.value(QStringLiteral("sent")).toInt(), 3);
    QCOMPARE(report.value(QStringLiteral("duplicates")).toInt(), 1);
    QCOMPARE(report.value(QStringLiteral("refused")).toInt(), 1);
    const auto refusals = report.value(QStringLiteral("refusals")).toArray();
    QCOMPARE(refusals.size(), 1);
    QVERIFY(refusals.first().toObject().value(QStringLiteral("reason")).toString().startsWith(u"No stream keeps"));
    const auto info = ask(QStringLiteral("$JS.API.STREAM.INFO.R"), {});
    QVERIFY2(info.output.contains("\"messages\":2"), info.output.constData());
}

void ReplayTest::dryRunSendsNothing()
{
    const auto path = recorded(plainNotes(100));
    const auto run = runTerminal({QStringLiteral("replay"), path, QStringLiteral("--dry-run"), QStringLiteral("--json"),
                                  QStringLiteral("-s"), QStringLiteral("nats://127.0.0.1:1"), QStringLiteral("--from"),
                                  QStringLiteral("10ms"), QStringLiteral("--until"), QStringLiteral("19ms"),
                                  QStringLiteral("--prefix"), QStringLiteral("test")});
    QVERIFY2(run.exitCode == 0, run.errorText.constData());
    const auto report = reportOf(run.output);
    QCOMPARE(report.value(QStringLiteral("messages")).toInt(), 100);
    QCOMPARE(report.value(QStringLiteral("would_send")).toInt(), 10);
    const auto subjects = report.value(QStringLiteral("subjects")).toArray();
    QCOMPARE(subjects.size(), 10);
    QCOMPARE(subjects.first().toObject().value(QStringLiteral("name")).toString(), QStringLiteral("test.m.0"));
}

QTEST_GUILESS_MAIN(ReplayTest)
#include "tst_replay.moc"
