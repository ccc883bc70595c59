// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "support/qtwarnings.h"

#include <map>
#include <thread>

using namespace gnat;
using namespace gnat::test;

class IngestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void losesAndInventsNothing();
    void countsWhatASmallQueueDrops();
};

namespace {

constexpr int total = 100'000;
constexpr int subjects = 100;

/// Publishes message number i on ingest.<i % subjects> with the number as payload, from a thread of its own.
std::thread flood(quint16 port)
{
    return std::thread([port] {
        RawClient raw(port);
        QByteArray block;
        for (int i = 0; i < total; ++i) {
            const auto number = QByteArray::number(i);
            block += "PUB ingest." + QByteArray::number(i % subjects) + ' ' + QByteArray::number(number.size()) +
                     "\r\n" + number + "\r\n";
            if (block.size() > 60'000) {
                raw.socket.write(block);
                raw.socket.waitForBytesWritten(5'000);
                block.clear();
            }
        }
        raw.socket.write(block);
        raw.sync();
    });
}

} // namespace

void IngestTest::losesAndInventsNothing()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Client client(server.url());
    QVERIFY(client.connects());
    QVERIFY(client.subscribe("ingest.*"));
    auto publisher = flood(server.port());
    std::map<QByteArray, int> last;
    std::size_t seen = 0;
    bool isInOrder = true;
    const bool isComplete = QTest::qWaitFor(
        [&] {
            for (const auto &message : client.received()) {
                auto &before = last.try_emplace(message.subject, -1).first->second;
                isInOrder = isInOrder && message.payload.toInt() > before;
                before = message.payload.toInt();
            }
            seen += client.messages.size();
            client.messages.clear();
            return seen >= total;
        },
        60'000);
    publisher.join();
    QVERIFY2(isComplete, qPrintable(QString::number(seen)));
    QVERIFY(isInOrder);
    QCOMPARE(last.size(), static_cast<std::size_t>(subjects));
    const auto figures = client.queue->figures();
    QCOMPARE(figures.pushedMessages, figures.takenMessages + figures.waitingMessages);
    QCOMPARE(figures.droppedMessages, 0);
    QCOMPARE(client.ledger.figures().received, total);
    const auto infos = client.connection->subscriptions();
    QCOMPARE(infos[0].messages, total);
    QCOMPARE(infos[0].dropped, 0);
}

void IngestTest::countsWhatASmallQueueDrops()
{
    NatsServerProcess server;
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    Client client(server.url());
    const auto small = std::make_shared<BatchQueue>(BatchQueue::Limits{10'000, 1'000'000});
    client.fanout.attach(small); // nobody takes from it while the messages come
    QVERIFY(client.connects());
    QVERIFY(client.subscribe("ingest.*"));
    auto publisher = flood(server.port());
    publisher.join();
    QTRY_COMPARE_WITH_TIMEOUT(client.ledger.figures().received, total, 60'000);
    const auto figures = small->figures();
    QVERIFY(figures.droppedMessages > 0);
    QVERIFY(figures.waitingMessages > 0);
    QCOMPARE(figures.pushedMessages + figures.droppedMessages, total);
    std::size_t taken = 0;
    for (const auto &batch : small->take())
        taken += batch->size();
    QCOMPARE(taken, small->figures().takenMessages);
    QCOMPARE(taken + figures.droppedMessages, total);
    client.fanout.detach(small.get());
}

QTEST_GUILESS_MAIN(IngestTest)
#include "tst_ingest.moc"
