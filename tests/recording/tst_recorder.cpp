// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingfixture.h"

#include "base/text.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace gnat;
using namespace gnat::test;

namespace {

QByteArray allBytes()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes.append(static_cast<char>(i));
    return bytes;
}

} // namespace

class TestRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryByte();
    void keepsOrderAndMakesTimeMonotonic();
    void writesThePublishedSchema();
    void showsPeopleReadableViews();
    void internsSubjects();
    void writesDensityBySecond();
    void endsAfterExactlySoManyMessages();
    void takesOnlyItsSources();
    void refusesAnExistingFile();
    void leavesALogThatStandsAlone();
    void createsFolders();
    void notesGapsAndMarks();
    void canBeReadWhileItRecords();
    void leavesOneFile();
    void recordsWhatSeveralThreadsPublish();
    void flushesWhenDestroyed();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QTemporaryDir m_folder;
};

void TestRecorder::keepsEveryByte()
{
    const auto start = qint64{1'700'000'000'000'000'000};
    const QList<Note> notes{
        {"m.all", "_INBOX.1", "NATS/1.0\r\nK: v1\r\nk:v2\r\n\r\n", allBytes(), start},
        {"m.empty", {}, {}, "", start + 1},
        {"m.status", {}, "NATS/1.0 503\r\n\r\n", "", start + 2},
        {QByteArray("m.\xff\xfe"), QByteArray("r.\xff"), "NATS/1.0\r\nB: \xff\r\n\r\n", QByteArray(1, '\0'), start + 3},
        {"m.large", {}, {}, QByteArray(1024 * 1024, 'x') + allBytes(), start + 4, 9},
    };
    QCOMPARE(record(file("bytes.gnat"), notes), QString());
    const auto read = readAll(file("bytes.gnat"));
    QVERIFY(read);
    QCOMPARE(read->size(), notes.size());
    for (qsizetype i = 0; i < notes.size(); ++i)
        QVERIFY2(read->at(i) == notes.at(i), notes.at(i).subject.constData());
}

void TestRecorder::keepsOrderAndMakesTimeMonotonic()
{
    auto notes = plainNotes(1000);
    notes[500].atNs = notes[100].atNs; // the wall clock was set back
    QCOMPARE(record(file("order.gnat"), notes), QString());
    notes[500].atNs = notes[499].atNs;
    QVERIFY(readAll(file("order.gnat")) == notes);
}

void TestRecorder::writesThePublishedSchema()
{
    QCOMPARE(record(file("schema.gnat"), plainNotes(1)), QString());
    const auto path = file("schema.gnat");
    QCOMPARE(query(path, "PRAGMA application_id"), QByteArray::number(0x474E4154));
    QCOMPARE(query(path, "PRAGMA user_version"), QByteArray("1"));
    QCOMPARE(query(path, "PRAGMA page_size"), QByteArray("32768"));
    QCOMPARE(query(path,
                   "SELECT m.type || ' ' || m.name || '(' || group_concat(c.name) || ')' FROM sqlite_schema m "
                   "JOIN pragma_table_info(m.name) c WHERE m.type IN ('table', 'view') GROUP BY m.name ORDER BY 1"),
             QByteArray("table connection(id,name,server,cluster,profile)\n"
                        "table density(at_s,messages,bytes,last_id)\n"
                        "table gap(at_ns,until_ns,reason,count)\n"
                        "table mark(at_ns,kind,text)\n"
                        "table message(id,at_ns,subject,subscription,reply,headers,payload)\n"
                        "table session(id,started_ns,ended_ns,program,time_zone,mono_offset_ns,filter,note)\n"
                        "table subject(id,name)\n"
                        "table subscription(id,connection,pattern,queue)\n"
                        "view messages(id,time,subject,payload_text,size,reply,headers_text,subscription)\n"
                        "view subjects(subject,messages,bytes)"));
    QCOMPARE(query(path, "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'message'"), QByteArray());
    QCOMPARE(query(path, "SELECT program FROM session"), QByteArray("gnatcatcher " GNAT_VERSION));
    QCOMPARE(query(path, "SELECT count(*) FROM session WHERE ended_ns >= started_ns"), QByteArray("1"));
    QCOMPARE(query(path, "SELECT name || ' ' || server FROM connection"), QByteArray("test nats://localhost"));
}

