// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/dropledger.h"
#include "support/batches.h"
#include "traffic/messagelog.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

using namespace gnat;

namespace {

/// `size` messages, subjects "s<first>" and up.
BatchPtr numbered(quint64 first, quint64 size)
{
    std::vector<std::string> subjects;
    for (quint64 i = first; i < first + size; ++i)
        subjects.push_back("s" + std::to_string(i));
    return test::makeBatch(SourceId(1), subjects, static_cast<std::int64_t>(first * 10));
}

bool isTenth(const MessageView &message)
{
    return message.subject.ends_with('0');
}

/// What a scan told, in the order that a list would show.
struct Collector
{
    explicit Collector(MessageLog &log)
    {
        QObject::connect(
            &log, &MessageSource::found, &log, [this](quint64 scan, const QList<quint64> &positions, bool isNewer) {
                ++lists;
                isInOrder = isInOrder && std::is_sorted(positions.begin(), positions.end());
                auto &all = byScan[scan];
                if (!all.isEmpty())
                    isInOrder =
                        isInOrder && (isNewer ? positions.front() > all.back() : positions.back() < all.front());
                all = isNewer ? all + positions : positions + all;
            });
        QObject::connect(&log, &MessageSource::scanned, &log, [this](quint64 scan) { finished.append(scan); });
    }

    QMap<quint64, QList<quint64>> byScan;
    QList<quint64> finished;
    int lists = 0;
    bool isInOrder = true;
};

QList<quint64> tenths(quint64 from, quint64 to)
{
    QList<quint64> expected;
    for (auto i = from; i < to; i += 10)
        expected.append(i);
    return expected;
}

} // namespace

class TestMessageLog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void positionsOverBatches();
    void budgetLetsWholeBatchesGo();
    void singleMessagesAreKeptTogether();
    void countsWhatLiesAroundSmallBatches();
    void announcesOncePerFrame();
    void clearKeepsNumbersRunning();
    void positionByTime();
    void scanFindsNewestFirstThenGoesOn();
    void emptyLogIsScannedAtOnce();
    void stoppedScanIsSilent();
    void scansTakeTurns();
    void scanWhilePausedAndOverBudget();
    void destructionDuringAScan();
};

void TestMessageLog::positionsOverBatches()
{
    DropLedger ledger;
    MessageLog log(ledger);
    QCOMPARE(log.count(), quint64{0});
    QVERIFY(log.at(0).isEmpty());
    log.append(numbered(0, 5));
    log.append(numbered(5, 1));
    log.append(numbered(6, 14));
    QCOMPARE(log.end(), quint64{20});
    for (quint64 i = 0; i < 20; ++i)
        QCOMPARE(std::string(log.at(i).view().subject), "s" + std::to_string(i));
    QVERIFY(log.at(20).isEmpty());
    QCOMPARE(ledger.figures().kept, std::uint64_t{20});
}

