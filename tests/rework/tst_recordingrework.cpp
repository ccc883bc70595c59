// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "codecs/payloadcodec.h"
#include "recording/recordingbuilder.h"
#include "recording/recordingfixture.h"
#include "recording/recordingreader.h"
#include "rework/recordingcut.h"
#include "rework/recordingexport.h"
#include "rework/recordingfilter.h"
#include "rework/recordingimport.h"
#include "rework/recordingmask.h"
#include "rework/recordingmerge.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr qint64 start = 1'700'000'000'000'000'000;

} // namespace

/// Recordings made of recordings: parts, and several as one.
class TestRecordingRework : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsATime();
    void cutsACountThatPassesAFilter();
    void keepsFactsGapsAndMarksOfTheTime();
    void saysWhereARecordingWithoutEndBreaksOff();
    void mergesByTime();
    void givesTakenNumbersAnew();
    void beginsAnImportWithItsFirstMessage();
    void leavesNothingBehindWhenCancelled();
    void writesOverNothingUnasked();
    void keepsWhatItCannotReplace();
    void leavesFilesAloneThatItDidNotMake();
    void refusesToReplaceWhatItReads();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QString recorded(const char *name, const QList<Note> &notes)
    {
        QFile::remove(path(name));
        return record(path(name), notes).isEmpty() ? path(name) : QString();
    }

    QTemporaryDir m_folder;
};

