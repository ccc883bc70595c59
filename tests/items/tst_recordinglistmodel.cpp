// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../recording/recordingfixture.h"
#include "items/recordinglistmodel.h"
#include "items/roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace gnat;

class TestRecordingListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsRecordings();
    void followsTheFolder();
    void seesAFolderThatComesLater();
    void keepsTheFilesOfASplitRecordingInOrder();
    void thousandsOfFilesComeAndGoAtOnce();
    void saysWhyAFileIsNotReadable();
    void ignoresLateAnswers();
};

void TestRecordingListModel::listsRecordings()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("2026-03-01 demo.gnat"));
    QCOMPARE(test::record(path, test::plainNotes(5000)), QString()); // a millisecond apart: five seconds
    RecordingListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFolder(folder.path());
    QCOMPARE(model.rowCount(), 1); // at once; its figures follow
    QTRY_VERIFY(!model.isReading());
    const auto cell = [&model](int column) {
        return model.index(0, column).data().toString();
    };
    QCOMPARE(cell(RecordingListModel::Name), QStringLiteral("2026-03-01 demo"));
    QCOMPARE(cell(RecordingListModel::Duration), QStringLiteral("0:04"));
    QCOMPARE(cell(RecordingListModel::Messages), QLocale().toString(5000));
    QCOMPARE(cell(RecordingListModel::Density), QStringLiteral("1k/s"));
    QVERIFY(cell(RecordingListModel::Size).endsWith(QStringLiteral("kB")));
    QCOMPARE(model.summary(model.index(0, 0))->messages, 5000U);
    QCOMPARE(model.path(model.indexOf(path)), path);
    const auto line = model.index(0, RecordingListModel::Density).data(SparklineRole).value<QList<float>>();
    QVERIFY(line.size() >= 5 && line.size() <= 6);
    QCOMPARE(qRound(std::accumulate(line.begin(), line.end(), 0.0F)), 5000);
}

void TestRecordingListModel::followsTheFolder()
{
    const QTemporaryDir folder;
    RecordingListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFolder(folder.path());
    QCOMPARE(model.rowCount(), 0);
    const auto first = folder.filePath(QStringLiteral("a.gnat"));
    QCOMPARE(test::record(first, test::plainNotes(10)), QString());
    QTRY_COMPARE(model.rowCount(), 1);
    QTRY_VERIFY(model.summary(model.index(0, 0)) && model.summary(model.index(0, 0))->messages == 10);
    const auto second = folder.filePath(QStringLiteral("b.gnat"));
    QCOMPARE(test::record(second, test::plainNotes(20)), QString());
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.indexOf(second).row(), 0); // newest first
    QVERIFY(QFile::remove(first));
    QTRY_COMPARE(model.rowCount(), 1);
    QVERIFY(!model.indexOf(first).isValid());
    model.setFolder(folder.filePath(QStringLiteral("not there")));
    QCOMPARE(model.rowCount(), 0);
}

/// As the first recording makes it, and again after it was removed.
void TestRecordingListModel::seesAFolderThatComesLater()
{
    const QTemporaryDir home;
    const auto folder = home.filePath(QStringLiteral("Documents/Gnatcatcher"));
    RecordingListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFolder(folder);
    for (const auto *name : {"a.gnat", "b.gnat"}) {
        QCOMPARE(model.rowCount(), 0);
        const auto path = folder + u'/' + QLatin1String(name);
        QVERIFY(QDir().mkpath(folder));
        QCOMPARE(test::record(path, test::plainNotes(10)), QString());
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.path(model.index(0, 0)), path);
        QTRY_VERIFY(!model.isReading());
        QVERIFY(QDir(home.filePath(QStringLiteral("Documents"))).removeRecursively());
        QTRY_COMPARE(model.rowCount(), 0);
    }
}

