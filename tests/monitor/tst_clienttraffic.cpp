// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/topclients.h"

#include <QTest>

#include <algorithm>

using namespace gnat;
using By = TopClients::By;

/// How much clients publish, made of what servers answer.
class ClientTrafficTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratesAreDifferences_data();
    void ratesAreDifferences();
    void aRateNeedsTwoAnswers();
    void whoComesBackBeginsAnew();
    void theSameNumberOfAnotherServerIsSomebodyElse();
    void aServerThatDoesNotAnswer();
    void pagesShiftWhileTheyAreRead();
    void oldAnswersAreNotCompared();
    void thoseThatAreBusiest();
};

namespace {

constexpr qint64 second = 1'000'000'000;

ClientFigures client(quint64 number, quint64 published, qint64 atNs, const QString &server = QStringLiteral("A"))
{
    ClientFigures figures;
    figures.serverId = figures.serverName = server;
    figures.number = number;
    figures.name = QStringLiteral("c%1").arg(number);
    figures.published = published;
    figures.publishedBytes = published * 10;
    figures.atNs = atNs;
    return figures;
}

ConnzPage page(const QList<ClientFigures> &clients, const QString &server = QStringLiteral("A"))
{
    ConnzPage page;
    page.serverId = server;
    page.total = clients.size();
    page.clients = clients;
    return page;
}

/// "A1 5.0, A2 –": server, number and messages a second.
QString drawn(const ClientTraffic &traffic)
{
    QStringList lines;
    for (const auto &[figures, rates] : traffic.clients())
        lines << QStringLiteral("%1%2 %3")
                     .arg(figures.serverId)
                     .arg(figures.number)
                     .arg(rates ? QString::number(rates->published, 'f', 1) : QStringLiteral("–"));
    lines.sort();
    return lines.join(QStringLiteral(", "));
}

} // namespace

void ClientTrafficTest::ratesAreDifferences_data()
{
    QTest::addColumn<quint64>("before");
    QTest::addColumn<quint64>("now");
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<double>("rate"); // negative: none
    QTest::newRow("ten in two seconds") << quint64(5) << quint64(15) << 2 * second << 5.0;
    QTest::newRow("silent") << quint64(5) << quint64(5) << 2 * second << 0.0;
    QTest::newRow("counted anew") << quint64(15) << quint64(5) << 2 * second << -1.0;
    QTest::newRow("no time passed") << quint64(5) << quint64(15) << qint64(0) << -1.0;
    QTest::newRow("large") << quint64(1) << (quint64(1) << 53) + 1 << second << 9007199254740992.0;
}

void ClientTrafficTest::ratesAreDifferences()
{
    QFETCH(const quint64, before);
    QFETCH(const quint64, now);
    QFETCH(const qint64, ns);
    QFETCH(const double, rate);
    auto received = client(1, before, second);
    std::swap(received.published, received.received); // the same for what it receives
    auto later = client(1, now, second + ns);
    std::swap(later.published, later.received);
    const auto published = ratesBetween(client(1, before, second), client(1, now, second + ns));
    const auto taken = ratesBetween(received, later);
    QCOMPARE(published.has_value(), rate >= 0);
    QCOMPARE(taken.has_value(), rate >= 0);
    if (!published)
        return;
    QCOMPARE(published->published, rate);
    QCOMPARE(published->received, 0.0);
    QCOMPARE(taken->received, rate);
    QCOMPARE(taken->published, 0.0);
}

void ClientTrafficTest::aRateNeedsTwoAnswers()
{
    ClientTraffic traffic;
    traffic.take(page({client(1, 100, second)}));
    traffic.endRound(true);
    QCOMPARE(drawn(traffic), QStringLiteral("A1 –"));
    traffic.take(page({client(1, 110, 3 * second), client(2, 7, 3 * second)}));
    traffic.endRound(false);
    QCOMPARE(drawn(traffic), QStringLiteral("A1 5.0, A2 –"));
    QVERIFY(traffic.isSure());
}

void ClientTrafficTest::whoComesBackBeginsAnew()
{
    ClientTraffic traffic;
    traffic.take(page({client(1, 100, second)}));
    traffic.endRound(true);
    traffic.take(page({client(2, 20, 3 * second)})); // the same program, connected again
    traffic.endRound(false);
    QCOMPARE(drawn(traffic), QStringLiteral("A2 –"));
    traffic.take(page({client(1, 3, 5 * second), client(2, 30, 5 * second)})); // a server that counts from 1 again
    traffic.endRound(false);
    QCOMPARE(drawn(traffic), QStringLiteral("A1 –, A2 5.0"));
}

