// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "core/batchbuilder.h"
#include "core/clock.h"
#include "core/continuousclock.h"
#include "exchange/exchangeanalyser.h"
#include "support/qtwarnings.h"

#include <atomic>
#include <chrono>

using namespace gnat;
using namespace gnat::test;

namespace {
constexpr std::int64_t hourNs = 3'600'000'000'000;
std::atomic<std::int64_t> wallAheadNs = 0;
std::atomic<std::int64_t> stepNs = 0; ///< comes after the next look at the wall clock
} // namespace

// This program's clocks, in place of those in core: the wall clock is one that somebody sets.
std::int64_t gnat::wallNanoseconds()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(now).count() + wallAheadNs;
    wallAheadNs += stepNs.exchange(0);
    return ns;
}

std::int64_t gnat::monotonicNanoseconds()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

/// Somebody sets the clock while messages are on their way: none waits for the time to come round again.
class ClockStepsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnQtWarnings();
        wallAheadNs = 0;
        stepNs = 0;
    }
    void nothingWaitsInTheFeed_data();
    void nothingWaitsInTheFeed();
    void batchesTellTheirClock();
    void exchangesHaveNoLatencyAcrossIt();
};

void ClockStepsTest::nothingWaitsInTheFeed_data()
{
    QTest::addColumn<qint64>("step");
    QTest::newRow("not at all") << qint64(0);
    QTest::newRow("an hour back") << qint64(-hourNs);
    QTest::newRow("an hour on") << qint64(hourNs);
    QTest::newRow("ten years back") << qint64(-hourNs * 24 * 3652);
}

/// The clock is set between the message's coming and the look whether its batch is ripe.
void ClockStepsTest::nothingWaitsInTheFeed()
{
    QFETCH(const qint64, step);
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Client client(server.url());
    QVERIFY(client.connects());
    QVERIFY(client.subscribe("a"));
    for (std::size_t i = 1; i <= 3; ++i) {
        stepNs = step;
        QVERIFY(client.connection->publish({"a", {}, {}, "x"}).isOk());
        QVERIFY(client.receives(i, 5'000));
        QCOMPARE(stepNs.load(), 0);
    }
    QCOMPARE(client.ledger.figures().received, 3);
}

/// Whoever records can take the step out again: each batch tells by which setting of the clock it is stamped.
void ClockStepsTest::batchesTellTheirClock()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Client client(server.url());
    QVERIFY(client.connects());
    QVERIFY(client.subscribe("a"));
    const auto beforeNs = continuousNanoseconds();
    std::int64_t lastNs = beforeNs;
    for (const auto ahead : {std::int64_t{0}, -hourNs, hourNs, hourNs}) {
        wallAheadNs = ahead;
        QVERIFY(client.connection->publish({"a", {}, {}, "x"}).isOk());
        QTRY_COMPARE_WITH_TIMEOUT(client.queue->figures().waitingMessages, std::size_t{1}, 5'000);
        const auto batch = client.queue->take().front();
        const auto offset = client.fanout.clockOffset(*batch);
        QVERIFY(offset.has_value());
        QVERIFY(std::abs(batch->at(0).atNs - wallNanoseconds()) < 5'000'000'000);
        const auto atNs = batch->at(0).atNs - *offset;
        QVERIFY(atNs > lastNs && atNs < continuousNanoseconds());
        lastNs = atNs;
    }
}

void ClockStepsTest::exchangesHaveNoLatencyAcrossIt()
{
    Fanout fanout;
    const auto table = std::make_shared<ExchangeTable>();
    ExchangeAnalyser exchanges(table);
    exchanges.setSubscriptions(SourceId(1), {SubjectPattern::parse(">").value()});
    const auto say = [&](std::string_view subject, std::string_view reply = {}) {
        BatchBuilder builder(SourceId(1));
        QVERIFY(builder.append({subject, reply, {}, "x"}, wallNanoseconds(), SubscriptionId(1)));
        exchanges.take(fanout.publish(builder.take()));
    };
    say("ask", "_INBOX.a.1");
    say("_INBOX.a.1");
    QVERIFY(table->find(1)->latencyNs >= 0);
    say("ask", "_INBOX.a.2");
    wallAheadNs = hourNs;
    say("_INBOX.a.2");
    QCOMPARE(table->find(3)->outcome, ExchangeOutcome::Answered);
    QCOMPARE(table->find(3)->latencyNs, std::int64_t{-1});
    say("ask", "_INBOX.a.3");
    wallAheadNs = 0;
    exchanges.tick(monotonicNanoseconds()); // a tick sees it, too
    say("_INBOX.a.3");
    QCOMPARE(table->find(5)->latencyNs, std::int64_t{-1});
}

QTEST_GUILESS_MAIN(ClockStepsTest)
#include "tst_clocksteps.moc"
