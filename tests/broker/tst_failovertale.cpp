// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/qt/failovertale.h"

#include <QTest>

using namespace gnat;

namespace {

constexpr qint64 second = 1'000'000'000;
constexpr qint64 millisecond = 1'000'000;

BrokerEvent told(BrokerEvent::Kind kind, qint64 atNs, const std::string &node, const std::string &text = {})
{
    BrokerEvent made;
    made.time = atNs;
    made.node = node;
    made.kind = kind;
    made.text = text;
    return made;
}

ClientView client(int node, quint64 id, const QString &name, qint64 startedNs)
{
    ClientView view;
    view.node = node;
    view.id = id;
    view.name = name;
    view.startedNs = startedNs;
    return view;
}

BrokerView cluster(qint64 atNs, QList<ClientView> clients)
{
    BrokerView view;
    view.hasNodes = true;
    view.atNs = atNs;
    for (const auto *name : {"n1", "n2", "n3"}) {
        NodeView node;
        node.name = QString::fromLatin1(name);
        node.state = NodeState::Running;
        view.nodes.append(node);
    }
    view.clients = std::move(clients);
    return view;
}

} // namespace

/// What is told of a failover is what was observed: not more, and in its order.
class FailoverTaleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoWasLostAndWhoIsBack();
    void clientsThatLeftEarlierAreNotLost();
    void strangersAreNotTakenForSomebodyLost();
    void aLameDucksClientsHaveMoved();
    void whoMovedIsMarkedForAWhile();
    void anEndThatNobodyWantedSaysSo();
};

void FailoverTaleTest::tellsWhoWasLostAndWhoIsBack()
{
    FailoverTale tale;
    auto view = cluster(10 * second,
                        {client(1, 3, QStringLiteral("orders"), second), client(1, 4, QStringLiteral("logs"), second)});
    tale.look(view);
    QVERIFY(tale.stories().isEmpty());
    tale.expectEnd(QStringLiteral("n2"));
    const auto end = 11 * second;
    tale.add({told(BrokerEvent::Kind::ClientLeft, end, "n2"), told(BrokerEvent::Kind::ClientLeft, end, "n2"),
              told(BrokerEvent::Kind::Down, end, "n2", "killed")});
    view = cluster(12 * second, {client(2, 1, QStringLiteral("orders"), end + 147 * millisecond)});
    view.nodes[1].state = NodeState::Stopped;
    tale.look(view);
    const auto &stories = tale.stories();
    QCOMPARE(stories.size(), 3);
    QCOMPARE(stories.at(0).kind, BrokerStory::Kind::Killed);
    QVERIFY(stories.at(0).isFromHere);
    QCOMPARE(stories.at(1).kind, BrokerStory::Kind::ClientsLost);
    QCOMPARE(stories.at(1).clients, quint64(2));
    QCOMPARE(stories.at(2).kind, BrokerStory::Kind::ClientBack);
    QCOMPARE(stories.at(2).client, QStringLiteral("orders"));
    QCOMPARE(stories.at(2).node, QStringLiteral("n3"));
    QCOMPARE(stories.at(2).afterNs, 147 * millisecond);
    QCOMPARE(view.clients.at(0).movedFrom, 1);
}

void FailoverTaleTest::clientsThatLeftEarlierAreNotLost()
{
    FailoverTale tale;
    tale.add({told(BrokerEvent::Kind::ClientLeft, 10 * second, "n1"),
              told(BrokerEvent::Kind::Down, 15 * second, "n1", "stopped")});
    QCOMPARE(tale.stories().size(), 1);
    QCOMPARE(tale.stories().at(0).kind, BrokerStory::Kind::Stopped);
}

void FailoverTaleTest::strangersAreNotTakenForSomebodyLost()
{
    FailoverTale tale;
    auto view = cluster(10 * second, {client(0, 1, QStringLiteral("orders"), second), client(0, 2, {}, second)});
    tale.look(view);
    tale.add({told(BrokerEvent::Kind::Down, 11 * second, "n1", "killed")});
    // another name; nobody's name; and one that was there before
    view = cluster(12 * second,
                   {client(1, 1, QStringLiteral("billing"), 11'500 * millisecond),
                    client(1, 2, {}, 11'500 * millisecond), client(2, 1, QStringLiteral("orders"), 5 * second)});
    view.nodes[0].state = NodeState::Stopped;
    tale.look(view);
    QCOMPARE(tale.stories().size(), 1);
}

void FailoverTaleTest::aLameDucksClientsHaveMoved()
{
    FailoverTale tale;
    auto view = cluster(10 * second, {client(0, 1, QStringLiteral("orders"), second)});
    tale.look(view);
    tale.add({told(BrokerEvent::Kind::LameDuck, 11 * second, "n1")});
    view = cluster(12 * second, {client(1, 7, QStringLiteral("orders"), 11'800 * millisecond)});
    view.nodes[0].state = NodeState::LameDuck;
    tale.look(view);
    QCOMPARE(tale.stories().size(), 2);
    QCOMPARE(tale.stories().at(1).kind, BrokerStory::Kind::ClientBack);
    QCOMPARE(tale.stories().at(1).afterNs, 0); // nobody saw when it left
    QCOMPARE(view.clients.at(0).movedFrom, 0);
}

void FailoverTaleTest::whoMovedIsMarkedForAWhile()
{
    FailoverTale tale;
    auto view = cluster(10 * second, {client(0, 1, QStringLiteral("orders"), second)});
    tale.look(view);
    tale.add({told(BrokerEvent::Kind::Down, 11 * second, "n1", "killed")});
    const auto back = client(1, 7, QStringLiteral("orders"), 11'200 * millisecond);
    for (const auto &[atNs, from] :
         {std::pair(12 * second, 0), std::pair(60 * second, 0), std::pair(80 * second, -1)}) {
        view = cluster(atNs, {back});
        view.nodes[0].state = NodeState::Stopped;
        tale.look(view);
        QCOMPARE(view.clients.at(0).movedFrom, from);
    }
    QCOMPARE(tale.stories().size(), 2);
}

void FailoverTaleTest::anEndThatNobodyWantedSaysSo()
{
    FailoverTale tale;
    tale.add({told(BrokerEvent::Kind::Down, second, "n3", "stopped")});
    QVERIFY(!tale.stories().at(0).isFromHere);
}

QTEST_GUILESS_MAIN(FailoverTaleTest)
#include "tst_failovertale.moc"
