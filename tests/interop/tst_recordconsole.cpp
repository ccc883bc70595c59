// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingreader.h"
#include "support/natspeer.h"
#include "support/natsserverprocess.h"
#include "support/terminalprocess.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

/// `record` on a real terminal: script(1) makes one and passes on what is typed and shown.
class RecordConsoleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsHowItGoes();
    void saysNothingOfItElsewhere();
    void waitsWhereAFileMayNotGrow();
};

void RecordConsoleTest::tellsHowItGoes()
{
    const auto script = QStandardPaths::findExecutable(QStringLiteral("script"));
    if (script.isEmpty())
        QSKIP("There is no script(1).");
    const QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("told.gnat"));
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    QProcess terminal;
    terminal.start(
        script,
        {QStringLiteral("-qec"),
         QStringLiteral("%1 record %2 'a.>' --count 5 -s %3").arg(TerminalProcess::program(), file, server.url()),
         QStringLiteral("/dev/null")});
    QByteArray shown;
    const auto shows = [&](const QByteArray &text) {
        return QTest::qWaitFor(
            [&] {
                shown += terminal.readAll();
                return shown.contains(text);
            },
            20'000);
    };
    QVERIFY2(shows("0 messages"), shown.constData());
    NatsPeer peer;
    QVERIFY(peer.connect(server.url()));
    for (int i = 0; i < 3; ++i)
        QVERIFY(peer.publish({"a.b", {}, {}, "x"}));
    QVERIFY2(shows("3 messages"), shown.constData());
    terminal.write("mark here\npause\n");
    QVERIFY2(shows("Paused"), shown.constData());
    terminal.write("resume\n");
    QVERIFY2(shows("1 gap"), shown.constData());
    for (int i = 0; i < 2; ++i)
        QVERIFY(peer.publish({"a.b", {}, {}, "x"}));
    QVERIFY(QTest::qWaitFor([&] { return terminal.state() == QProcess::NotRunning; }, 20'000));
    shown += terminal.readAll();
    QCOMPARE(terminal.exitCode(), 0);
    const auto ending = shown.mid(shown.lastIndexOf("\x1b[J"));
    QVERIFY2(ending.startsWith("\x1b[JRecorded 5 messages into "), shown.constData()); // the line has gone
    const auto reader = RecordingReader::open(file);
    QVERIFY(reader);
    const auto summary = reader.value().summary();
    QVERIFY(summary);
    QCOMPARE(summary.value().marks.size(), 1);
    QCOMPARE(summary.value().marks.first().text, QStringLiteral("here"));
}

/// A log or a pipe gets no line that changes in place.
void RecordConsoleTest::saysNothingOfItElsewhere()
{
    const QTemporaryDir folder;
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    const auto answer =
        runTerminal({QStringLiteral("record"), folder.filePath(QStringLiteral("a.gnat")), QStringLiteral("a"),
                     QStringLiteral("--for"), QStringLiteral("600ms"), QStringLiteral("-s"), server.url()});
    QCOMPARE(answer.exitCode, 0);
    QVERIFY2(!answer.errorText.contains('\x1b') && answer.errorText.count('\n') == 2, answer.errorText.constData());
}

/// The system's answer to that is a signal that ends a program, unless it is told otherwise.
void RecordConsoleTest::waitsWhereAFileMayNotGrow()
{
    const QTemporaryDir folder;
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    QProcess recorder;
    recorder.start(QStringLiteral("sh"),
                   {QStringLiteral("-c"),
                    QStringLiteral("ulimit -f 2000; exec %1 record %2 'a.>' -s %3")
                        .arg(TerminalProcess::program(), folder.filePath(QStringLiteral("full.gnat")), server.url())});
    QByteArray told;
    const auto tells = [&](const QByteArray &text) {
        return QTest::qWaitFor(
            [&] {
                told += recorder.readAllStandardError();
                return told.contains(text);
            },
            20'000);
    };
    QVERIFY2(tells("Ready"), told.constData());
    NatsPeer peer;
    QVERIFY(peer.connect(server.url()));
    for (int i = 0; i < 100; ++i)
        QVERIFY(peer.publish({"a.b", {}, {}, QByteArray(100'000, 'x')}));
    QVERIFY2(tells("The recording waits and holds what arrives."), told.constData());
    recorder.terminate();
    QVERIFY(QTest::qWaitFor([&] { return recorder.state() == QProcess::NotRunning; }, 20'000));
    QCOMPARE(recorder.exitStatus(), QProcess::NormalExit);
    QCOMPARE(recorder.exitCode(), 1);
    QVERIFY2(tells("messages could not be written."), told.constData());
}

QTEST_GUILESS_MAIN(RecordConsoleTest)
#include "tst_recordconsole.moc"