/// Their times say little: the end of one and the begin of the next are written in any order.
void TestRecordingListModel::keepsTheFilesOfASplitRecordingInOrder()
{
    const QTemporaryDir folder;
    const auto now = QDateTime::currentDateTime();
    const auto write = [&](const char *name, int seconds) {
        QFile file(folder.filePath(QLatin1String(name) + QStringLiteral(".gnat")));
        return file.open(QIODevice::WriteOnly) && file.write("no recording") > 0 && file.flush() &&
               file.setFileTime(now.addSecs(seconds), QFileDevice::FileModificationTime);
    };
    RecordingListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto names = [&model] {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.index(row, RecordingListModel::Name).data().toString();
        return all.join(u' ');
    };
    QVERIFY(write("old", 0) && write("s_00001", 12) && write("s_00003", 10) && write("between", 11));
    model.setFolder(folder.path());
    QCOMPARE(names(), QStringLiteral("s_00003 s_00001 between old"));
    QVERIFY(write("s_00002", 30) && write("s_00004", 9) && write("s_00000", 40) && write("new", 20) && write("t", 10));
    model.refresh();
    QCOMPARE(names(), QStringLiteral("new s_00004 s_00003 s_00002 s_00001 s_00000 between t old"));
    QVERIFY(write("s_00005", 1) && write("newer", 50) && write("first", -1));
    model.refresh();
    QCOMPARE(names(), QStringLiteral("newer new s_00005 s_00004 s_00003 s_00002 s_00001 s_00000 between t old first"));
}

/// The parts of a split recording: row by row, views would work for each of them.
void TestRecordingListModel::thousandsOfFilesComeAndGoAtOnce()
{
    const QTemporaryDir folder;
    const auto now = QDateTime::currentDateTime();
    const auto part = [&](int number) {
        return folder.filePath(QStringLiteral("part_%1.gnat").arg(number, 5, 10, QLatin1Char('0')));
    };
    const auto write = [&](int number) {
        QFile file(part(number));
        return file.open(QIODevice::WriteOnly) && file.write("no recording") > 0 && file.flush() &&
               file.setFileTime(now.addSecs(number), QFileDevice::FileModificationTime);
    };
    for (int number = 0; number < 3000; ++number)
        QVERIFY(number == 1500 || write(number));
    RecordingListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setFolder(folder.path());
    QCOMPARE(model.rowCount(), 2999);
    QCOMPARE(inserted.size(), 1);
    inserted.clear();
    QVERIFY(write(1500) && write(3000) && write(3001));
    model.refresh();
    QCOMPARE(inserted.size(), 2); // the newest two, and the one between
    for (const int row : {0, 1, 1500, 1501, 1502, 3001})
        QCOMPARE(model.indexOf(part(3001 - row)).row(), row);
    for (int number = 0; number < 3000; ++number)
        QVERIFY(number == 1500 || QFile::remove(part(number)));
    model.refresh();
    QCOMPARE(removed.size(), 2); // those on both sides of the one that is left
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.indexOf(part(1500)).row(), 2);
}

void TestRecordingListModel::saysWhyAFileIsNotReadable()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("letter.gnat")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Dear all, this is no recording. It only has the name of one.");
    file.close();
    RecordingListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFolder(folder.path());
    QTRY_VERIFY(!model.isReading());
    const auto index = model.index(0, RecordingListModel::Messages);
    QVERIFY(!model.problem(index).isEmpty());
    QVERIFY(!model.summary(index));
    QCOMPARE(index.data().toString(), QStringLiteral("–"));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(model.problem(index)));
}

void TestRecordingListModel::ignoresLateAnswers()
{
    const QTemporaryDir folder;
    const QTemporaryDir other;
    QCOMPARE(test::record(folder.filePath(QStringLiteral("a.gnat")), test::plainNotes(10)), QString());
    RecordingListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFolder(folder.path());
    model.setFolder(other.path()); // while the first is read
    QVERIFY(!model.isReading());
    QSignalSpy finished(&model, &RecordingListModel::readingFinished);
    model.setFolder(folder.path());
    QVERIFY(finished.wait());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(finished.size(), 1);
}

QTEST_GUILESS_MAIN(TestRecordingListModel)
#include "tst_recordinglistmodel.moc"
