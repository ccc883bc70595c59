// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingfixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

class TestRecordingFailure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatAFolderCannotBeMade();
    void saysThatThePathIsNoFile();
    void countsWhatDidNotFitInItsQueue();

private:
    QTemporaryDir m_folder;
};

void TestRecordingFailure::saysThatAFolderCannotBeMade()
{
    QFile blocker(m_folder.filePath(QStringLiteral("blocker")));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    Fanout fanout;
    Recorder recorder(fanout);
    for (const auto &path : {blocker.fileName() + QStringLiteral("/x.gnat"), QStringLiteral("/proc/x/y.gnat"),
                             QStringLiteral("/sys/x.gnat")}) {
        const auto started = recorder.start(optionsFor(path));
        QVERIFY2(!started, qPrintable(path));
        QCOMPARE(started.error().kind, ErrorKind::NotPermitted);
        QVERIFY2(started.error().message.find("cannot be") != std::string::npos, started.error().message.c_str());
        QVERIFY(!recorder.isRecording());
    }
}

void TestRecordingFailure::saysThatThePathIsNoFile()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QCOMPARE(recorder.start(optionsFor(m_folder.path())).error().kind, ErrorKind::InvalidInput);
    QCOMPARE(recorder.start(optionsFor(QString())).error().kind, ErrorKind::InvalidInput);
}

void TestRecordingFailure::countsWhatDidNotFitInItsQueue()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    QVERIFY(recorder.start(optionsFor(m_folder.filePath(QStringLiteral("drops.gnat")))));
    // 1 MB messages come far faster than a disk takes them; the queue holds 256 MB.
    auto notes = plainNotes(50);
    for (auto &note : notes)
        note.payload.fill('x', 1'000'000);
    quint64 offered = 0;
    while (offered < 3000 && recorder.figures().dropped == 0) {
        publish(fanout, notes, source, 10);
        offered += 50;
    }
    QVERIFY2(recorder.figures().dropped > 0, "the queue never filled");
    recorder.stop();
    QVERIFY(finished.wait(60'000));
    QCOMPARE(finished.first().at(2).toString(), QString());
    const auto figures = recorder.figures();
    QCOMPARE(figures.messages + figures.dropped, offered);
    QCOMPARE(query(recorder.path(), "SELECT sum(count) FROM gap"), QByteArray::number(figures.dropped));
    QCOMPARE(query(recorder.path(), "SELECT DISTINCT reason FROM gap"), QByteArray("recorder too slow"));
}

QTEST_GUILESS_MAIN(TestRecordingFailure)
#include "tst_recordingfailure.moc"
