// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../recording/recordingfixture.h"

#include "items/recordedtrafficscan.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "recording/subjecttally.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace gnat;
using namespace gnat::test;

namespace {

constexpr SourceId shown(5);
constexpr qint64 firstNs = 1'700'000'000'000'000'000;

/// 10,000 messages over 100 s: "m.0" 1,000 of them, "shop.orders.paid" 2,000, the others replies and the rest of m.
QList<Note> notes()
{
    auto made = plainNotes(10'000, firstNs, 10'000'000);
    for (qsizetype i = 0; i < made.size(); ++i) {
        if (i % 10 == 1 || i % 10 == 2)
            made[i].subject = "shop.orders.paid";
        if (i % 10 == 3)
            made[i].subject = "_INBOX." + QByteArray::number(i);
    }
    return made;
}

RecordingSummary summaryOf(const QString &path)
{
    return RecordingReader::open(path).value().summary().value();
}

} // namespace

class TestRecordedTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(record(file("plain.gnat"), notes()), QString()); }
    void countsSubjectsOverTime();
    void modelShowsThePast();
    void leavesOutWhatCameLater();
    void payloadsAreNotRead();
    void unknownSubjectIsSaidAndTheRestIsKept();
    void canBeDestroyedAtAnyTime();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    std::unique_ptr<RecordedTraffic> count(const RecordingSummary &summary, QString *error = nullptr);
    QTemporaryDir m_folder;
};

std::unique_ptr<RecordedTraffic> TestRecordedTraffic::count(const RecordingSummary &summary, QString *error)
{
    RecordedTrafficScan scan(summary, shown);
    QSignalSpy finished(&scan, &RecordedTrafficScan::finished);
    if (!finished.wait(30'000))
        return nullptr;
    if (error)
        *error = finished.first().first().toString();
    return scan.take();
}

void TestRecordedTraffic::countsSubjectsOverTime()
{
    const auto traffic = count(summaryOf(file("plain.gnat")));
    QVERIFY(traffic);
    QCOMPARE(traffic->messages(), 10'000U);
    const auto orders = traffic->tree().find(shown, "shop.orders.paid");
    QCOMPARE(traffic->tree().figures(orders).messages, 2000U);
    QCOMPARE(traffic->lastRow(orders), std::optional<quint64>(9992));
    QVERIFY(!traffic->lastRow(traffic->tree().parent(orders)));
    QVERIFY(qAbs(traffic->meanRate(orders) - 20) < 0.01);
    QCOMPARE(traffic->subjects().at(0).name, QByteArray("shop.orders.paid"));
    QCOMPARE(traffic->subjects().at(0).messages, 2000U);
    QCOMPARE(traffic->subjects().size(), 1 + 7 + 1000); // each reply subject by itself
    const auto inbox = traffic->tree().find(shown, "_INBOX");
    QCOMPARE(traffic->tree().figures(inbox).messages, 1000U);
    QCOMPARE(traffic->lastRow(inbox), std::optional<quint64>(9993));
    const auto series = traffic->rates().addSeries(SubjectPattern::parse("shop.>").value(), shown);
    double sum = 0;
    for (const auto &point : traffic->rates().points(series, 0))
        sum += point.messages * static_cast<double>(traffic->rates().stepNs()) / 1e9;
    QCOMPARE(qRound(sum), 2000);
}

void TestRecordedTraffic::modelShowsThePast()
{
    const auto traffic = count(summaryOf(file("plain.gnat")));
    QVERIFY(traffic);
    SubjectTreeModel model(traffic->tree(), [](SourceId) { return QStringLiteral("plain"); });
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    tester.setUseFetchMore(false); // it would fetch inside of its own check of an insertion
    model.setPast({[&](NodeIndex node) { return traffic->meanRate(node); },
                   [&](NodeIndex node) {
                       return traffic->history().sparkline(node);
                   }});
    const auto index = model.indexOf(shown, "shop.orders.paid");
    QVERIFY(index.isValid());
    QCOMPARE(index.data(CountRole).toULongLong(), 2000U);
    QCOMPARE(qRound(index.data(RateRole).toDouble()), 20);
    QVERIFY(!index.data(IsSilentRole).toBool()); // although it was long ago
    const auto spark = index.data(SparklineRole).value<QList<float>>();
    QCOMPARE(spark.size(), 64);
    QVERIFY(std::ranges::all_of(spark, [](float rate) { return rate > 15 && rate < 25; }));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("20.0 per second")));
    model.setSubjectFilter([](SourceId, std::string_view subject) { return subject.starts_with("m."); });
    model.fetchMore(model.index(0, 0));
    QCOMPARE(model.rowCount(model.index(0, 0)), 1);
    model.refresh();
}

/// A recording that is still written to has grown since the list was opened: both show the same.
void TestRecordedTraffic::leavesOutWhatCameLater()
{
    auto summary = summaryOf(file("plain.gnat"));
    summary.messages = 5000;
    summary.lastNs = firstNs + 4999 * qint64(10'000'000);
    const auto traffic = count(summary);
    QVERIFY(traffic);
    QCOMPARE(traffic->messages(), 5000U);
    QCOMPARE(traffic->tree().figures(traffic->tree().find(shown, "m.0")).messages, 500U);
}

void TestRecordedTraffic::payloadsAreNotRead()
{
    auto large = plainNotes(40);
    for (auto &note : large)
        note.payload.fill('x', 1'000'000);
    QCOMPARE(record(file("large.gnat"), large), QString());
    const auto reader = RecordingReader::open(file("large.gnat"));
    QVERIFY(reader);
    quint64 bytes = 0;
    const auto done = reader.value().visitFacts(
        [&](const RecordedFacts &message) {
            bytes += message.payloadBytes;
            return true;
        },
        10, 20);
    QVERIFY(done);
    QCOMPARE(bytes, 10'000'000U);
}

void TestRecordedTraffic::unknownSubjectIsSaidAndTheRestIsKept()
{
    QCOMPARE(record(file("damaged.gnat"), notes()), QString());
    QVERIFY(execute(file("damaged.gnat"), "UPDATE message SET subject = 999999 WHERE id = 4001"));
    QString error;
    const auto traffic = count(summaryOf(file("damaged.gnat")), &error);
    QVERIFY2(error.contains(QStringLiteral("damaged")), qPrintable(error));
    QVERIFY(traffic);
    const auto all = static_cast<quint64>(notes().size());
    QCOMPARE(traffic->messages(), all - 1);
    QCOMPARE(traffic->tree().figures(traffic->tree().find(shown, "m.0")).messages, all / 10 - 1);
}

void TestRecordedTraffic::canBeDestroyedAtAnyTime()
{
    const auto summary = summaryOf(file("plain.gnat"));
    for (int i = 0; i < 20; ++i) {
        RecordedTrafficScan scan(summary, shown);
        QSignalSpy finished(&scan, &RecordedTrafficScan::finished);
        if (i % 2)
            QVERIFY(finished.wait(30'000)); // not taken: it goes with the scan
    }
}

QTEST_GUILESS_MAIN(TestRecordedTraffic)
#include "tst_recordedtraffic.moc"