void TestRecorder::showsPeopleReadableViews()
{
    QCOMPARE(record(file("views.gnat"), plainNotes(3, 1'700'000'000'000'000'001)), QString());
    QCOMPARE(query(file("views.gnat"), "SELECT time || ' ' || subject || ' ' || payload_text || ' ' || size || ' ' || "
                                       "subscription FROM messages WHERE id = 2"),
             QByteArray("2023-11-14 22:13:20.001000001Z m.1 payload 1 9 m.>"));
    QCOMPARE(query(file("views.gnat"), "SELECT sum(messages) FROM subjects"), QByteArray("3"));
}

void TestRecorder::internsSubjects()
{
    QCOMPARE(record(file("subjects.gnat"), plainNotes(2500)), QString());
    QCOMPARE(query(file("subjects.gnat"), "SELECT count(*) || ' ' || max(id) FROM subject"), QByteArray("10 10"));
    QCOMPARE(query(file("subjects.gnat"), "SELECT count(*) || ' ' || max(id) FROM message"), QByteArray("2500 2500"));
}

void TestRecorder::writesDensityBySecond()
{
    QCOMPARE(record(file("density.gnat"), plainNotes(25, 1'700'000'000'000'000'000, 100'000'000)), QString());
    QCOMPARE(
        query(file("density.gnat"), "SELECT at_s || ' ' || messages || ' ' || bytes || ' ' || last_id FROM density"),
        QByteArray("1700000000 10 90 10\n1700000001 10 100 20\n1700000002 5 50 25"));
}

