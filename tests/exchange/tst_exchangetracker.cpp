// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchangewire.h"
#include "flow/replayedsource.h"

#include <QTest>

using namespace gnat;
using namespace gnat::test;

Q_DECLARE_METATYPE(gnat::ExchangeOutcome)

class TestExchangeTracker final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replyFindsItsRequest();
    void severalRepliesBelongToOneRequest();
    void silenceIsATimeoutOnlyWhereItWouldBeHeard_data();
    void silenceIsATimeoutOnlyWhereItWouldBeHeard();
    void noRespondersIsAResultOfItsOwn();
    void whatWasMissedIsNoTimeout();
    void acknowledgementsAskForNothing_data();
    void acknowledgementsAskForNothing();
    void pullRequestsNeverTimeOut();
    void connectionsAreApart();
    void replyBeforeItsRequest_data();
    void replyBeforeItsRequest();
    void aReplyMayBeARequestItself();
    void sharedReplySubjectsHaveNoLatency();
    void lateRepliesAreNoReplies();
    void clockStepsLeaveNoLatency();
    void ownRequestsEndAsTheirSenderSays();
    void ownEndsMayComeFirst();
    void theOldestLeaveAndAreCounted();
    void oneReplySubjectTakesNoMoreRoomEachTime();
    void statisticsAddUp();
    void tableIsBounded();
};

