// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "seriesfixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

/// A recording in several files that keeps only the newest: the oldest go, and what went is stated.
class TestRecordingRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewestFiles();
    void keepsWithinAllItsBytes();
    void leavesAFileThatWasMovedAway();
    void saysWhichFileItCannotRemove();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QString part(const char *name, quint32 number) const { return recordingPartPath(file(name), number); }
    QTemporaryDir m_folder;
};

void TestRecordingRing::keepsTheNewestFiles()
{
    const auto notes = plainNotes(10'050);
    const auto path = file("ring.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.messages = 1000;
    options.split.keepFiles = 3;
    QVERIFY(recorder.start(options));
    publish(fanout, notes);
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(recordingPartPaths(path),
             QStringList({part("ring.gnat", 9), part("ring.gnat", 10), part("ring.gnat", 11)}));
    VERIFY_SERIES(path, notes.mid(8000));
    const auto figures = recorder.figures();
    QCOMPARE(figures.parts.removedFiles, 8U);
    QCOMPARE(figures.parts.removedMessages, 8000U);
    QVERIFY(figures.parts.removedBytes > 0);
    QCOMPARE(figures.messages, 10'050U);
    QCOMPARE(query(part("ring.gnat", 11), "SELECT removed_files || ' ' || removed_messages || ' ' || messages_before "
                                          "FROM part"),
             QByteArray("8 8000 10000"));
}

void TestRecordingRing::keepsWithinAllItsBytes()
{
    const auto notes = largeNotes(40'000);
    const auto path = file("budget.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.totalBytes = 10'000'000; // files of a quarter
    QVERIFY(recorder.start(options));
    publish(fanout, notes);
    QCOMPARE(finish(recorder), QString());
    qint64 bytes = 0;
    for (const auto &name : recordingPartPaths(path))
        bytes += QFileInfo(name).size();
    QVERIFY2(bytes <= 10'000'000 && bytes > 5'000'000, qPrintable(QString::number(bytes)));
    const auto removed = static_cast<qsizetype>(recorder.figures().parts.removedMessages);
    QVERIFY(removed > 20'000);
    QCOMPARE(static_cast<qint64>(recorder.figures().fileBytes), bytes);
    VERIFY_SERIES(path, notes.mid(removed));
}

void TestRecordingRing::leavesAFileThatWasMovedAway()
{
    const auto path = file("moved.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.messages = 100;
    options.split.keepFiles = 2;
    QVERIFY(recorder.start(options));
    publish(fanout, plainNotes(150));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().parts.number, 2U, 20'000);
    QVERIFY(QFile::rename(part("moved.gnat", 1), file("mine.gnat")));
    publish(fanout, plainNotes(100));
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(recorder.figures().parts.removedFiles, 0U);
    QCOMPARE(readAll(file("mine.gnat"))->size(), 100);
}

void TestRecordingRing::saysWhichFileItCannotRemove()
{
    const auto path = file("stuck.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.messages = 100;
    options.split.keepFiles = 2;
    QVERIFY(recorder.start(options));
    publish(fanout, plainNotes(150));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().parts.number, 2U, 20'000);
    // A folder of that name beside it, as the log would be called, cannot be removed as a file.
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("stuck_00001.gnat-wal/x")));
    publish(fanout, plainNotes(100));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().parts.number, 3U, 20'000);
    QTRY_VERIFY(recorder.figures().parts.problem.contains(QStringLiteral("stuck_00001.gnat-wal")));
    QCOMPARE(recorder.figures().parts.removedFiles, 0U);
    QVERIFY(QDir(file("stuck_00001.gnat-wal")).removeRecursively());
    publish(fanout, plainNotes(100));
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(recorder.figures().parts.problem, QString());
    QCOMPARE(recorder.figures().parts.removedFiles, 2U);
}

QTEST_GUILESS_MAIN(TestRecordingRing)
#include "tst_recordingring.moc"