void TestRecorder::endsAfterExactlySoManyMessages()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    auto options = optionsFor(file("count.gnat"));
    options.maxMessages = 777;
    QVERIFY(recorder.start(options));
    publish(fanout, plainNotes(3000));
    QVERIFY(finished.wait(10'000));
    QCOMPARE(finished.first().at(2).toString(), QString());
    QVERIFY(!recorder.isRecording());
    QCOMPARE(recorder.figures().messages, 777U);
    QCOMPARE(query(options.path, "SELECT count(*) FROM message"), QByteArray("777"));
}

void TestRecorder::takesOnlyItsSources()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    QVERIFY(recorder.start(optionsFor(file("sources.gnat"))));
    publish(fanout, plainNotes(10), SourceId(99));
    publish(fanout, plainNotes(20), source);
    recorder.addConnection({SourceId(8), QStringLiteral("second"), {}, {}, {}});
    publish(fanout, plainNotes(30), SourceId(8));
    recorder.stop();
    QVERIFY(finished.wait(10'000));
    QCOMPARE(recorder.figures().messages, 50U);
    QCOMPARE(query(recorder.path(), "SELECT name FROM connection ORDER BY id"), QByteArray("test\nsecond"));
}

void TestRecorder::refusesAnExistingFile()
{
    const auto path = file("existing.gnat");
    QCOMPARE(record(path, plainNotes(5)), QString());
    Fanout fanout;
    Recorder recorder(fanout);
    const auto refused = recorder.start(optionsFor(path));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Exists);
    QCOMPARE(readAll(path)->size(), 5);

    QSignalSpy finished(&recorder, &Recorder::finished);
    auto options = optionsFor(path);
    options.overwrite = true;
    QVERIFY(recorder.start(options));
    publish(fanout, plainNotes(2));
    recorder.stop();
    QVERIFY(finished.wait(10'000));
    QCOMPARE(readAll(path)->size(), 2);
}

/// Its recording was moved away: what it holds is nowhere else.
void TestRecorder::leavesALogThatStandsAlone()
{
    QFile log(file("moved.gnat-wal"));
    QVERIFY(log.open(QIODevice::WriteOnly) && log.write("frames") == 6);
    log.close();
    Fanout fanout;
    Recorder recorder(fanout);
    for (const bool overwrite : {false, true}) {
        auto options = optionsFor(file("moved.gnat"));
        options.overwrite = overwrite;
        const auto refused = recorder.start(options);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("moved.gnat-wal") != std::string::npos, refused.error().message.c_str());
        QCOMPARE(log.size(), 6);
        QVERIFY(!QFile::exists(file("moved.gnat")));
    }
    QVERIFY(log.resize(0)); // empty, it is nobody's
    QVERIFY(recorder.start(optionsFor(file("moved.gnat"))));
}

void TestRecorder::createsFolders()
{
    QCOMPARE(record(file("a/b 100%/c?.gnat"), plainNotes(5)), QString());
    QVERIFY(QFileInfo::exists(file("a/b 100%/c?.gnat")));
    QCOMPARE(readAll(file("a/b 100%/c?.gnat"))->size(), 5);
}

void TestRecorder::notesGapsAndMarks()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    auto options = optionsFor(file("gaps.gnat"));
    options.startedNs = 5;
    QVERIFY(recorder.start(options));
    recorder.addGap({10, 20, QStringLiteral("connection lost"), 0});
    recorder.addMark(30, QStringLiteral("note"), QStringLiteral("here"));
    recorder.stop();
    QVERIFY(finished.wait(10'000));
    QCOMPARE(query(recorder.path(), "SELECT at_ns || ' ' || until_ns || ' ' || reason || ' ' || count FROM gap"),
             QByteArray("10 20 connection lost 0"));
    QCOMPARE(query(recorder.path(), "SELECT at_ns || ' ' || kind || ' ' || text FROM mark"),
             QByteArray("30 note here"));
}

void TestRecorder::canBeReadWhileItRecords()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    QVERIFY(recorder.start(optionsFor(file("live.gnat"))));
    publish(fanout, plainNotes(100));
    QTRY_COMPARE(recorder.figures().messages, 100U);
    const auto reader = RecordingReader::open(recorder.path());
    QVERIFY2(reader, reader ? "" : reader.error().message.c_str());
    QCOMPARE(reader.value().messages().value(), 100U);
    QCOMPARE(reader.value().summary().value().endedNs, 0);
    publish(fanout, {{"new.subject", {}, {}, "late", 1'800'000'000'000'000'000}});
    QTRY_COMPARE(recorder.figures().messages, 101U);
    const auto last = reader.value().read(100, 10, source);
    QVERIFY(last);
    QCOMPARE(last.value()->size(), 1U);
    QCOMPARE(last.value()->at(0).subject, std::string_view("new.subject"));
    recorder.stop();
    QVERIFY(finished.wait(10'000));
    QCOMPARE(finished.first().at(2).toString(), QString());
}

void TestRecorder::leavesOneFile()
{
    QCOMPARE(record(file("one.gnat"), plainNotes(5000)), QString());
    QVERIFY(!QFileInfo::exists(file("one.gnat-wal")));
    QVERIFY(!QFileInfo::exists(file("one.gnat-shm")));
    QCOMPARE(query(file("one.gnat"), "PRAGMA journal_mode"), QByteArray("delete"));
    QCOMPARE(query(file("one.gnat"), "PRAGMA integrity_check"), QByteArray("ok"));
}

void TestRecorder::recordsWhatSeveralThreadsPublish()
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    QVERIFY(recorder.start(optionsFor(file("threads.gnat"))));
    {
        std::vector<std::jthread> publishers;
        publishers.reserve(3);
        for (int i = 0; i < 3; ++i)
            publishers.emplace_back([&] { publish(fanout, plainNotes(10'000)); });
    }
    recorder.stop();
    QVERIFY(finished.wait(30'000));
    QCOMPARE(finished.first().at(2).toString(), QString());
    const auto figures = recorder.figures();
    QCOMPARE(figures.messages + figures.dropped, 30'000U);
    QCOMPARE(query(recorder.path(), "SELECT count(*) FROM message"), QByteArray::number(figures.messages));
}

void TestRecorder::flushesWhenDestroyed()
{
    Fanout fanout;
    {
        Recorder recorder(fanout);
        QVERIFY(recorder.start(optionsFor(file("destroyed.gnat"))));
        publish(fanout, plainNotes(1234));
    }
    QCOMPARE(query(file("destroyed.gnat"), "SELECT count(*) FROM message"), QByteArray("1234"));
    QCOMPARE(query(file("destroyed.gnat"), "SELECT count(ended_ns) FROM session"), QByteArray("1"));
}

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