void TestMessageLog::budgetLetsWholeBatchesGo()
{
    DropLedger ledger;
    MessageLog log(ledger);
    const auto batch = numbered(0, 100);
    log.setBudget(batch->memoryBytes() * 7 / 2);
    for (quint64 i = 0; i < 10; ++i)
        log.append(numbered(i * 100, 100));
    QVERIFY(log.memoryBytes() <= log.budget());
    QVERIFY(log.count() >= 200 && log.count() <= 300);
    QCOMPARE(log.begin() % 100, quint64{0});
    QCOMPARE(log.noLongerKept() + log.count(), quint64{1000});
    QCOMPARE(ledger.figures().noLongerKept, log.noLongerKept());
    QCOMPARE(ledger.figures().kept, log.count());
    QVERIFY(log.at(log.begin() - 1).isEmpty());
    QCOMPARE(std::string(log.at(log.begin()).view().subject), "s" + std::to_string(log.begin()));
    log.announce();
    QSignalSpy changed(&log, &MessageSource::changed);
    log.setBudget(1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(log.count(), quint64{100}); // the newest batch stays
}

/// Messages of two quiet connections in turn cannot be joined: then what lies around each counts, too.
void TestMessageLog::countsWhatLiesAroundSmallBatches()
{
    DropLedger ledger;
    MessageLog log(ledger);
    std::size_t content = 0;
    for (std::uint32_t i = 0; i < 1'000; ++i) {
        BatchBuilder builder{SourceId(1 + i % 2)};
        QVERIFY(builder.append({"a", {}, {}, "x"}, i, {}));
        const BatchPtr batch = builder.take(i + 1);
        content += batch->memoryBytes();
        log.append(batch);
    }
    QVERIFY2(log.memoryBytes() > content + 1'000 * sizeof(MessageBatch),
             qPrintable(QString::number(log.memoryBytes())));
    log.clear();
    QCOMPARE(log.memoryBytes(), std::size_t{0});
}

/// On a quiet bus each message is a batch of its own.
void TestMessageLog::singleMessagesAreKeptTogether()
{
    DropLedger ledger;
    MessageLog log(ledger);
    const Collector collector(log);
    std::vector<const MessageBatch *> batches;
    BatchBuilder builder{SourceId(1)};
    quint64 scan = 0;
    for (quint64 i = 0; i < 5'000; ++i) {
        QVERIFY(builder.append({"s" + std::to_string(i), {}, {}, "x"}, static_cast<std::int64_t>(i), {}));
        log.append(builder.take(i + 1));
        if (i == 1'000)
            scan = log.startScan(isTenth, {});
        if (i % 7 == 0)
            log.announce();
    }
    log.announce();
    for (quint64 i = 0; i < 5'000; ++i) {
        const auto message = log.at(i);
        QCOMPARE(std::string(message.view().subject), "s" + std::to_string(i));
        QCOMPARE(log.positionOf(i + 1), std::optional(i));
        if (batches.empty() || batches.back() != message.batch.get())
            batches.push_back(message.batch.get());
    }
    QVERIFY2(batches.size() < 40, qPrintable(QString::number(batches.size())));
    QTRY_COMPARE(collector.byScan.value(scan), tenths(0, 5'000));
    QVERIFY(collector.isInOrder);
    log.setBudget(log.memoryBytes() / 2);
    QCOMPARE(log.count() + log.noLongerKept(), quint64{5'000});
    QVERIFY(log.count() > 2'000 && log.memoryBytes() <= log.budget());
}

void TestMessageLog::announcesOncePerFrame()
{
    DropLedger ledger;
    MessageLog log(ledger);
    QSignalSpy changed(&log, &MessageSource::changed);
    log.append(numbered(0, 3));
    log.append(numbered(3, 3));
    QCOMPARE(changed.count(), 0);
    log.announce();
    log.announce();
    QCOMPARE(changed.count(), 1);
}

void TestMessageLog::clearKeepsNumbersRunning()
{
    DropLedger ledger;
    MessageLog log(ledger);
    QSignalSpy changed(&log, &MessageSource::changed);
    log.append(numbered(0, 3));
    log.clear();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(log.begin(), quint64{3});
    QCOMPARE(log.count(), quint64{0});
    QCOMPARE(log.memoryBytes(), std::size_t{0});
    QCOMPARE(ledger.figures().noLongerKept, std::uint64_t{3});
    QCOMPARE(ledger.figures().kept, std::uint64_t{0});
    log.append(numbered(3, 1));
    QCOMPARE(std::string(log.at(3).view().subject), std::string("s3"));
}

void TestMessageLog::positionByTime()
{
    DropLedger ledger;
    MessageLog log(ledger);
    QVERIFY(!log.positionAt(5));
    log.append(numbered(1, 5)); // times 10 to 14
    log.append(numbered(6, 5)); // times 60 to 64
    QCOMPARE(log.positionAt(0).value_or(99), quint64{0});
    QCOMPARE(log.positionAt(12).value_or(99), quint64{2});
    QCOMPARE(log.positionAt(30).value_or(99), quint64{5});
    QCOMPARE(log.positionAt(63).value_or(99), quint64{8});
    QCOMPARE(log.positionAt(1000).value_or(99), quint64{9});
}

void TestMessageLog::scanFindsNewestFirstThenGoesOn()
{
    DropLedger ledger;
    MessageLog log(ledger);
    Collector told(log);
    for (quint64 i = 0; i < 200; ++i)
        log.append(numbered(i * 100, 100));
    const auto scan = log.startScan(isTenth);
    QVERIFY(scan != 0);
    QTRY_COMPARE(told.finished, QList<quint64>{scan});
    QCOMPARE(told.byScan[scan], tenths(0, 20'000));
    for (quint64 i = 200; i < 205; ++i)
        log.append(numbered(i * 100, 100));
    log.announce();
    QTRY_COMPARE(told.byScan[scan], tenths(0, 20'500));
    QVERIFY(told.isInOrder);
    QCOMPARE(told.finished.size(), 1);
}

void TestMessageLog::emptyLogIsScannedAtOnce()
{
    DropLedger ledger;
    MessageLog log(ledger);
    Collector told(log);
    const auto scan = log.startScan(isTenth);
    QTRY_COMPARE(told.finished, QList<quint64>{scan});
    log.append(numbered(0, 30));
    log.announce();
    QTRY_COMPARE(told.byScan[scan], tenths(0, 30));
}

void TestMessageLog::stoppedScanIsSilent()
{
    DropLedger ledger;
    MessageLog log(ledger);
    Collector told(log);
    for (quint64 i = 0; i < 100; ++i)
        log.append(numbered(i * 100, 100));
    std::atomic<bool> isRunning = false;
    std::atomic<bool> isHeld = true;
    const auto scan = log.startScan([&](const MessageView &) {
        isRunning = true;
        while (isHeld)
            std::this_thread::yield();
        return true;
    });
    QTRY_VERIFY(isRunning);
    log.stopScan(scan);
    isHeld = false;
    const auto next = log.startScan(isTenth);
    QTRY_COMPARE(told.finished, QList<quint64>{next});
    QVERIFY(!told.byScan.contains(scan));
    QVERIFY(next != scan);
}

void TestMessageLog::scansTakeTurns()
{
    DropLedger ledger;
    MessageLog log(ledger);
    Collector told(log);
    for (quint64 i = 0; i < 50; ++i)
        log.append(numbered(i * 100, 100));
    std::atomic<bool> isHeld = true;
    const auto slow = log.startScan([&isHeld](const MessageView &message) {
        while (isHeld && message.subject == "s0")
            std::this_thread::yield();
        return message.subject == "s0";
    });
    const auto quick = log.startScan([](const MessageView &message) { return message.subject == "s4999"; });
    isHeld = false;
    QTRY_COMPARE(told.finished.size(), 2);
    QCOMPARE(told.byScan[slow], QList<quint64>{0});
    QCOMPARE(told.byScan[quick], QList<quint64>{4999});
}

/// While nothing is announced the log still lets batches go; what a scan tells afterwards lies within the log.
void TestMessageLog::scanWhilePausedAndOverBudget()
{
    DropLedger ledger;
    MessageLog log(ledger);
    Collector told(log);
    log.setBudget(numbered(1000, 100)->memoryBytes() * 5);
    log.append(numbered(0, 100));
    const auto scan = log.startScan(isTenth);
    QTRY_COMPARE(told.finished.size(), 1);
    for (quint64 i = 1; i < 100; ++i)
        log.append(numbered(i * 100, 100));
    log.announce();
    const auto expected = tenths(0, 100) + tenths(log.begin(), 10'000);
    QTRY_COMPARE(told.byScan[scan], expected);
    QVERIFY(told.isInOrder);
}

void TestMessageLog::destructionDuringAScan()
{
    for (int round = 0; round < 20; ++round) {
        DropLedger ledger;
        MessageLog log(ledger);
        for (quint64 i = 0; i < 20; ++i)
            log.append(numbered(i * 100, 100));
        log.startScan(isTenth);
        log.startScan([](const MessageView &) { return true; });
        if (round % 2 == 0)
            QCoreApplication::processEvents();
    }
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestMessageLog)
#include "tst_messagelog.moc"
