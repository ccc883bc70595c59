// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/subscriptionindex.h"

#include "core/subjectpattern.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <random>
#include <string>
#include <vector>

using namespace gnat;

namespace {

/// Somebody who subscribes.
class Somebody : public BrokerReceiver
{
public:
    explicit Somebody(Kind kind = Kind::Local) : BrokerReceiver(kind) {}
    Taken deliver(const BrokerSubscription &, std::string_view, const RoutedMessage &) override { return Taken::Yes; }
    void subscriptionEnded(BrokerSubscription &) override {}
};

/// "sid sid | queue: sid sid", sorted, so that matches are compared as text.
QByteArray drawn(const SubscriptionIndex::Match &match)
{
    const auto sids = [](const std::vector<SubscriptionIndex::Target> &targets) {
        QByteArrayList list;
        for (const auto &target : targets)
            list.append(QByteArray::fromStdString(target.subscription->sid));
        std::ranges::sort(list);
        return list.join(' ');
    };
    QByteArray text = sids(match.plain);
    QByteArrayList groups;
    for (const auto &group : match.groups)
        groups.append(" | " + QByteArray(group.queue.data(), qsizetype(group.queue.size())) + ": " +
                      sids(group.members));
    std::ranges::sort(groups);
    return text + groups.join();
}

/// Owns subscriptions whose sid is their number.
class Subscriptions
{
public:
    BrokerSubscription &add(std::string_view subject, std::string_view queue = {})
    {
        return add(m_here, subject, queue);
    }
    BrokerSubscription &add(Somebody &receiver, std::string_view subject, std::string_view queue = {})
    {
        auto &subscription = m_all.emplace_back();
        subscription.receiver = &receiver;
        subscription.subject = subject;
        subscription.queue = queue;
        subscription.sid = std::to_string(m_all.size());
        return subscription;
    }

private:
    Somebody m_here;
    std::deque<BrokerSubscription> m_all;
};

} // namespace

class TestSubscriptionIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesByTokens();
    void prefixIsReadyToSend();
    void groupsByQueueName();
    void otherNodesComeOnceEach();
    void cachedMatchFollowsChanges();
    void emptyTokensMatchNobody();
    void agreesWithSubjectMatches();
    void manyOfOneSubject();
    void deepSubject();
    void cacheIsBoundedByReceivers();
    void manyPatternsAreCheap();
};

void TestSubscriptionIndex::matchesByTokens()
{
    Subscriptions subscriptions;
    SubscriptionIndex index;
    for (const auto *pattern : {"a.b", "a.*", "a.>", ">", "*.b", "*", "a.b.c", "a.*.c", "a.b>"})
        index.insert(subscriptions.add(pattern));
    QCOMPARE(index.size(), 9U);
    for (int i = 0; i < 3; ++i) { // scratch, then from the cache
        QCOMPARE(drawn(index.find("a.b")), "1 2 3 4 5");
        QCOMPARE(drawn(index.find("a")), "4 6");
        QCOMPARE(drawn(index.find("a.b.c")), "3 4 7 8");
        QCOMPARE(drawn(index.find("x.y.z")), "4");
        QCOMPARE(drawn(index.find("a.b>")), "2 3 4 9");
        QCOMPARE(drawn(index.find("a.*")), "2 3 4");
    }
}

void TestSubscriptionIndex::prefixIsReadyToSend()
{
    Subscriptions subscriptions;
    SubscriptionIndex index;
    index.insert(subscriptions.add("a.*"));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(index.find("a.xyz").plain.at(0).prefix, std::string("HMSG a.xyz 1 "));
    QCOMPARE(index.find("a.q").plain.at(0).prefix, std::string("HMSG a.q 1 "));
}

void TestSubscriptionIndex::groupsByQueueName()
{
    Subscriptions subscriptions;
    SubscriptionIndex index;
    index.insert(subscriptions.add("a.b", "q"));
    index.insert(subscriptions.add("a.*", "q"));
    index.insert(subscriptions.add("a.b", "r"));
    index.insert(subscriptions.add("a.b"));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(drawn(index.find("a.b")), "4 | q: 1 2 | r: 3");
}

void TestSubscriptionIndex::otherNodesComeOnceEach()
{
    Somebody node(BrokerReceiver::Kind::Route);
    Subscriptions subscriptions;
    SubscriptionIndex index;
    index.insert(subscriptions.add("a.b", "q"));
    index.insert(subscriptions.add(node, "a.b"));
    index.insert(subscriptions.add(node, "a.*"));
    auto &group = subscriptions.add(node, "a.>", "q");
    group.weight = 3;
    index.insert(group);
    index.insert(subscriptions.add(node, "a.b", "only there"));
    for (int i = 0; i < 3; ++i) {
        const auto &match = index.find("a.b");
        QCOMPARE(drawn(match), " | only there:  | q: 1");
        QCOMPARE(match.routes.size(), 1U);
        for (const auto &found : match.groups) {
            QCOMPARE(found.remotes.size(), 1U);
            QCOMPARE(found.remotes.front().weight, found.queue == "q" ? 3U : 1U);
        }
    }
}

