// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "failingsync.h"
#include "filesizelimit.h"
#include "heldstart.h"
#include "recordingfixture.h"
#include "smalldisk.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <sqlite3.h>

#include <algorithm>

using namespace gnat;
using namespace gnat::test;

/// What a disk does to a recording: it holds on, says why, goes on, and states what is missing.
class TestDiskFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnWhenALimitIsLifted();
    void countsWhatAFullDiskMadeItLose();
    void waitsForAFileThatIsLocked();
    void writesWhatItHoldsAfterItsTime();
    void writesADeletedFileAnew();
    void writesAFileWithoutItsLogAnew();
    void waitsForAFolderThatIsMovedAway();
    void makesAFolderAnewAtTheEnd();
    void saysWhatIsLostIfStoppedWhileHeld();
    void marksOnceThatTheDiskDoesNotKeep();
    void endsWhereItShouldThoughTheDiskFailsThere();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QTemporaryDir m_folder;
};

#define VERIFY_STATE(recorder, wanted) QTRY_COMPARE_WITH_TIMEOUT((recorder).figures().state, wanted, 20'000)

static QList<Note> largeNotes(int count, qint64 fromNs = 1'700'000'000'000'000'000)
{
    auto notes = plainNotes(count, fromNs);
    for (auto &note : notes)
        note.payload.append(QByteArray(1000, 'x'));
    return notes;
}

