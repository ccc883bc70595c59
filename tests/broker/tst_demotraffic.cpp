// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerrouter.h"
#include "broker/demo/demotraffic.h"

#include <QHash>
#include <QTest>

#include <memory>

using namespace gnat;

namespace {

/// Hears everything, like a subscription on `>`.
class Listener final : public BrokerReceiver
{
public:
    explicit Listener(BrokerRouter &router) : m_router(router)
    {
        m_all.receiver = this;
        m_all.subject = ">";
        m_all.sid = "1";
        m_router.subscribe(m_all);
    }
    ~Listener() override { m_router.unsubscribe(m_all); }

    Taken deliver(const BrokerSubscription & /*subscription*/, std::string_view /*prefix*/,
                  const RoutedMessage &message) override
    {
        const auto bytes = [](std::string_view text) {
            return QByteArray(text.data(), qsizetype(text.size()));
        };
        const auto subject = bytes(message.subject);
        m_counts[subject.startsWith("iot.")       ? "iot"
                 : subject.startsWith("logs.")    ? "logs"
                 : subject.startsWith("_INBOX.")  ? "answers"
                 : subject.startsWith("shop.ord") ? "orders"
                                                  : subject]++;
        m_subjects[subject]++;
        if (!subject.startsWith("_INBOX."))
            m_script += subject + ' ' + bytes(message.headers) + (subject.startsWith("iot.") ? "" : "\n");
        if (!message.headers.empty())
            ++m_withHeaders;
        return Taken::Yes;
    }
    void subscriptionEnded(BrokerSubscription & /*subscription*/) override {}

    int count(const QByteArray &kind) const { return m_counts.value(kind); }
    const QHash<QByteArray, int> &subjects() const { return m_subjects; }
    const QByteArray &script() const { return m_script; }
    int withHeaders() const { return m_withHeaders; }

private:
    BrokerRouter &m_router;
    BrokerSubscription m_all;
    QHash<QByteArray, int> m_counts;
    QHash<QByteArray, int> m_subjects;
    QByteArray m_script;
    int m_withHeaders = 0;
};

/// A minute of demo traffic in no time: the wake-ups come as soon as they are asked for.
std::unique_ptr<Listener> minute(BrokerRouter &router, const DemoOptions &options)
{
    auto listener = std::make_unique<Listener>(router);
    auto next = BrokerBus::TimePoint::max();
    BrokerGuestSeat seat(router, makeDemoTraffic(options), [&next](BrokerBus::TimePoint time) { next = time; });
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    seat.enter();
    while (next < end) {
        const auto now = std::exchange(next, BrokerBus::TimePoint::max());
        seat.wake(now);
    }
    return listener;
}

bool isAbout(int count, double expected)
{
    return count > expected * 0.7 - 5 && count < expected * 1.3 + 5;
}

} // namespace

class TestDemoTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rates();
    void theSameSeedGivesTheSameScript();
    void kindsCanBeLeftOut();
};

void TestDemoTraffic::rates()
{
    BrokerRouter router;
    const auto heard = minute(router, {});
    QVERIFY2(isAbout(heard->count("iot"), 60 * 120), qPrintable(QString::number(heard->count("iot"))));
    QVERIFY(isAbout(heard->count("logs"), 60 * 41));
    QVERIFY(isAbout(heard->count("orders"), 60 * 18));
    QVERIFY(isAbout(heard->count("user.get"), 60 * 6.8));
    QVERIFY(isAbout(heard->count("pricing.quote"), 60 * 0.5));
    const auto asked = heard->count("user.get") + heard->count("pricing.quote") * 3;
    QVERIFY2(heard->count("answers") < asked && heard->count("answers") > asked - 40,
             qPrintable(QStringLiteral("%1 of %2").arg(heard->count("answers")).arg(asked)));
    QVERIFY(heard->withHeaders() > 60 * 18);

    int devices = 0;
    for (auto entry = heard->subjects().cbegin(); entry != heard->subjects().cend(); ++entry)
        devices += entry.key().startsWith("iot.") ? 1 : 0;
    QCOMPARE(devices, 24);
    for (const auto *subject : {"iot.pump-07.telemetry", "logs.gateway.info", "shop.orders.created", "shop.orders.paid",
                                "shop.orders.shipped", "shop.orders.cancelled"})
        QVERIFY2(heard->subjects().contains(subject), subject);
}

void TestDemoTraffic::theSameSeedGivesTheSameScript()
{
    BrokerRouter router;
    DemoOptions options;
    const auto first = minute(router, options)->script();
    const auto second = minute(router, options)->script();
    options.seed = 2;
    const auto other = minute(router, options)->script();
    // the last second may hold a message more or less, because the clock went on between the runs
    const auto size = std::min(first.size(), second.size()) - 20'000;
    QVERIFY(size > 100'000);
    QVERIFY(first.left(size) == second.left(size));
    QVERIFY(first.left(size) != other.left(size));
}

void TestDemoTraffic::kindsCanBeLeftOut()
{
    BrokerRouter router;
    DemoOptions options{1, 0, 2, 0, 0, 0};
    const auto heard = minute(router, options);
    QVERIFY(isAbout(heard->count("logs"), 120));
    for (const auto *kind : {"iot", "orders", "user.get", "pricing.quote", "answers"})
        QCOMPARE(heard->count(kind), 0);
    options.logsPerSecond = 0;
    QVERIFY(minute(router, options)->script().isEmpty());
}

QTEST_GUILESS_MAIN(TestDemoTraffic)
#include "tst_demotraffic.moc"