void ClientTrafficTest::theSameNumberOfAnotherServerIsSomebodyElse()
{
    ClientTraffic traffic;
    const auto b = QStringLiteral("B");
    for (const qint64 at : {1, 3}) {
        traffic.take(page({client(1, quint64(at) * 10, at * second)}));
        traffic.take(page({client(1, quint64(at) * 100, at * second, b)}, b));
        traffic.endRound(true);
    }
    QCOMPARE(drawn(traffic), QStringLiteral("A1 10.0, B1 100.0"));
    QCOMPARE(traffic.servers().size(), 2);
}

void ClientTrafficTest::aServerThatDoesNotAnswer()
{
    ClientTraffic traffic;
    const auto b = QStringLiteral("B");
    traffic.take(page({client(1, 10, second)}));
    traffic.take(page({client(1, 10, second, b)}, b));
    traffic.endRound(true);
    traffic.take(page({client(1, 20, 3 * second)}));
    traffic.endRound(false); // not all had the time: another round will tell
    QCOMPARE(drawn(traffic), QStringLiteral("A1 5.0, B1 –"));
    QVERIFY(!traffic.isSure());
    traffic.take(page({client(1, 30, 5 * second)}));
    traffic.endRound(true);
    QCOMPARE(drawn(traffic), QStringLiteral("A1 5.0"));
    QCOMPARE(traffic.servers().size(), 1);
    traffic.take(page({client(1, 40, 7 * second)}));
    traffic.take(page({client(1, 10, 7 * second, b)}, b));
    traffic.endRound(false);
    QVERIFY(!traffic.isSure()); // one that is new may have answered in place of another
}

void ClientTrafficTest::pagesShiftWhileTheyAreRead()
{
    ClientTraffic traffic;
    traffic.take(page({client(1, 10, second), client(2, 20, second)}));
    traffic.endRound(true);
    traffic.take(page({client(1, 14, 3 * second)}));
    traffic.take(page({client(1, 15, 3 * second)})); // once more on the second page, in place of 2
    traffic.endRound(false);
    QCOMPARE(drawn(traffic), QStringLiteral("A1 2.5"));
    traffic.take(page({client(1, 15, 5 * second), client(2, 60, 5 * second)}));
    traffic.endRound(false);
    QCOMPARE(drawn(traffic), QStringLiteral("A1 0.0, A2 10.0")); // over the four seconds
}

void ClientTrafficTest::oldAnswersAreNotCompared()
{
    ClientTraffic traffic;
    traffic.take(page({client(1, 10, second)}));
    traffic.endRound(true);
    traffic.forgetRates();
    traffic.take(page({client(1, 1000, 600 * second)}));
    traffic.endRound(true);
    QCOMPARE(drawn(traffic), QStringLiteral("A1 –"));
    traffic.take(page({client(1, 9999, 700 * second)}));
    traffic.dropRound(); // came to nothing
    traffic.take(page({client(1, 1004, 602 * second)}));
    traffic.endRound(true);
    QCOMPARE(drawn(traffic), QStringLiteral("A1 2.0"));
}

void ClientTrafficTest::thoseThatAreBusiest()
{
    QList<ClientTalker> all;
    for (const quint64 number : {1, 2, 3, 4})
        all.append({client(number, 100 - number, second), ClientRates{double(number), double(10 - number), 0, 0}});
    all.append({client(5, 1000, second), std::nullopt});
    auto twin = all[0];
    twin.figures.isOwn = true;
    all.append(twin);
    const auto drawn = [&all](By by, bool isDescending, qsizetype most = 10) {
        const auto top = topClients(all, by, isDescending, most);
        QString numbers;
        for (const auto &row : top.rows)
            numbers += QString::number(row.figures.number);
        return numbers;
    };
    QCOMPARE(drawn(By::PublishRate, true), QStringLiteral("43215"));
    QCOMPARE(drawn(By::PublishRate, false), QStringLiteral("12345")); // without a rate is last either way
    QCOMPARE(drawn(By::PublishByteRate, true), QStringLiteral("12345"));
    QCOMPARE(drawn(By::Published, true), QStringLiteral("51234"));
    QCOMPARE(drawn(By::Name, false), QStringLiteral("12345"));
    QCOMPARE(drawn(By::Name, true, 2), QStringLiteral("54"));
    const auto top = topClients(all, By::PublishRate, true, 2);
    QCOMPARE(top.clients, 5);
    QCOMPARE(top.publishRate, 10.0); // of all
    QVERIFY(std::ranges::any_of(topClients(all, By::Name, false, 1).rows,
                                [](const ClientTalker &row) { return row.figures.isOwn; }));
}

QTEST_GUILESS_MAIN(ClientTrafficTest)
#include "tst_clienttraffic.moc"
