// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingfixture.h"

#include "core/clock.h"

#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

/// A recorder at 20,000 messages a second is killed at a random moment: the file opens and lacks at most a second.
class TestRecordingKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesWhatIsOlderThanASecond();

private:
    void killOnce(const QString &path, int afterMs);
    static qsizetype publishedUntil(const QByteArray &output, qint64 atNs);
};

/// How many messages the helper had published at that time, by its own lines "<number> <ns>".
qsizetype TestRecordingKill::publishedUntil(const QByteArray &output, qint64 atNs)
{
    qsizetype published = 0;
    for (const auto &line : output.split('\n')) {
        const auto words = line.split(' ');
        if (words.size() == 2 && words.last().toLongLong() <= atNs)
            published = words.first().toLongLong();
    }
    return published;
}

void TestRecordingKill::leavesWhatIsOlderThanASecond()
{
    const int kills = qMax(3, qEnvironmentVariableIntValue("GNAT_KILLS"));
    const QTemporaryDir folder;
    for (int i = 0; i < kills; ++i) {
        killOnce(folder.filePath(QStringLiteral("%1.gnat").arg(i)), QRandomGenerator::global()->bounded(1200, 2500));
        if (QTest::currentTestFailed())
            return;
    }
}

void TestRecordingKill::killOnce(const QString &path, int afterMs)
{
    QProcess helper;
    helper.start(QStringLiteral(GNAT_RECORDING_HELPER), {path});
    QVERIFY(helper.waitForReadyRead(10'000));
    QVERIFY(!helper.waitForFinished(afterMs));
    const auto killedNs = wallNanoseconds();
    helper.kill();
    QVERIFY(helper.waitForFinished(10'000));
    QCOMPARE(helper.exitStatus(), QProcess::CrashExit);

    QCOMPARE(query(path, "PRAGMA integrity_check"), QByteArray("ok"));
    const auto notes = readAll(path);
    QVERIFY(notes);
    const auto published = publishedUntil(helper.readAllStandardOutput(), killedNs - 1'000'000'000);
    QVERIFY(published > 0);
    QVERIFY2(notes->size() >= published,
             qPrintable(QStringLiteral("%1 of %2 are there").arg(notes->size()).arg(published)));
    for (qsizetype i = 0; i < notes->size(); ++i)
        QCOMPARE(notes->at(i).payload.toULongLong(), static_cast<qulonglong>(i + 1));
    const auto summary = RecordingReader::open(path).value().summary();
    QVERIFY(summary);
    QCOMPARE(summary.value().endedNs, 0);
    QCOMPARE(summary.value().messages, static_cast<quint64>(notes->size()));
    QCOMPARE(summary.value().payloadBytes, static_cast<quint64>(notes->size()) * 128);
}

QTEST_GUILESS_MAIN(TestRecordingKill)
#include "tst_recordingkill.moc"
