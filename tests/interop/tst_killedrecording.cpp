// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/natspeer.h"
#include "support/natsserverprocess.h"
#include "support/terminalprocess.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace gnat::test;

namespace {

constexpr int perSecond = 20'000;

/// Publishes for `ms` at 20,000 msg/s, each payload its wall-clock time in ms; returns how many.
int publishFor(NatsPeer &peer, int ms)
{
    QElapsedTimer clock;
    clock.start();
    int sent = 0;
    while (clock.elapsed() < ms) {
        const auto due = static_cast<int>(clock.elapsed() * perSecond / 1000);
        const auto now = QByteArray::number(QDateTime::currentMSecsSinceEpoch());
        for (; sent < due; ++sent) {
            if (!peer.publish({"load." + QByteArray::number(sent % 50), {}, {}, now}))
                return sent;
        }
        QThread::yieldCurrentThread();
    }
    return sent;
}

} // namespace

/// A recording program that is killed leaves a file that opens and lacks at most its last second.
class KilledRecordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesAtMostTheLastSecond();
};

void KilledRecordingTest::losesAtMostTheLastSecond()
{
    const QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("killed.gnat"));
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    TerminalProcess recorder(
        {QStringLiteral("record"), file, QStringLiteral("load.>"), QStringLiteral("-s"), server.url()});
    QVERIFY(recorder.start());
    QVERIFY2(recorder.waitForErrorText("Ready"), recorder.errorText().constData());
    NatsPeer publisher;
    QVERIFY(publisher.connect(server.url()));

    const int sent = publishFor(publisher, 3000);
    const auto killedAt = QDateTime::currentMSecsSinceEpoch();
    recorder.kill();
    QVERIFY(sent > perSecond);

    const auto exported = runTerminal({QStringLiteral("export"), file});
    QVERIFY2(exported.exitCode == 0, exported.errorText.constData());
    qint64 newest = 0;
    int count = 0;
    const auto lines = exported.output.split('\n');
    for (const auto &line : lines) {
        if (line.isEmpty())
            continue;
        ++count;
        newest = qMax(newest,
                      QJsonDocument::fromJson(line).object().value(QStringLiteral("payload")).toString().toLongLong());
    }
    // Everything older than a second: the newest that is there is younger than that, and nothing before it is missing,
    // since all subjects come over one connection in order.
    QVERIFY2(newest >= killedAt - 1000, qPrintable(QStringLiteral("the newest is %1 ms old").arg(killedAt - newest)));
    QVERIFY(count <= sent);
    const auto lastNumber = count - 1;
    const auto lastSubject =
        QJsonDocument::fromJson(lines.at(lastNumber)).object().value(QStringLiteral("subject")).toString();
    QCOMPARE(lastSubject, QStringLiteral("load.%1").arg(lastNumber % 50));

    QProcess check;
    check.start(QStringLiteral("sqlite3"), {file, QStringLiteral("PRAGMA integrity_check")});
    QVERIFY(check.waitForFinished());
    QCOMPARE(check.readAllStandardOutput().trimmed(), QByteArray("ok"));
}

QTEST_GUILESS_MAIN(KilledRecordingTest)
#include "tst_killedrecording.moc"