void TestExchangeTracker::replyFindsItsRequest()
{
    Wire wire;
    const auto request = wire.say("user.get", "_INBOX.a.1");
    QCOMPARE(wire.outcome(request), ExchangeOutcome::Open);
    const auto reply = wire.after(3).say("_INBOX.a.1");
    QCOMPARE(wire.outcome(request), ExchangeOutcome::Answered);
    QCOMPARE(wire.latency(request), 3);
    QCOMPARE(wire.of(request).partner(), reply);
    QVERIFY(wire.of(reply).isReply);
    QCOMPARE(wire.of(reply).partner(), request);
    QCOMPARE(wire.latency(reply), 3);
    wire.after(20'000);
    QCOMPARE(wire.outcome(request), ExchangeOutcome::Answered);
    QCOMPARE(wire.tracker.openCount(), std::size_t{0});
}

void TestExchangeTracker::severalRepliesBelongToOneRequest()
{
    Wire wire;
    const auto request = wire.say("who", "my.box.1"); // any reply subject will do
    const auto first = wire.after(2).say("my.box.1");
    const auto second = wire.after(3).say("my.box.1");
    const auto third = wire.after(4).say("my.box.1");
    QCOMPARE(wire.of(request).replies, std::uint32_t{3});
    QCOMPARE(wire.latency(request), 2);
    QCOMPARE(wire.latency(third), 9);
    const std::vector<std::uint64_t> all{first, second, third};
    QCOMPARE(wire.table.repliesTo(request, 10), all);
    QCOMPARE(wire.table.repliesTo(request, 2).size(), std::size_t{2});
    QCOMPARE(wire.of(second).partner(), request);
}

void TestExchangeTracker::silenceIsATimeoutOnlyWhereItWouldBeHeard_data()
{
    QTest::addColumn<QString>("subscription");
    QTest::addColumn<ExchangeOutcome>("outcome");
    QTest::newRow("everything") << QStringLiteral(">") << ExchangeOutcome::TimedOut;
    QTest::newRow("inboxes") << QStringLiteral("_INBOX.>") << ExchangeOutcome::TimedOut;
    QTest::newRow("another's inbox") << QStringLiteral("_INBOX.b.*") << ExchangeOutcome::NotObserved;
    QTest::newRow("requests alone") << QStringLiteral("user.>") << ExchangeOutcome::NotObserved;
    QTest::newRow("none") << QString() << ExchangeOutcome::NotObserved;
}

void TestExchangeTracker::silenceIsATimeoutOnlyWhereItWouldBeHeard()
{
    QFETCH(const QString, subscription);
    QFETCH(const ExchangeOutcome, outcome);
    Wire wire;
    if (!subscription.isEmpty())
        wire.subscribe(qPrintable(subscription));
    const auto request = wire.say("user.get", "_INBOX.a.1");
    wire.after(9'999);
    QCOMPARE(wire.outcome(request), ExchangeOutcome::Open);
    wire.after(1);
    QCOMPARE(wire.outcome(request), outcome);
}

void TestExchangeTracker::noRespondersIsAResultOfItsOwn()
{
    Wire wire;
    wire.subscribe(">");
    const auto request = wire.say("user.get", "_INBOX.a.1");
    const auto word = wire.after(1).sayNoResponders("_INBOX.a.1");
    QCOMPARE(wire.outcome(request), ExchangeOutcome::NoResponders);
    QCOMPARE(wire.of(request).replies, std::uint32_t{0});
    QCOMPARE(wire.latency(request), -1);
    QCOMPARE(wire.of(word).partner(), request);
    wire.after(20'000);
    QCOMPARE(wire.outcome(request), ExchangeOutcome::NoResponders);
}

void TestExchangeTracker::whatWasMissedIsNoTimeout()
{
    Wire wire;
    wire.subscribe(">");
    const auto before = wire.say("a", "_INBOX.a.1");
    wire.after(10).tracker.noteMissed(SourceId(2), wire.now * ms);
    const auto between = wire.say("a", "_INBOX.a.2");
    wire.after(10).tracker.noteMissed({}, wire.now * ms);
    const auto behind = wire.after(10).say("a", "_INBOX.a.3");
    wire.subscribe("_INBOX.>"); // no gap for this one
    wire.after(10'000);
    QCOMPARE(wire.outcome(before), ExchangeOutcome::NotObserved);
    QCOMPARE(wire.outcome(between), ExchangeOutcome::NotObserved);
    QCOMPARE(wire.outcome(behind), ExchangeOutcome::TimedOut);
    const auto unheard = wire.say("a", "_INBOX.a.4");
    wire.subscribe("b"); // and back: an answer may have come between
    wire.subscribe(">");
    QCOMPARE(wire.after(10'000).outcome(unheard), ExchangeOutcome::NotObserved);
}

void TestExchangeTracker::acknowledgementsAskForNothing_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("ack") << QByteArray("$JS.ACK.S.C.1.2.3.4.5");
    QTest::newRow("flow control") << QByteArray("$JS.FC.S.C.abc");
}

void TestExchangeTracker::acknowledgementsAskForNothing()
{
    QFETCH(const QByteArray, reply);
    Wire wire;
    wire.subscribe(">");
    const auto message = wire.say("orders.1", reply.toStdString());
    wire.after(20'000);
    QVERIFY(!wire.of(message).isRequest());
    QCOMPARE(wire.tracker.statistics().rows().size(), std::size_t{0});
}

void TestExchangeTracker::pullRequestsNeverTimeOut()
{
    Wire wire;
    wire.subscribe(">");
    const auto pull = wire.say("$JS.API.CONSUMER.MSG.NEXT.S.C", "_INBOX.a.1");
    QCOMPARE(wire.after(10'000).outcome(pull), ExchangeOutcome::NotObserved);
}

void TestExchangeTracker::connectionsAreApart()
{
    Wire wire;
    const auto here = wire.say("a", "_INBOX.a.1");
    wire.source = SourceId(2);
    const auto there = wire.say("a", "_INBOX.a.1");
    wire.after(5).say("_INBOX.a.1");
    QCOMPARE(wire.outcome(here), ExchangeOutcome::Open);
    QCOMPARE(wire.outcome(there), ExchangeOutcome::Answered);
}

void TestExchangeTracker::replyBeforeItsRequest_data()
{
    QTest::addColumn<int>("aheadMs");
    QTest::addColumn<ExchangeOutcome>("outcome");
    QTest::newRow("a little") << 5 << ExchangeOutcome::Answered;
    QTest::newRow("of an older one") << 300 << ExchangeOutcome::Open;
}

void TestExchangeTracker::replyBeforeItsRequest()
{
    QFETCH(const int, aheadMs);
    QFETCH(const ExchangeOutcome, outcome);
    Wire wire;
    wire.say("b", "my.box.0"); // from here on my.> is known for replies
    const auto reply = wire.say("my.box.1");
    const auto request = wire.after(aheadMs).say("a", "my.box.1");
    QCOMPARE(wire.outcome(request), outcome);
    QCOMPARE(wire.latency(request), -1);
    QCOMPARE(wire.of(reply).isReply, outcome == ExchangeOutcome::Answered);
    QCOMPARE(wire.latency(reply), -1);
}

void TestExchangeTracker::aReplyMayBeARequestItself()
{
    Wire wire;
    const auto first = wire.say("hello", "_INBOX.a.1");
    const auto middle = wire.after(2).say("_INBOX.a.1", "_INBOX.b.1");
    QVERIFY(wire.of(middle).isReply);
    QCOMPARE(wire.outcome(middle), ExchangeOutcome::Open);
    const auto last = wire.after(3).say("_INBOX.b.1");
    QCOMPARE(wire.outcome(first), ExchangeOutcome::Answered);
    QCOMPARE(wire.outcome(middle), ExchangeOutcome::Answered);
    QCOMPARE(wire.of(middle).partner(), first);
    QCOMPARE(wire.of(last).partner(), middle);
    QCOMPARE(wire.table.repliesTo(first, 10).size(), std::size_t{1});
}

void TestExchangeTracker::sharedReplySubjectsHaveNoLatency()
{
    Wire wire;
    wire.subscribe(">");
    const auto first = wire.say("a", "box");
    const auto second = wire.after(1).say("a", "box");
    QCOMPARE(wire.outcome(first), ExchangeOutcome::NotObserved);
    wire.after(1).say("box");
    QCOMPARE(wire.outcome(second), ExchangeOutcome::Answered);
    QCOMPARE(wire.latency(second), -1);
    const auto third = wire.after(1).say("a", "box"); // all before it are answered: no doubt
    wire.after(7).say("box");
    QCOMPARE(wire.latency(third), 7);
}

void TestExchangeTracker::lateRepliesAreNoReplies()
{
    Wire wire;
    wire.subscribe(">");
    const auto request = wire.say("a", "my.box");
    const auto late = wire.after(10'001).say("my.box");
    QCOMPARE(wire.outcome(request), ExchangeOutcome::TimedOut);
    QVERIFY(!wire.table.find(late));
}

void TestExchangeTracker::clockStepsLeaveNoLatency()
{
    Wire wire;
    wire.subscribe(">");
    const auto request = wire.say("a", "_INBOX.a.1");
    const auto silent = wire.say("a", "_INBOX.a.2");
    wire.after(10).wallAhead = 3'600'000;
    wire.tracker.noteClockStep(wire.now * ms);
    const auto reply = wire.say("_INBOX.a.1");
    QCOMPARE(wire.outcome(request), ExchangeOutcome::Answered);
    QCOMPARE(wire.latency(request), -1);
    QCOMPARE(wire.latency(reply), -1);
    QCOMPARE(wire.outcome(silent), ExchangeOutcome::Open); // an hour on the wall is no window
    const auto next = wire.after(2'000).say("a", "_INBOX.a.3");
    wire.after(4).say("_INBOX.a.3");
    QCOMPARE(wire.latency(next), 4);
    wire.wallAhead = -3'600'000; // set back, and nobody has noticed yet
    const auto last = wire.say("a", "_INBOX.a.4");
    wire.wallAhead = -7'200'000;
    wire.say("_INBOX.a.4");
    QCOMPARE(wire.latency(last), -1);
}

void TestExchangeTracker::ownRequestsEndAsTheirSenderSays()
{
    Wire wire;
    wire.subscribe("user.>"); // replies are not seen
    wire.tracker.setInbox(wire.source, inbox);
    const auto answered = wire.say("user.get", inbox + "1");
    const auto silent = wire.say("user.get", inbox + "2");
    const auto lonely = wire.say("user.get", inbox + "3");
    const auto patient = wire.say("user.get", inbox + "4");
    wire.tracker.endOwn(wire.source, inbox + "1", ExchangeOutcome::Answered, 7 * ms);
    wire.tracker.endOwn(wire.source, inbox + "2", ExchangeOutcome::TimedOut, -1);
    wire.tracker.endOwn(wire.source, inbox + "3", ExchangeOutcome::NoResponders, -1);
    wire.after(30'000);
    QCOMPARE(wire.outcome(answered), ExchangeOutcome::Answered);
    QCOMPARE(wire.latency(answered), 7);
    QCOMPARE(wire.of(answered).partner(), std::uint64_t{0});
    QCOMPARE(wire.outcome(silent), ExchangeOutcome::TimedOut);
    QCOMPARE(wire.outcome(lonely), ExchangeOutcome::NoResponders);
    QCOMPARE(wire.outcome(patient), ExchangeOutcome::Open); // waits for a minute
    wire.tracker.close(wire.source);
    QCOMPARE(wire.after(20'000).outcome(patient), ExchangeOutcome::NotObserved);
}

void TestExchangeTracker::ownEndsMayComeFirst()
{
    Wire wire;
    wire.tracker.setInbox(wire.source, inbox);
    wire.tracker.endOwn(wire.source, inbox + "1", ExchangeOutcome::NoResponders, -1);
    QCOMPARE(wire.outcome(wire.say("user.get", inbox + "1")), ExchangeOutcome::NoResponders);
}

void TestExchangeTracker::theOldestLeaveAndAreCounted()
{
    Wire wire({.open = 2});
    wire.subscribe(">");
    const auto first = wire.say("a", "_INBOX.a.1");
    wire.say("a", "_INBOX.a.2");
    wire.say("_INBOX.a.2");
    wire.say("a", "_INBOX.a.3");
    wire.say("a", "_INBOX.a.4");
    QCOMPARE(wire.tracker.openCount(), std::size_t{2});
    QCOMPARE(wire.tracker.leftEarly(), std::uint64_t{1}); // the answered one is no loss
    QCOMPARE(wire.outcome(first), ExchangeOutcome::NotObserved);
}

void TestExchangeTracker::oneReplySubjectTakesNoMoreRoomEachTime()
{
    Wire wire({.open = 10});
    wire.subscribe(">");
    const auto other = wire.say("a", "_INBOX.a.1");
    std::uint64_t last = 0;
    for (int i = 0; i < 1'000; ++i) {
        last = wire.say("audit", "audit.ack");
        QVERIFY(wire.tracker.windowCount() <= 20);
    }
    QCOMPARE(wire.tracker.openCount(), std::size_t{2});
    QCOMPARE(wire.outcome(other), ExchangeOutcome::Open);
    QCOMPARE(wire.outcome(last), ExchangeOutcome::Open);
    wire.after(10'000);
    QCOMPARE(wire.tracker.windowCount(), std::size_t{0});
    QCOMPARE(wire.outcome(other), ExchangeOutcome::TimedOut);
    QCOMPARE(wire.outcome(last), ExchangeOutcome::NotObserved);
}

void TestExchangeTracker::statisticsAddUp()
{
    Wire wire;
    wire.subscribe("_INBOX.>");
    wire.say("a", "_INBOX.a.1");
    wire.say("a", "_INBOX.a.2");
    wire.say("a", "_INBOX.a.3");
    wire.say("a", "elsewhere");
    wire.after(4).say("_INBOX.a.1");
    wire.say("_INBOX.a.1");
    wire.sayNoResponders("_INBOX.a.2");
    wire.after(10'000);
    const auto &figures = wire.tracker.statistics().rows().at(0);
    QCOMPARE(figures.requests, std::uint64_t{4});
    QCOMPARE(figures.answered, std::uint64_t{1});
    QCOMPARE(figures.noResponders, std::uint64_t{1});
    QCOMPARE(figures.timedOut, std::uint64_t{1});
    QCOMPARE(figures.notObserved, std::uint64_t{1});
    QCOMPARE(figures.latencies.count(), std::uint64_t{1});
    QCOMPARE(figures.latencies.max(), 4 * ms);
    wire.source = replayedSource; // played from a recording: that is no request of today
    const auto played = wire.say("a", "_INBOX.a.4");
    wire.after(2).say("_INBOX.a.4");
    QCOMPARE(wire.outcome(played), ExchangeOutcome::Answered);
    QCOMPARE(wire.tracker.statistics().rows().at(0).requests, std::uint64_t{4});
}

void TestExchangeTracker::tableIsBounded()
{
    ExchangeTable table(3);
    ExchangeVerdict request;
    request.outcome = ExchangeOutcome::Open;
    for (const std::uint64_t sequence : {2, 4, 9, 7}) // a replay beside live traffic
        table.apply(std::vector{ExchangeChange{sequence, request}});
    QCOMPARE(table.size(), std::size_t{3});
    QVERIFY(!table.find(2));
    QVERIFY(table.find(7));
    QVERIFY(!table.find(8));
    table.dropBefore(9);
    QCOMPARE(table.size(), std::size_t{1});
    table.apply(std::vector{ExchangeChange{7, request}}); // comes too late
    QCOMPARE(table.size(), std::size_t{1});
}

QTEST_APPLESS_MAIN(TestExchangeTracker)
#include "tst_exchangetracker.moc"
