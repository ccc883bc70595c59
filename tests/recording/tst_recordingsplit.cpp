// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filesizelimit.h"
#include "seriesfixture.h"
#include "smalldisk.h"

#include "base/text.h"
#include "recording/salvage.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace gnat;
using namespace gnat::test;

/// A recording in several files: nothing is lost or there twice between two of them, and what goes is stated.
class TestRecordingSplit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsByCount();
    void splitsByTime();
    void splitsBySize();
    void splitsBySizeWithManySubjects();
    void endsWithoutAnEmptyFile();
    void countsItsLimitOverAllFiles();
    void stopsAtTheMessageThatBeginsAFile();
    void statesMarksAndGapsWhereTheyBelong();
    void statesAMarkWhereItBelongsWhileMessagesWait();
    void tellsLaterFilesOfNewConnections();
    void goesOnAfterAFullDisk();
    void waitsForRoomForTheNextFile();
    void goesOnWhenAFileIsDeleted();
    void refusesWhatStandsInTheWay();
    void refusesLimitsThatContradict();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QString part(const char *name, quint32 number) const { return recordingPartPath(file(name), number); }
    QTemporaryDir m_folder;
};

namespace {

constexpr qint64 second = 1'000'000'000;
constexpr qint64 begin = 1'700'000'000 * second;

} // namespace

