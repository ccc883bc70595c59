// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batchbuilder.h"
#include "exchange/exchangeanalyser.h"
#include "flow/analysisthread.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"

#include <QTest>

#include <thread>

using namespace gnat;

namespace {

struct House
{
    Fanout fanout;
    DropLedger ledger;
    std::shared_ptr<ExchangeTable> table = std::make_shared<ExchangeTable>();
    std::shared_ptr<ExchangeAnalyser> exchanges = std::make_shared<ExchangeAnalyser>(table);
    AnalysisThread analysis{fanout, ledger};

    House() { analysis.add(exchanges); }
};

/// `count` requests of one connection, each followed by its reply two messages later.
std::unique_ptr<MessageBatch> makeExchanges(SourceId source, int first, int count, const std::string &inbox)
{
    BatchBuilder builder(source);
    bool isFine = true;
    for (int i = first; i < first + count; ++i) {
        const auto reply = inbox + std::to_string(i);
        isFine = isFine && builder.append({"ask", reply, {}, "?"}, 1'000'000 + i * 10, SubscriptionId(1));
        isFine = isFine && builder.append({reply, {}, {}, "!"}, 1'000'003 + i * 10, SubscriptionId(1));
    }
    return isFine ? builder.take() : nullptr;
}

} // namespace

class TestExchangeAnalyser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pairsReachTheTable();
    void newsNamesWhatAFilterSeesAnew();
    void statisticsComeWhenWanted();
    void readersAndWritersDoNotDisturbEachOther();
};

void TestExchangeAnalyser::pairsReachTheTable()
{
    House house;
    house.fanout.publish(makeExchanges(SourceId(1), 0, 10, "_INBOX.a."));
    QTRY_COMPARE(house.table->size(), std::size_t{20});
    QCOMPARE(house.table->find(1)->latencyNs, std::int64_t{3});
    QCOMPARE(house.table->find(2)->request, std::uint64_t{1});
}

void TestExchangeAnalyser::newsNamesWhatAFilterSeesAnew()
{
    House house;
    ExchangeNews news;
    const auto reaches = [&](std::uint64_t last) {
        news.add(house.exchanges->takeNews());
        return news.last == last;
    };
    house.fanout.publish(makeExchanges(SourceId(1), 0, 2, "_INBOX.a."));
    QTRY_VERIFY(reaches(4));
    QCOMPARE(news.first, std::uint64_t{1});
    QVERIFY(news.rejudged.empty() && !news.isTooMuch); // an inbox is a reply by its name
    house.fanout.publish(makeExchanges(SourceId(1), 0, 1, "my.box."));
    QTRY_VERIFY(reaches(6));
    QCOMPARE(news.first, std::uint64_t{1});
    QVERIFY(!news.rejudged.empty());
    QCOMPARE(house.table->size(), std::size_t{6});
    QCOMPARE(house.exchanges->takeNews().last, std::uint64_t{0});
}

void TestExchangeAnalyser::statisticsComeWhenWanted()
{
    House house;
    house.fanout.publish(makeExchanges(SourceId(1), 0, 5, "_INBOX.a."));
    QTRY_COMPARE(house.table->size(), std::size_t{10});
    QVERIFY(!house.exchanges->takeStatistics());
    house.exchanges->wantStatistics(true);
    std::vector<RequestFigures> figures;
    const auto haveCome = [&] {
        figures = house.exchanges->takeStatistics().value_or(figures);
        return !figures.empty();
    };
    QTRY_VERIFY(haveCome());
    QCOMPARE(figures.front().answered, std::uint64_t{5});
}

/// Two connections send, the window reads, lets go and tells of subscriptions, a scan reads: under the thread
/// sanitizer.
void TestExchangeAnalyser::readersAndWritersDoNotDisturbEachOther()
{
    constexpr int batches = 200;
    House house;
    const auto send = [&house](SourceId source) {
        for (int i = 0; i < batches; ++i)
            house.fanout.publish(makeExchanges(source, i * 50, 50, "_INBOX.a."));
    };
    std::uint64_t seen = 0;
    {
        const std::jthread first(send, SourceId(1));
        const std::jthread second(send, SourceId(2));
        const std::jthread scan([&](const std::stop_token &stop) {
            for (std::uint64_t sequence = 1; !stop.stop_requested(); sequence = sequence % 40'000 + 1)
                seen += house.table->find(sequence) ? 1 : 0;
        });
        for (std::uint64_t i = 0; i < 100; ++i) {
            house.exchanges->setSubscriptions(SourceId(1), {SubjectPattern::parse(">").value()});
            house.exchanges->endOwn(SourceId(2), "_INBOX.z." + std::to_string(i), ExchangeOutcome::TimedOut, -1);
            house.exchanges->takeNews();
            house.table->dropBefore(i);
        }
    }
    const auto last = std::uint64_t{2 * batches * 100};
    QTRY_VERIFY(house.table->find(last));
    QCOMPARE(house.table->size(), std::size_t{last - 99 + 1});
    QVERIFY(house.table->find(last)->isReply);
}

QTEST_GUILESS_MAIN(TestExchangeAnalyser)
#include "tst_exchangeanalyser.moc"