void TestSubscriptionIndex::cachedMatchFollowsChanges()
{
    Subscriptions subscriptions;
    SubscriptionIndex index;
    const auto find = [&index](std::string_view subject) {
        for (int i = 0; i < 3; ++i) // so often that it is cached
            static_cast<void>(index.find(subject));
        return drawn(index.find(subject));
    };
    auto &literal = subscriptions.add("a.b");
    auto &wild = subscriptions.add("a.>");
    QCOMPARE(find("a.b"), "");
    index.insert(literal);
    QCOMPARE(find("a.b"), "1");
    QCOMPARE(find("a.c"), "");
    index.insert(wild);
    QCOMPARE(find("a.b"), "1 2");
    QCOMPARE(find("a.c"), "2");
    index.remove(literal);
    QCOMPARE(find("a.b"), "2");
    index.remove(wild);
    QCOMPARE(find("a.b"), "");
    QCOMPARE(find("a.c"), "");
    QCOMPARE(index.size(), 0U);
    index.remove(wild); // not there any more: nothing happens
    QCOMPARE(index.size(), 0U);
}

void TestSubscriptionIndex::emptyTokensMatchNobody()
{
    Subscriptions subscriptions;
    SubscriptionIndex index;
    index.insert(subscriptions.add(">"));
    index.insert(subscriptions.add("a.*.b"));
    for (const auto *subject : {"a..b", ".a", "a.", "."})
        QCOMPARE(drawn(index.find(subject)), "");
}

void TestSubscriptionIndex::manyOfOneSubject()
{
    Subscriptions subscriptions;
    SubscriptionIndex index;
    std::vector<BrokerSubscription *> held;
    constexpr int count = 200'000; // quadratic work would take minutes
    for (int i = 0; i < count; ++i) {
        held.push_back(&subscriptions.add(i % 2 == 0 ? "a.b" : "a.>"));
        index.insert(*held.back());
    }
    std::minstd_rand random(1);
    std::shuffle(held.begin(), held.end(), random);
    while (held.size() > 3) {
        index.remove(*held.back());
        index.remove(*held.back()); // no more there: nothing happens
        held.pop_back();
    }
    QByteArrayList left;
    for (const auto *subscription : held)
        left.append(QByteArray::fromStdString(subscription->sid));
    std::ranges::sort(left);
    QCOMPARE(drawn(index.find("a.b")), left.join(' '));
    QCOMPARE(index.size(), 3U);
}

void TestSubscriptionIndex::deepSubject()
{
    Subscriptions subscriptions;
    SubscriptionIndex index;
    std::string literal = "a";
    std::string wild = "*";
    for (int i = 0; i < 300'000; ++i) { // as another node might send
        literal += ".a";
        wild += ".*";
    }
    auto &first = subscriptions.add(literal);
    auto &second = subscriptions.add(wild);
    index.insert(first);
    index.insert(second);
    QCOMPARE(drawn(index.find(literal)), "1 2");
    index.remove(first);
    index.remove(second);
    QCOMPARE(drawn(index.find(literal)), "");
}

void TestSubscriptionIndex::cacheIsBoundedByReceivers()
{
    Subscriptions subscriptions;
    SubscriptionIndex index;
    for (int i = 0; i < 2000; ++i)
        index.insert(subscriptions.add(">"));
    for (int i = 0; i < 1000; ++i) {
        const auto subject = "s." + std::to_string(i);
        index.find(subject);
        QCOMPARE(index.find(subject).plain.size(), 2000U);
        const auto figures = index.figures();
        QVERIFY(figures.cached >= 1);
        QVERIFY(figures.cached * 2000 <= SubscriptionIndex::cachedReceivers);
    }
}

void TestSubscriptionIndex::manyPatternsAreCheap()
{
    Subscriptions subscriptions;
    SubscriptionIndex index;
    const auto useAll = [&index] {
        for (std::size_t i = 0; i < SubscriptionIndex::cachedSubjects; ++i) {
            const auto subject = "s." + std::to_string(i);
            index.find(subject);
            index.find(subject);
        }
    };
    useAll();
    useAll();
    const auto cached = index.figures().cached;
    index.insert(subscriptions.add("t.*")); // a single one costs no other subject its place
    QCOMPARE(index.figures().cached, cached);
    for (int i = 0; i < 100; ++i)
        index.insert(subscriptions.add("u.*"));
    QCOMPARE(index.figures().cached, 0U); // so many are not worth looking at each subject
    useAll();
    QCOMPARE(index.figures().cached, cached);
}

void TestSubscriptionIndex::agreesWithSubjectMatches()
{
    std::minstd_rand random(7); // NOLINT(cert-msc51-cpp): a fixed seed repeats a failure
    const auto subject = [&random](std::initializer_list<const char *> tokens, bool mayEndOpen) {
        std::string text;
        const auto count = 1 + random() % 4;
        for (std::size_t i = 0; i < count; ++i)
            text.append(i ? "." : "").append(*(tokens.begin() + random() % tokens.size()));
        return mayEndOpen && random() % 4 == 0 ? text + ".>" : text;
    };
    Subscriptions subscriptions;
    SubscriptionIndex index;
    std::vector<BrokerSubscription *> held;
    for (int step = 0; step < 3000; ++step) {
        if (held.size() < 40 || random() % 2) {
            held.push_back(&subscriptions.add(subject({"a", "b", "c", "*"}, true)));
            index.insert(*held.back());
        } else {
            std::swap(held[random() % held.size()], held.back());
            index.remove(*held.back());
            held.pop_back();
        }
        const auto published = subject({"a", "b", "c", "d"}, false);
        QByteArrayList expected;
        for (const auto *subscription : held) {
            if (subjectMatches(subscription->subject, published))
                expected.append(QByteArray::fromStdString(subscription->sid));
        }
        std::ranges::sort(expected);
        QCOMPARE(drawn(index.find(published)), expected.join(' '));
    }
}

QTEST_GUILESS_MAIN(TestSubscriptionIndex)
#include "tst_subscriptionindex.moc"