void TestRecordingSplit::splitsByCount()
{
    const auto notes = plainNotes(5000);
    const auto path = file("count.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.messages = 333; // batches have 100
    QVERIFY(recorder.start(options));
    QCOMPARE(recorder.path(), part("count.gnat", 1));
    publish(fanout, notes);
    QCOMPARE(finish(recorder), QString());
    QVERIFY(!QFile::exists(path));
    QCOMPARE(recordingPartPaths(path).size(), 16);
    QCOMPARE(QFileInfo(recorder.path()).fileName(), QStringLiteral("count_00016.gnat"));
    VERIFY_SERIES(path, notes);
    QCOMPARE(readAll(part("count.gnat", 2))->size(), 333);
    QCOMPARE(recorder.figures().messages, 5000U);
    QCOMPARE(recorder.figures().parts.number, 16U);
    QCOMPARE(query(part("count.gnat", 16), "SELECT count(DISTINCT series_started_ns) || series FROM part"),
             QByteArray("1count"));
    QCOMPARE(query(part("count.gnat", 9), "SELECT name FROM connection"), QByteArray("test"));
    QCOMPARE(query(part("count.gnat", 9), "SELECT sum(messages) FROM density"), QByteArray("333"));
}

void TestRecordingSplit::splitsByTime()
{
    auto notes = plainNotes(300, begin, second / 10) + plainNotes(1, begin + 100 * second) +
                 plainNotes(50, begin + 99 * second); // the clock was set back
    const auto path = file("time.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.ms = 10'000;
    QVERIFY(recorder.start(options));
    publish(fanout, notes);
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(recordingPartPaths(path).size(), 4);
    for (quint32 number = 1; number <= 3; ++number)
        QCOMPARE(readAll(part("time.gnat", number))->size(), 100);
    for (qsizetype i = 301; i < notes.size(); ++i)
        notes[i].atNs = notes[300].atNs; // no file goes back
    VERIFY_SERIES(path, notes);
}

void TestRecordingSplit::splitsBySize()
{
    const auto notes = largeNotes(20'000);
    const auto path = file("size.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.fileBytes = 3'000'000;
    QVERIFY(recorder.start(options));
    publish(fanout, notes, source, 37);
    QCOMPARE(finish(recorder), QString());
    const auto paths = recordingPartPaths(path);
    QVERIFY2(paths.size() >= 7 && paths.size() <= 10, qPrintable(QString::number(paths.size())));
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const auto bytes = QFileInfo(paths[i]).size();
        QVERIFY2(bytes <= 3'000'000 && (bytes > 2'500'000 || i + 1 == paths.size()),
                 qPrintable(QString::number(bytes)));
    }
    VERIFY_SERIES(path, notes);
}

/// Each message is the first of its subject, as with inboxes: their names take most of the file.
void TestRecordingSplit::splitsBySizeWithManySubjects()
{
    auto notes = plainNotes(60'000);
    std::mt19937_64 random(5);
    for (auto &note : notes)
        note.subject = "_INBOX." + QByteArray::number(quint64(random()), 36) +
                       QByteArray::number(quint64(random()), 36) + QByteArray::number(quint64(random()), 36) +
                       QByteArray::number(quint64(random()), 36);
    const auto path = file("subjects.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.fileBytes = 2'000'000;
    QVERIFY(recorder.start(options));
    publish(fanout, notes);
    QCOMPARE(finish(recorder), QString());
    const auto paths = recordingPartPaths(path);
    QVERIFY2(paths.size() >= 4, qPrintable(QString::number(paths.size())));
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const auto bytes = QFileInfo(paths[i]).size();
        QVERIFY2(bytes <= 2'000'000 && (bytes > 1'500'000 || i + 1 == paths.size()),
                 qPrintable(QString::number(bytes)));
    }
    VERIFY_SERIES(path, notes);
}

void TestRecordingSplit::endsWithoutAnEmptyFile()
{
    const auto path = file("even.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.messages = 500;
    QVERIFY(recorder.start(options));
    publish(fanout, plainNotes(1000));
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(recordingPartPaths(path).size(), 2);
    QVERIFY(salvageRecording(part("even.gnat", 2), file("saved.gnat")));
    const auto saved = RecordingReader::open(file("saved.gnat")).value().summary();
    QVERIFY(saved && saved.value().part);
    QCOMPARE(saved.value().part->number, 2U);
    QCOMPARE(saved.value().part->messagesBefore, 500U);
}

void TestRecordingSplit::countsItsLimitOverAllFiles()
{
    const auto notes = plainNotes(5000);
    const auto path = file("limit.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    auto options = optionsFor(path);
    options.split.messages = 1000;
    options.maxMessages = 2345;
    QVERIFY(recorder.start(options));
    publish(fanout, notes);
    QVERIFY(finished.wait(20'000));
    VERIFY_SERIES(path, notes.first(2345));
}

void TestRecordingSplit::stopsAtTheMessageThatBeginsAFile()
{
    const auto notes = plainNotes(3000);
    const auto path = file("stop.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    auto options = optionsFor(path);
    options.split.messages = 1000;
    options.stopWhen = [](const MessageView &message) {
        return message.payload == "payload 2000";
    };
    QVERIFY(recorder.start(options));
    publish(fanout, notes);
    QVERIFY(finished.wait(20'000));
    VERIFY_SERIES(path, notes.first(2001));
}

void TestRecordingSplit::statesMarksAndGapsWhereTheyBelong()
{
    const auto path = file("gaps.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.startedNs = begin;
    options.split.ms = 10'000;
    QVERIFY(recorder.start(options));
    publish(fanout, plainNotes(20, begin, second));
    QTRY_COMPARE(recorder.figures().messages, 20U); // two files, the second begins at 10 s
    recorder.addMark(begin + 15 * second, QStringLiteral("mark"), QStringLiteral("second"));
    recorder.addMark(begin + 25 * second, QStringLiteral("mark"), QStringLiteral("third"));
    recorder.addGap({begin + 5 * second, begin + 16 * second, QStringLiteral("connection lost"), 7});
    recorder.addGap({begin + 17 * second, begin + 18 * second, QStringLiteral("connection lost"), 3});
    publish(fanout, plainNotes(10, begin + 20 * second, second));
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(recordingPartPaths(path).size(), 3);
    const QByteArray gaps = "SELECT count FROM gap ORDER BY at_ns";
    const QByteArray marks = "SELECT text FROM mark";
    QCOMPARE(query(part("gaps.gnat", 1), gaps), QByteArray("0")); // its number stands in the file where it ended
    QCOMPARE(query(part("gaps.gnat", 1), "SELECT (at_ns / 1000000000) || ' ' || (until_ns / 1000000000) FROM gap"),
             QByteArray("1700000005 1700000016"));
    QCOMPARE(query(part("gaps.gnat", 2), gaps), QByteArray("7\n3"));
    QCOMPARE(query(part("gaps.gnat", 3), gaps), QByteArray());
    QCOMPARE(query(part("gaps.gnat", 1), marks), QByteArray());
    QCOMPARE(query(part("gaps.gnat", 2), marks), QByteArray("second"));
    QCOMPARE(query(part("gaps.gnat", 3), marks), QByteArray("third"));
}

void TestRecordingSplit::statesAMarkWhereItBelongsWhileMessagesWait()
{
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(file("ahead.gnat"));
    options.startedNs = begin;
    options.split.messages = 20'000;
    QVERIFY(recorder.start(options));
    publish(fanout, plainNotes(100'000, begin)); // far more than is written by the next line
    recorder.addMark(begin + 90 * second, QStringLiteral("mark"), QStringLiteral("fifth"));
    QCOMPARE(finish(recorder), QString());
    for (int number = 1; number <= 5; ++number)
        QCOMPARE(query(part("ahead.gnat", number), "SELECT text FROM mark"), QByteArray(number == 5 ? "fifth" : ""));
}

void TestRecordingSplit::tellsLaterFilesOfNewConnections()
{
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(file("facts.gnat"));
    options.split.messages = 10;
    options.note = QStringLiteral("of all");
    QVERIFY(recorder.start(options));
    recorder.addConnection({SourceId(9), QStringLiteral("late"), {}, {}, {}});
    recorder.addSubscription({SubscriptionId(5), SourceId(9), "late.>", {}});
    publish(fanout, plainNotes(10));
    publish(fanout, plainNotes(5), SourceId(9));
    QCOMPARE(finish(recorder), QString());
    const auto path = part("facts.gnat", 2);
    QCOMPARE(readAll(path)->size(), 5);
    QCOMPARE(query(path, "SELECT name FROM connection ORDER BY id"), QByteArray("test\nlate"));
    QCOMPARE(query(path, "SELECT CAST(pattern AS TEXT) FROM subscription ORDER BY id"), QByteArray("m.>\nlate.>"));
    QCOMPARE(query(path, "SELECT note FROM session"), QByteArray("of all"));
}

void TestRecordingSplit::goesOnAfterAFullDisk()
{
    const auto notes = largeNotes(30'000);
    const auto path = file("disk.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.fileBytes = 8'000'000;
    {
        const FileSizeLimit limit(4 * 1024 * 1024); // within the first file
        QVERIFY(recorder.start(options));
        publish(fanout, notes);
        QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().state, RecordingState::Held, 20'000);
    }
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages, 30'000U, 20'000);
    QCOMPARE(recorder.figures().state, RecordingState::Recording);
    QCOMPARE(finish(recorder), QString());
    QVERIFY(recordingPartPaths(path).size() >= 4);
    VERIFY_SERIES(path, notes);
}

void TestRecordingSplit::waitsForRoomForTheNextFile()
{
    const SmallDisk disk("20");
    if (!disk.isMounted())
        QSKIP("This user may not mount a file system.");
    const auto notes = plainNotes(1500);
    const auto path = disk.file("room.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.messages = 500;
    QVERIFY(recorder.start(options));
    publish(fanout, notes.first(500));
    QTRY_COMPARE(recorder.figures().messages, 500U);
    QVERIFY(disk.fillUp(100'000));
    publish(fanout, notes.mid(500));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().state, RecordingState::Held, 20'000);
    QTRY_COMPARE(recorder.figures().waiting, 1000U);
    QVERIFY(!QFile::exists(recordingPartPath(path, 2))); // what was begun of it is gone
    QVERIFY(disk.makeRoom());
    QTRY_COMPARE_WITH_TIMEOUT(recorder.figures().messages, 1500U, 20'000);
    QCOMPARE(finish(recorder), QString());
    QCOMPARE(recordingPartPaths(path).size(), 3);
    VERIFY_SERIES(path, notes);
    QByteArray marks; // in the file that was written when there was room again
    for (const quint32 number : {2U, 3U})
        marks += query(recordingPartPath(path, number), "SELECT text FROM mark");
    QCOMPARE(marks.count("nothing was lost"), 1);
}

void TestRecordingSplit::goesOnWhenAFileIsDeleted()
{
    const auto path = file("gone.gnat");
    Fanout fanout;
    Recorder recorder(fanout);
    auto options = optionsFor(path);
    options.split.messages = 1000;
    QVERIFY(recorder.start(options));
    const auto notes = plainNotes(2500);
    publish(fanout, notes.first(1500));
    QTRY_COMPARE(recorder.figures().messages, 1500U);
    QVERIFY(QFile::remove(part("gone.gnat", 2)));
    publish(fanout, notes.mid(1500));
    QCOMPARE(finish(recorder), QString());
    const auto anew = file("gone_00002 (2).gnat");
    QVERIFY(readAll(anew) == notes.mid(1000, 1000));
    QCOMPARE(query(anew, "SELECT number FROM part"), QByteArray("2"));
    QVERIFY(readAll(part("gone.gnat", 3)) == notes.mid(2000));
    QCOMPARE(query(part("gone.gnat", 3), "SELECT previous FROM part"), QByteArray("gone_00002 (2).gnat"));
}

void TestRecordingSplit::refusesWhatStandsInTheWay()
{
    QCOMPARE(record(file("there_x.gnat"), plainNotes(5)), QString());
    QCOMPARE(record(file("there_20260101.gnat"), plainNotes(5)), QString());
    Fanout fanout;
    auto options = optionsFor(file("there.gnat"));
    options.split.messages = 10;
    Recorder first(fanout);
    QVERIFY(first.start(options)); // a name that only looks like a part's does not stand in the way
    publish(fanout, plainNotes(25));
    QCOMPARE(finish(first), QString());
    QVERIFY(QFile::exists(part("there.gnat", 3)));

    Recorder recorder(fanout);
    const auto refused = recorder.start(options);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Exists);
    QVERIFY2(errorText(refused.error()).contains(QStringLiteral("there_00001.gnat")),
             qPrintable(errorText(refused.error())));
    options.overwrite = true;
    QVERIFY(recorder.start(options));
    QCOMPARE(finish(recorder), QString());
    QVERIFY(!QFile::exists(part("there.gnat", 3))); // or two series would look like one
    QVERIFY(QFile::exists(file("there_20260101.gnat")));
    QVERIFY(QFile::exists(file("there_x.gnat")));
}

void TestRecordingSplit::refusesLimitsThatContradict()
{
    QVERIFY(checkSplit({}));
    QVERIFY(checkSplit({.messages = 1}));
    QVERIFY(checkSplit({.totalBytes = 4'000'000}));
    QVERIFY(!checkSplit({.keepFiles = 5}));
    QVERIFY(!checkSplit({.messages = 5, .keepFiles = 1}));
    QVERIFY(!checkSplit({.fileBytes = 999'999}));
    QVERIFY(!checkSplit({.totalBytes = 3'999'999}));
    QVERIFY(!checkSplit({.fileBytes = 2'000'000, .totalBytes = 3'000'000}));
    QVERIFY(checkSplit({.fileBytes = 2'000'000, .totalBytes = 4'000'000}));
}

QTEST_GUILESS_MAIN(TestRecordingSplit)
#include "tst_recordingsplit.moc"