static QString finish(Recorder &recorder)
{
    QSignalSpy finished(&recorder, &Recorder::finished);
    recorder.stop();
    return finished.wait(30'000) ? finished.first().at(2).toString() : QStringLiteral("it did not finish");
}

void TestDiskFaults::goesOnWhenALimitIsLifted()
{
    const auto notes = largeNotes(50'000);
    Fanout fanout;
    Recorder recorder(fanout);
    const auto path = file("limit.gnat");
    {
        const FileSizeLimit limit(16 * 1024 * 1024);
        QVERIFY(recorder.start(optionsFor(path)));
        publish(fanout, notes);
        VERIFY_STATE(recorder, RecordingState::Held);
        const auto figures = recorder.figures();
        QVERIFY2(figures.problem.contains(QStringLiteral("limit.gnat")), qPrintable(figures.problem));
        QVERIFY(figures.messages >= 5000);
        QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages + recorder.figures().waiting, 50'000U, 20'000);
    }
    VERIFY_STATE(recorder, RecordingState::Recording);
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(recorder.figures().messages, 50'000U);
    QVERIFY(readAll(path) == notes);
    QCOMPARE(query(path, "PRAGMA integrity_check"), QByteArray("ok"));
    QCOMPARE(query(path, "SELECT count(*) FROM gap"), QByteArray("0"));
    QCOMPARE(query(path, "SELECT sum(messages) FROM density"), QByteArray("50000"));
    QVERIFY(query(path, "SELECT text FROM mark WHERE kind = 'disk'").contains("nothing was lost"));
}

void TestDiskFaults::countsWhatAFullDiskMadeItLose()
{
    const SmallDisk disk("200");
    if (!disk.isMounted())
        QSKIP("This user may not mount a file system.");
    Fanout fanout;
    Recorder recorder(fanout);
    const auto path = disk.file("full.gnat");
    QVERIFY(recorder.start(optionsFor(path)));
    QVERIFY(disk.fillUp(4'000'000));
    publish(fanout, largeNotes(10'000));
    VERIFY_STATE(recorder, RecordingState::Held);
    QCOMPARE(recorder.figures().problem, QStringLiteral("The disk with “full.gnat” is full."));
    // The queue holds a million.
    publish(fanout, plainNotes(1'050'000, 1'700'000'100'000'000'000, 1000), source, 2000);
    const auto lost = recorder.figures().dropped;
    QVERIFY(lost >= 50'000);
    QVERIFY(disk.makeRoom());
    VERIFY_STATE(recorder, RecordingState::Recording);
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(recorder.figures().messages, 1'060'000 - lost);
    QCOMPARE(query(path, "SELECT count(*) FROM message"), QByteArray::number(1'060'000 - lost));
    QCOMPARE(query(path, "SELECT reason || ' ' || sum(count) || ' ' || (min(until_ns) > min(at_ns)) FROM gap"),
             "disk full " + QByteArray::number(lost) + " 1");
    QCOMPARE(query(path, "PRAGMA integrity_check"), QByteArray("ok"));
}

void TestDiskFaults::waitsForAFileThatIsLocked()
{
    const auto path = file("locked.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    QVERIFY(recorder.start(optionsFor(path)));
    sqlite3 *other = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &other), SQLITE_OK);
    QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    const auto notes = plainNotes(1000);
    publish(fanout, notes);
    VERIFY_STATE(recorder, RecordingState::Held);
    QCOMPARE(recorder.figures().problem, QStringLiteral("“locked.gnat” is in use by another program."));
    QCOMPARE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(other);
    VERIFY_STATE(recorder, RecordingState::Recording);
    QCOMPARE(finish(recorder), QString());
    QVERIFY(readAll(path) == notes);
}

void TestDiskFaults::writesWhatItHoldsAfterItsTime()
{
    const auto path = file("late.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    HeldStart start;
    auto options = optionsFor(path);
    options.startWhen = start.predicate();
    options.maxMs = 300;
    QVERIFY(recorder.start(options));
    sqlite3 *other = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &other), SQLITE_OK);
    QCOMPARE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    const auto notes = plainNotes(1000);
    publish(fanout, notes);
    start.letGo();
    VERIFY_STATE(recorder, RecordingState::Held);
    QTRY_VERIFY_WITH_TIMEOUT(recorder.figures().elapsedMs > 300, 20'000);
    QCOMPARE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(other);
    QVERIFY(!finished.isEmpty() || finished.wait(20'000));
    QCOMPARE(finished.first().at(2).toString(), QString());
    QVERIFY(readAll(path) == notes);
    QVERIFY(query(path, "SELECT text FROM mark WHERE kind = 'disk'").contains("nothing was lost"));
}

void TestDiskFaults::writesADeletedFileAnew()
{
    const auto path = file("deleted.gnat");
    const auto notes = plainNotes(3000);
    Fanout fanout;
    Recorder recorder(fanout);
    QVERIFY(recorder.start(optionsFor(path)));
    publish(fanout, notes.first(1000));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages, 1000U, 20'000);
    // Looked at before each commit that is due, each quarter of a second: nothing is written where nobody finds it.
    quint64 writtenThere = 0;
    connect(&recorder, &Recorder::figuresChanged, this, [&](const RecordingFigures &figures) {
        if (figures.path == path)
            writtenThere = std::max(writtenThere, figures.messages);
    });
    QVERIFY(QFile::remove(path));
    publish(fanout, notes.mid(1000, 1000));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.path(), file("deleted (2).gnat"), 20'000);
    QVERIFY(writtenThere <= 1000);
    VERIFY_STATE(recorder, RecordingState::Recording);
    publish(fanout, notes.mid(2000));
    QCOMPARE(finish(recorder), QString());
    for (const auto *suffix : {"", "-wal", "-shm"})
        QVERIFY(!QFile::exists(path + QLatin1String(suffix)));
    QVERIFY(readAll(recorder.path()) == notes);
    QCOMPARE(query(recorder.path(), "PRAGMA integrity_check"), QByteArray("ok"));
    QCOMPARE(query(recorder.path(), "PRAGMA application_id"), QByteArray::number(0x474E4154));
    QCOMPARE(query(recorder.path(), "PRAGMA page_size"), QByteArray("32768"));
    QVERIFY(query(recorder.path(), "SELECT text FROM mark").contains("file removed"));
}

/// The log alone holds what came last: without its name nobody would find that after an end of the program.
void TestDiskFaults::writesAFileWithoutItsLogAnew()
{
    const auto path = file("nolog.gnat");
    const auto notes = plainNotes(4000);
    Fanout fanout;
    Recorder recorder(fanout);
    QVERIFY(recorder.start(optionsFor(path)));
    publish(fanout, notes.first(1000));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages, 1000U, 20'000);
    QVERIFY(QFile::remove(path + QStringLiteral("-wal")));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.path(), file("nolog (2).gnat"), 20'000);
    VERIFY_STATE(recorder, RecordingState::Recording);
    publish(fanout, notes.mid(1000, 1000));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages, 2000U, 20'000);
    QVERIFY(QFile::remove(recorder.path() + QStringLiteral("-wal"))); // the new one is watched in the same way
    QTRY_COMPARE_WITH_TIMEOUT(recorder.path(), file("nolog (2) (2).gnat"), 20'000);
    publish(fanout, notes.mid(2000));
    QCOMPARE(finish(recorder), QString());
    QVERIFY(readAll(recorder.path()) == notes);
    QVERIFY(readAll(path) == notes.first(1000));
    QVERIFY(query(recorder.path(), "SELECT text FROM mark").contains("log removed"));
    QCOMPARE(query(path, "PRAGMA integrity_check"), QByteArray("ok"));
}

void TestDiskFaults::waitsForAFolderThatIsMovedAway()
{
    const auto notes = plainNotes(3000);
    Fanout fanout;
    Recorder recorder(fanout);
    QVERIFY(recorder.start(optionsFor(file("stick/a.gnat"))));
    publish(fanout, notes.first(1000));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages, 1000U, 20'000);
    QVERIFY(QDir().rename(file("stick"), file("away")));
    publish(fanout, notes.mid(1000));
    VERIFY_STATE(recorder, RecordingState::Held);
    QVERIFY(!QFile::exists(file("stick")));
    QCOMPARE(recorder.figures().messages, 1000U);
    QVERIFY(QDir().rename(file("away"), file("stick")));
    VERIFY_STATE(recorder, RecordingState::Recording);
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(recorder.path(), file("stick/a.gnat"));
    QVERIFY(readAll(recorder.path()) == notes);
}

void TestDiskFaults::makesAFolderAnewAtTheEnd()
{
    const auto notes = plainNotes(100);
    Fanout fanout;
    Recorder recorder(fanout);
    QVERIFY(recorder.start(optionsFor(file("gone/a.gnat"))));
    publish(fanout, notes);
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages, 100U, 20'000);
    QVERIFY(QDir(file("gone")).removeRecursively());
    QCOMPARE(finish(recorder), QString());
    QVERIFY(readAll(recorder.path()) == notes);
}

void TestDiskFaults::saysWhatIsLostIfStoppedWhileHeld()
{
    const auto notes = largeNotes(50'000);
    Fanout fanout;
    Recorder recorder(fanout);
    const auto path = file("stopped.gnat");
    const FileSizeLimit limit(16 * 1024 * 1024);
    QVERIFY(recorder.start(optionsFor(path)));
    publish(fanout, notes);
    VERIFY_STATE(recorder, RecordingState::Held);
    const auto error = finish(recorder);
    const auto kept = recorder.figures().messages;
    QVERIFY2(error.contains(QStringLiteral("disk")) && error.contains(QStringLiteral("stopped.gnat")) &&
                 error.contains(QString::number(50'000 - kept)),
             qPrintable(error));
    QCOMPARE(query(path, "PRAGMA integrity_check"), QByteArray("ok"));
    QVERIFY(kept >= 5000);
    QVERIFY(readAll(path) == notes.first(static_cast<qsizetype>(kept)));
    // The same recorder can go on elsewhere.
    QVERIFY(recorder.start(optionsFor(file("next.gnat"))));
}

/// It goes on recording: what is written is in the file, if only the power stays on.
void TestDiskFaults::marksOnceThatTheDiskDoesNotKeep()
{
    FailingSync disk;
    const auto path = file("unsynced.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    QVERIFY(recorder.start(optionsFor(path)));
    const auto notes = plainNotes(600);
    publish(fanout, notes.mid(0, 100));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages, 100U, 20'000);
    disk.setFailing(true);
    for (int i = 1; i < 5; ++i) {
        const auto before = disk.failures();
        publish(fanout, notes.mid(100 * i, 100));
        QTRY_VERIFY_WITH_TIMEOUT(disk.failures() > before, 20'000);
    }
    disk.setFailing(false);
    publish(fanout, notes.mid(500));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages, 600U, 20'000);
    VERIFY_STATE(recorder, RecordingState::Recording);
    QCOMPARE(finish(recorder), QString());
    QVERIFY(readAll(path) == notes);
    const auto marks = query(path, "SELECT text FROM mark");
    QVERIFY2(marks.startsWith("disk error for ") && marks.contains("not known; tried "), marks.constData());
    QCOMPARE(marks.count('\n'), 0);
}

/// The message that ends it is in the file when the disk fails: what comes behind it is not taken up then.
void TestDiskFaults::endsWhereItShouldThoughTheDiskFailsThere()
{
    FailingSync disk;
    const auto path = file("last.gnat");
    const auto notes = plainNotes(100);
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    auto options = optionsFor(path);
    options.stopWhen = [&](const MessageView &message) {
        if (message.payload != "payload 50")
            return false;
        // A commit with a sync is due each quarter of a second: this makes it come right behind this message.
        QElapsedTimer timer;
        for (timer.start(); !timer.hasExpired(300);)
            QThread::msleep(1);
        disk.failOnce();
        return true;
    };
    QVERIFY(recorder.start(options));
    publish(fanout, notes);
    QVERIFY(finished.wait(20'000));
    QCOMPARE(disk.failures(), 1);
    QCOMPARE(finished.first().at(2).toString(), QString());
    QVERIFY(readAll(path) == notes.first(51));
}

QTEST_GUILESS_MAIN(TestDiskFaults)
#include "tst_diskfaults.moc"
