// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingfixture.h"

#include "core/clock.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <iterator>

using namespace gnat;
using namespace gnat::test;

/// A recorder at 20,000 messages a second is killed at a random moment: the file opens and lacks at most a second.
class TestRecordingKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void leavesWhatIsOlderThanASecond();
    void leavesWhatIsOlderThanASecondInSeveralFiles();
    void keepsEveryTransactionBeforeACutOfTheLog();

private:
    void killOnce(const QString &path, int afterMs);
    void killSplitOnce(const QString &path, int afterMs);
    static qsizetype publishedUntil(const QByteArray &output, qint64 atNs);

    QRandomGenerator m_random;
};

/// A run is repeated by GNAT_SEED.
void TestRecordingKill::initTestCase()
{
    bool isSet = false;
    const auto wanted = qEnvironmentVariable("GNAT_SEED").toUInt(&isSet);
    const auto seed = isSet ? wanted : QRandomGenerator::system()->generate();
    m_random.seed(seed);
    qInfo("GNAT_SEED=%u", seed);
}

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
        killOnce(folder.filePath(QStringLiteral("%1.gnat").arg(i)), m_random.bounded(1200, 2500));
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

void TestRecordingKill::leavesWhatIsOlderThanASecondInSeveralFiles()
{
    const int kills = qMax(3, qEnvironmentVariableIntValue("GNAT_KILLS"));
    for (int i = 0; i < kills; ++i) {
        const QTemporaryDir folder;
        killSplitOnce(folder.filePath(QStringLiteral("split.gnat")), m_random.bounded(1200, 2500));
        if (QTest::currentTestFailed())
            return;
    }
}

void TestRecordingKill::killSplitOnce(const QString &path, int afterMs)
{
    QProcess helper;
    helper.start(QStringLiteral(GNAT_RECORDING_HELPER), {path, QStringLiteral("4000")});
    QVERIFY(helper.waitForReadyRead(10'000));
    QVERIFY(!helper.waitForFinished(afterMs));
    const auto killedNs = wallNanoseconds();
    helper.kill();
    QVERIFY(helper.waitForFinished(10'000));

    qulonglong last = 0;
    const auto parts = recordingPartPaths(path);
    QVERIFY2(parts.size() > 2, qPrintable(QString::number(parts.size())));
    for (const auto &part : parts) {
        const auto notes = readAll(part);
        if (!notes && part == parts.last()) // killed while it was made
            break;
        QVERIFY2(notes, qPrintable(part));
        // A part killed while it was closed has a rollback journal, which only a connection that writes can use.
        QCOMPARE(query(part, "PRAGMA integrity_check", true), QByteArray("ok"));
        for (const auto &note : *notes)
            QCOMPARE(note.payload.toULongLong(), ++last);
    }
    const auto published = publishedUntil(helper.readAllStandardOutput(), killedNs - 1'000'000'000);
    QVERIFY2(published > 0 && last >= static_cast<qulonglong>(published),
             qPrintable(QStringLiteral("%1 of %2 are there").arg(last).arg(published)));
}

namespace {

/// Where the transactions of a write-ahead log end, in bytes: https://www.sqlite.org/fileformat.html, 4.1
QList<qint64> commitsOf(const QByteArray &log)
{
    constexpr qsizetype header = 32;
    constexpr qsizetype frameHeader = 24;
    const auto frame = frameHeader + static_cast<qsizetype>(qFromBigEndian<quint32>(log.constData() + 8));
    QList<qint64> ends;
    for (auto at = header; at + frame <= log.size(); at += frame) {
        if (qFromBigEndian<quint32>(log.constData() + at + 4) != 0)
            ends << at + frame;
    }
    return ends;
}

/// The messages in the file whose log ends after `bytes`.
qint64 messagesOf(const QString &path, const QByteArray &file, const QByteArray &log, qint64 bytes)
{
    QFile::remove(path + QStringLiteral("-shm"));
    for (const auto &[name, content] : {std::pair(path, file), {path + QStringLiteral("-wal"), log.left(bytes)}}) {
        QFile copy(name);
        if (!copy.open(QIODevice::WriteOnly | QIODevice::Truncate) || copy.write(content) != content.size())
            return -1;
    }
    return query(path, "SELECT count(*) FROM message").toLongLong();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestRecordingKill::keepsEveryTransactionBeforeACutOfTheLog()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("killed.gnat"));
    QProcess helper;
    helper.start(QStringLiteral(GNAT_RECORDING_HELPER), {path});
    QVERIFY(helper.waitForReadyRead(10'000));
    QVERIFY(!helper.waitForFinished(2000));
    helper.kill();
    QVERIFY(helper.waitForFinished(10'000));
    const auto file = contentOf(path);
    const auto log = contentOf(path + QStringLiteral("-wal"));
    const auto commits = commitsOf(log);
    QVERIFY2(commits.size() >= 5, qPrintable(QString::number(commits.size())));

    const auto cutPath = folder.filePath(QStringLiteral("cut.gnat"));
    const int cuts = qMax(15, qEnvironmentVariableIntValue("GNAT_KILLS"));
    for (int i = 0; i < cuts; ++i) {
        const auto cut = m_random.bounded(static_cast<int>(commits.first()), static_cast<int>(log.size()));
        const auto before = *std::prev(std::ranges::upper_bound(commits, cut));
        const auto there = messagesOf(cutPath, file, log, cut);
        QCOMPARE(there, messagesOf(cutPath, file, log, before));
        if (before > commits.first())
            QVERIFY(there > messagesOf(cutPath, file, log, commits.first()));
        QCOMPARE(messagesOf(cutPath, file, log, cut), there);
        QCOMPARE(query(cutPath, "PRAGMA integrity_check"), QByteArray("ok"));
        const auto reader = RecordingReader::open(cutPath);
        QVERIFY2(reader, reader ? "" : reader.error().message.c_str());
        const auto summary = reader.value().summary();
        QVERIFY(summary);
        QCOMPARE(summary.value().messages, static_cast<quint64>(there));
        QCOMPARE(summary.value().shownGaps().size(), 1);
        QCOMPARE(summary.value().shownGaps().last().reason, QStringLiteral("not closed"));
        const auto endNs = there > 0 ? summary.value().lastNs : summary.value().startedNs;
        QCOMPARE(summary.value().shownGaps().last().atNs, endNs);
    }
}

QTEST_GUILESS_MAIN(TestRecordingKill)
#include "tst_recordingkill.moc"
