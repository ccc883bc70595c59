// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/heldmessages.h"

#include <QTest>

#include <string>

using namespace gnat;
using namespace std::chrono_literals;
using TimePoint = FaultEvent::TimePoint;

namespace {

constexpr TimePoint start{1000s};

FaultVerdict until(TimePoint due, const std::shared_ptr<FaultCounters> &counters)
{
    FaultVerdict verdict;
    verdict.due = due;
    verdict.holder = counters;
    return verdict;
}

} // namespace

/// The store of what faults hold.
class TestHeldMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_counters = std::make_shared<FaultCounters>(); }
    void keepsOrder();
    void lettingTheOldestGo();
    void overtaken();
    void forgetsConnections();
    void keepsAPublishedMessageWhole();

private:
    void hold(HeldMessages &store, const std::string &text, TimePoint due, std::uint64_t cid = 1)
    {
        const auto verdict = until(due, m_counters);
        store.hold(HeldMessage::ofFrame(cid, text, "!", verdict), verdict);
    }
    static std::string taken(HeldMessages &store, TimePoint now)
    {
        std::string text;
        while (const auto held = store.takeDue(now))
            text += held->bytes;
        return text;
    }

    std::shared_ptr<FaultCounters> m_counters;
};

void TestHeldMessages::keepsOrder()
{
    HeldMessages store;
    QVERIFY(store.nextDue() == TimePoint::max());
    hold(store, "b1", start + 2s);
    hold(store, "a1", start + 1s);
    hold(store, "b2", start + 2s);
    hold(store, "a2", start + 1s);
    QVERIFY(store.nextDue() == start + 1s);
    QCOMPARE(taken(store, start), std::string());
    QCOMPARE(taken(store, start + 1s), std::string("a1!a2!"));
    QCOMPARE(taken(store, start + 3s), std::string("b1!b2!"));
    QCOMPARE(store.count(), 0U);
    QCOMPARE(store.bytes(), 0U);
    QCOMPARE(m_counters->hurried.value(), 0U);
}

void TestHeldMessages::lettingTheOldestGo()
{
    HeldMessages store(10'000);
    for (int i = 0; i < 20; ++i) {
        hold(store, std::string(1, static_cast<char>('a' + i)) + std::string(1000, ' '), start + 1s);
        for (auto held = store.takeDue(start); held; held = store.takeDue(start))
            QCOMPARE(held->bytes[0], static_cast<char>('a' + i - 7)); // none is lost, the order stays
        QVERIFY(store.bytes() <= 10'000);
    }
    QCOMPARE(store.count(), 7U);
    QCOMPARE(m_counters->hurried.value(), 13U);
}

void TestHeldMessages::overtaken()
{
    HeldMessages store;
    auto verdict = until(start + 1s, m_counters);
    verdict.reorder = m_counters.get();
    verdict.position = 1;
    verdict.heldUntil = 3;
    store.hold(HeldMessage::ofFrame(1, "one", "", verdict), verdict);
    verdict.heldUntil = 0;
    verdict.position = 2;
    QVERIFY(!store.takeOvertaken(1, verdict));
    verdict.position = 3;
    QVERIFY(!store.takeOvertaken(2, verdict)); // of another connection
    const auto held = store.takeOvertaken(1, verdict);
    QVERIFY(held.has_value());
    QCOMPARE(held->bytes, std::string("one"));
    QVERIFY(!store.takeOvertaken(1, verdict));
    QCOMPARE(store.bytes(), 0U);
}

void TestHeldMessages::forgetsConnections()
{
    HeldMessages store;
    hold(store, "a", start, 1);
    hold(store, "b", start, 2);
    store.forget(1);
    QCOMPARE(taken(store, start), std::string("b!"));
    QCOMPARE(store.bytes(), 0U);
}

void TestHeldMessages::keepsAPublishedMessageWhole()
{
    RoutedMessage message;
    message.subject = "a.b";
    message.reply = "r";
    message.headers = "NATS/1.0\r\n\r\n";
    message.payload = "hello";
    message.headerSizeText = "012";
    message.sizeText = "0017";
    HeldMessage held;
    {
        auto verdict = until(start, m_counters);
        verdict.copies = 2;
        held = HeldMessage::ofPublished(9, message, verdict);
    }
    std::string tail;
    const auto again = held.published(tail);
    QCOMPARE(held.cid, 9U);
    QCOMPARE(held.copies, 2U);
    QCOMPARE(again.subject, message.subject);
    QCOMPARE(again.reply, message.reply);
    QCOMPARE(again.headers, message.headers);
    QCOMPARE(again.payload, message.payload);
    QCOMPARE(again.tail, std::string_view("r 012 0017\r\nNATS/1.0\r\n\r\nhello\r\n"));
}

QTEST_APPLESS_MAIN(TestHeldMessages)
#include "tst_heldmessages.moc"