void TestRecordingRework::cutsATime()
{
    const auto notes = plainNotes(5'000);
    const auto source = recorded("cut.gnat", notes);
    CutRequest request{source, path("part.gnat")};
    request.fromNs = start + 1'000 * ms;
    request.untilNs = start + 4'000 * ms;
    const auto cut = cutRecording(request, {});
    QVERIFY2(cut, cut ? "" : cut.error().message.c_str());
    QCOMPARE(cut.value().messages, quint64(3'000));
    QCOMPARE(readAll(request.path).value_or(QList<Note>()), notes.mid(1'000, 3'000));
    QCOMPARE(query(request.path, "PRAGMA integrity_check"), QByteArray("ok"));
    QCOMPARE(query(request.path, "SELECT sum(messages) FROM density"), QByteArray("3000"));
    QCOMPARE(query(request.path, "SELECT count(*) FROM subject"), QByteArray("10"));
}

void TestRecordingRework::cutsACountThatPassesAFilter()
{
    const auto source = recorded("filter.gnat", plainNotes(1'000));
    CutRequest request{source, path("filtered.gnat"), true};
    request.wanted = [](const MessageView &message) {
        return message.subject == "m.3";
    };
    request.filter = QStringLiteral("m.3");
    request.maxMessages = 20;
    const auto cut = cutRecording(request, {});
    QVERIFY(cut);
    QCOMPARE(cut.value().messages, quint64(20));
    const auto kept = readAll(request.path).value_or(QList<Note>());
    QCOMPARE(kept.size(), 20);
    QCOMPARE(kept.last().payload, QByteArray("payload 193"));
    QCOMPARE(query(request.path, "SELECT filter FROM session"), QByteArray("m.3"));
}

void TestRecordingRework::keepsFactsGapsAndMarksOfTheTime()
{
    const auto source = recorded("facts.gnat", plainNotes(1'000));
    const auto at = QByteArray::number(start + 100 * ms);
    const auto late = QByteArray::number(start + 900 * ms);
    QVERIFY(
        execute(source, "INSERT INTO gap VALUES (" + at + "," + at + ",'slow',3),(" + late + "," + late + ",'x',1)"));
    QVERIFY(execute(source, "INSERT INTO mark VALUES (" + at + ",'user','here'),(" + late + ",'user','there')"));
    CutRequest request{source, path("facts-part.gnat")};
    request.untilNs = start + 500 * ms;
    QVERIFY(cutRecording(request, {}));
    QCOMPARE(query(request.path, "SELECT reason FROM gap"), QByteArray("slow"));
    QCOMPARE(query(request.path, "SELECT text FROM mark"), QByteArray("here"));
    QCOMPARE(query(request.path, "SELECT name || ' ' || server FROM connection"), QByteArray("test nats://localhost"));
    QCOMPARE(query(request.path, "SELECT pattern FROM subscription"), QByteArray("m.>"));
    QCOMPARE(query(request.path, "SELECT DISTINCT subscription FROM message"), QByteArray("1"));
    QCOMPARE(query(request.path, "SELECT note FROM session"), QByteArray("Cut from facts.gnat."));
}

void TestRecordingRework::saysWhereARecordingWithoutEndBreaksOff()
{
    const auto open = recorded("open.gnat", plainNotes(100));
    QVERIFY(execute(open, "UPDATE session SET ended_ns = NULL"));
    const QByteArray openEnd(
        "SELECT count(*) FROM gap WHERE reason = 'not closed' AND count = 0 AND at_ns = until_ns AND "
        "at_ns = (SELECT max(at_ns) FROM message)");
    const CutRequest cut{open, path("open-part.gnat")};
    QVERIFY(cutRecording(cut, {}));
    QCOMPARE(query(cut.path, openEnd), QByteArray("1"));
    CutRequest before{open, path("open-before.gnat")};
    before.untilNs = start + 50 * ms;
    QVERIFY(cutRecording(before, {})); // what is behind may break off as it likes
    QCOMPARE(query(before.path, "SELECT count(*) FROM gap"), QByteArray("0"));
    MaskRules rules;
    rules.withoutPayloads = true;
    const MergeRequest merge{{open, recorded("closed.gnat", plainNotes(100))}, path("open-all.gnat")};
    QVERIFY(mergeRecordings(merge, {}));
    QCOMPARE(query(merge.path, "SELECT count(*) FROM gap"), QByteArray("0"));
    QCOMPARE(
        query(merge.path, "SELECT text FROM mark WHERE kind = 'break' AND at_ns = (SELECT max(at_ns) FROM message)"),
        QByteArray("open.gnat breaks off here: it was cut off, or is still recorded"));
    const MaskRequest mask{open, path("open-masked.gnat"), false, rules};
    QVERIFY(maskRecording(mask, {}));
    QCOMPARE(query(mask.path, openEnd), QByteArray("1"));
}

void TestRecordingRework::mergesByTime()
{
    const auto even = plainNotes(3'000, start, 2 * ms);
    const auto odd = plainNotes(3'000, start + ms, 2 * ms);
    const auto later = plainNotes(10, start + 60'000 * ms);
    const MergeRequest request{{recorded("even.gnat", even), recorded("odd.gnat", odd), recorded("later.gnat", later)},
                               path("all.gnat")};
    const auto merged = mergeRecordings(request, {});
    QVERIFY2(merged, merged ? "" : merged.error().message.c_str());
    QCOMPARE(merged.value().messages, quint64(6'010));
    const auto all = readAll(request.path).value_or(QList<Note>());
    QCOMPARE(all.size(), 6'010);
    for (int i = 0; i < 6'000; ++i) {
        const auto &expected = (i % 2 ? odd : even).at(i / 2);
        QCOMPARE(all.at(i).atNs, expected.atNs);
        QCOMPARE(all.at(i).payload, expected.payload);
        QCOMPARE(all.at(i).subscription, i % 2 ? 2U : 1U);
    }
    QCOMPARE(all.last().payload, QByteArray("payload 9"));
    QCOMPARE(query(request.path, "PRAGMA integrity_check"), QByteArray("ok"));
}

void TestRecordingRework::givesTakenNumbersAnew()
{
    const auto first = recorded("one.gnat", plainNotes(10));
    const auto second = recorded("two.gnat", plainNotes(10));
    QVERIFY(execute(second, "UPDATE connection SET name = 'other'"));
    QVERIFY(mergeRecordings({{first, second}, path("both.gnat")}, {}));
    QCOMPARE(query(path("both.gnat"), "SELECT connection.name || subscription.id FROM subscription JOIN connection ON "
                                      "connection.id = subscription.connection ORDER BY subscription.id"),
             QByteArray("test1\nother2"));
    QCOMPARE(query(path("both.gnat"), "SELECT subscription || ':' || count(*) FROM message GROUP BY subscription"),
             QByteArray("1:10\n2:10"));
    const auto both = RecordingReader::open(path("both.gnat"));
    QVERIFY(both);
    for (const auto &connection : {QStringLiteral("@test"), QStringLiteral("@other")}) {
        const auto filter = recordingFilter(connection, both.value(), {});
        QVERIFY(filter);
        int passed = 0;
        const auto count = [&](const MessageView &message, quint64) {
            passed += filter.value().accepts(message) ? 1 : 0;
            return true;
        };
        QVERIFY(both.value().visit(count));
        QCOMPARE(passed, 10);
    }
    const auto unknown = recordingFilter(QStringLiteral("@nowhere"), both.value(), {});
    QVERIFY(!unknown);
    QCOMPARE(errorText(unknown.error()), QStringLiteral("there is no connection nowhere"));
}

void TestRecordingRework::beginsAnImportWithItsFirstMessage()
{
    QFile lines(path("old.ndjson"));
    QVERIFY(lines.open(QIODevice::WriteOnly));
    lines.write(R"({"at_ns":1700000000000000007,"subject":"a","payload":""})"
                "\n"
                R"({"at_ns":1700000001000000000,"subject":"b","payload":""})");
    lines.close();
    QVERIFY(importRecording({lines.fileName(), path("old.gnat")}, {}));
    QCOMPARE(query(path("old.gnat"), "SELECT started_ns || ' ' || ended_ns FROM session"),
             QByteArray("1700000000000000007 1700000001000000000"));
}

void TestRecordingRework::leavesNothingBehindWhenCancelled()
{
    const auto source = recorded("long.gnat", plainNotes(5'000));
    std::stop_source stop;
    stop.request_stop();
    const auto cut = cutRecording({source, path("never.gnat")}, {stop.get_token(), {}});
    QVERIFY(!cut);
    QCOMPARE(cut.error().kind, ErrorKind::Cancelled);
    QVERIFY(QDir(m_folder.path()).entryList({QStringLiteral("never*")}).isEmpty());
}

void TestRecordingRework::writesOverNothingUnasked()
{
    const auto source = recorded("mine.gnat", plainNotes(10));
    const auto there = recorded("there.gnat", plainNotes(20));
    const auto refused = cutRecording({source, there}, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Exists);
    QCOMPARE(readAll(there)->size(), 20);
    QVERIFY(cutRecording({source, there, true}, {}));
    QCOMPARE(readAll(there)->size(), 10);
}

void TestRecordingRework::keepsWhatItCannotReplace()
{
    const auto notes = plainNotes(10);
    const auto old = recorded("kept.gnat", notes);
    auto options = optionsFor(old);
    options.overwrite = true;
    auto builder = RecordingBuilder::create(options);
    QVERIFY(builder);
    const auto part = old + QStringLiteral(".part");
    QVERIFY(QFile::rename(part, path("elsewhere")));
    const auto done = builder.value().finish(start);
    QVERIFY(!done);
    QVERIFY2(errorText(done.error()).contains(part), done.error().message.c_str());
    QVERIFY(readAll(old) == notes);
}

void TestRecordingRework::leavesFilesAloneThatItDidNotMake()
{
    const auto notes = plainNotes(20);
    const auto part = recorded("given.gnat.part", notes); // as after an error that names such a file
    QVERIFY(maskRecording({part, path("given.gnat"), false, {}}, {}));
    QVERIFY(readAll(part) == notes);
    QCOMPARE(readAll(path("given.gnat"))->size(), 20);
    QVERIFY(!mergeRecordings({{part, path("missing.gnat")}, path("given.gnat"), true}, {}));
    QVERIFY(readAll(part) == notes);
    QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("given*")}, QDir::Files),
             QStringList({QStringLiteral("given.gnat"), QStringLiteral("given.gnat.part")}));
}

void TestRecordingRework::refusesToReplaceWhatItReads()
{
    const auto source = recorded("self.gnat", plainNotes(10));
    QVERIFY(!cutRecording({source, source, true}, {}));
    QVERIFY(!mergeRecordings({{source, recorded("self2.gnat", plainNotes(1))}, source, true}, {}));
    const CodecRegistry codecs;
    const auto exported = exportRecording({source, source, ExportFormat::Ndjson, {}, &codecs}, {});
    QVERIFY(!exported);
    QCOMPARE(exported.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(readAll(source)->size(), 10);
}

QTEST_GUILESS_MAIN(TestRecordingRework)
#include "tst_recordingrework.moc"
