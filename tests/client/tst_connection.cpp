// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "client/connectionpublisher.h"
#include "client/connectionset.h"
#include "support/qtwarnings.h"

using namespace gnat;
using namespace gnat::test;

namespace {

QByteArray all256()
{
    QByteArray bytes;
    for (int value = 0; value < 256; ++value)
        bytes.append(static_cast<char>(value));
    return bytes;
}

QByteArray hpub(const QByteArray &subject, const QByteArray &headers, const QByteArray &payload)
{
    return "HPUB " + subject + ' ' + QByteArray::number(headers.size()) + ' ' +
           QByteArray::number(headers.size() + payload.size()) + "\r\n" + headers + payload + "\r\n";
}

} // namespace

class ConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.errorText())); }

    void tellsTheServersFacts();
    void keepsEveryByte();
    void sendsWhatItIsTold();
    void refusesWhatCannotBeSent_data();
    void refusesWhatCannotBeSent();
    void refusesInvalidPatterns();
    void countsCopiesOfOverlappingSubscriptions();
    void switchesSubscriptions();
    void publishesInBulk();
    void closesAndOpensAgain();
    void numbersEqualNames();

private:
    NatsServerProcess m_server;
};

void ConnectionTest::tellsTheServersFacts()
{
    Client client(m_server.url());
    QSignalSpy measured(client.connection.get(), &Connection::roundTripMeasured);
    QVERIFY(client.connects());
    const auto facts = client.connection->server();
    QCOMPARE(facts.maxPayload, 1'048'576);
    QVERIFY(facts.url.contains(QString::number(m_server.port())));
    QVERIFY(!facts.id.isEmpty());
    QVERIFY(facts.version.startsWith(u"2."));
    QTRY_VERIFY(measured.count() > 0);
    QVERIFY(client.connection->roundTripNs() > 0);
}

void ConnectionTest::keepsEveryByte()
{
    Client client(m_server.url());
    QVERIFY(client.connects());
    QVERIFY(client.subscribe("bytes.>"));
    RawClient raw(m_server.port());
    QVERIFY(raw.isUp);
    const QByteArray headers = "NATS/1.0\r\nb:  two blanks \r\nA:x\r\nb: again\r\na: lower\r\nEmpty:\r\n\r\n";
    raw.socket.write(hpub("bytes.headers", headers, all256()));
    raw.socket.write("PUB bytes.empty 0\r\n\r\n");
    raw.socket.write("PUB bytes.reply back.to.me 256\r\n" + all256() + "\r\n");
    raw.socket.write("HPUB bytes.both back.to.me 22 22\r\nNATS/1.0\r\nK: value\r\n\r\n\r\n");
    QVERIFY(raw.sync());

    QVERIFY(client.receives(4));
    const auto &messages = client.received();
    QCOMPARE(messages[0].subject, QByteArray("bytes.headers"));
    QCOMPARE(messages[0].headers, headers);
    QCOMPARE(messages[0].payload, all256());
    QCOMPARE(messages[1].headers, QByteArray());
    QCOMPARE(messages[1].payload, QByteArray());
    QCOMPARE(messages[2].reply, QByteArray("back.to.me"));
    QCOMPARE(messages[2].payload, all256());
    QCOMPARE(messages[2].headers, QByteArray());
    QCOMPARE(messages[3].reply, QByteArray("back.to.me"));
    QCOMPARE(messages[3].headers, QByteArray("NATS/1.0\r\nK: value\r\n\r\n"));
    QCOMPARE(messages[3].payload, QByteArray());
    QCOMPARE(client.connection->rebuiltHeaders(), 0);
}

void ConnectionTest::sendsWhatItIsTold()
{
    Client client(m_server.url());
    QVERIFY(client.connects());
    RawClient raw(m_server.port());
    raw.socket.write("SUB told 1\r\n");
    QVERIFY(raw.sync());
    raw.read.clear();
    QSignalSpy published(client.connection.get(), &Connection::published);
    QVERIFY(
        client.connection->publish({"told", "answer.here", {{"K", "one"}, {"K", "two"}, {"K", ""}}, all256()}).isOk());
    QVERIFY(raw.readUntil(all256()));
    QVERIFY2(raw.read.startsWith("HMSG told 1 answer.here "), raw.read.constData());
    QVERIFY(raw.read.contains("NATS/1.0\r\nK: one\r\nK: two\r\nK: \r\n\r\n"));
    QTRY_COMPARE(published.count(), 1);
    QCOMPARE(published[0][1].toString(), QString());
    QSignalSpy flushed(client.connection.get(), &Connection::flushed);
    client.connection->flush();
    QVERIFY(flushed.wait());
    QVERIFY(flushed[0][0].toBool());
}

void ConnectionTest::refusesWhatCannotBeSent_data()
{
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("payload");
    QTest::addColumn<QString>("says");
    const QByteArray ok("ok");
    QTest::newRow("no subject") << QByteArray() << QByteArray() << ok << ok << 0 << QStringLiteral("empty");
    QTest::newRow("blank") << QByteArray("a b") << QByteArray() << ok << ok << 0 << QStringLiteral("blank");
    QTest::newRow("wildcard") << QByteArray("a.*") << QByteArray() << ok << ok << 0 << QStringLiteral("wildcard");
    QTest::newRow("empty token") << QByteArray("a..b") << QByteArray() << ok << ok << 0
                                 << QStringLiteral("empty token");
    QTest::newRow("reply") << ok << QByteArray("b c") << ok << ok << 0 << QStringLiteral("reply subject");
    QTest::newRow("key") << ok << QByteArray() << QByteArray("a:b") << ok << 0 << QStringLiteral("header key");
    QTest::newRow("line break") << ok << QByteArray() << ok << QByteArray("a\r\nb") << 0
                                << QStringLiteral("line break");
    QTest::newRow("too large") << ok << QByteArray() << ok << ok << 1'048'577 << QStringLiteral("max_payload");
}

void ConnectionTest::refusesWhatCannotBeSent()
{
    QFETCH(QByteArray, subject);
    QFETCH(QByteArray, reply);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    QFETCH(int, payload);
    QFETCH(QString, says);
    Client client(m_server.url());
    QVERIFY(!client.connection->publish({"ok", {}, {}, {}}).isOk()); // not connected
    QVERIFY(client.connects());
    const auto sent = client.connection->publish({subject, reply, {{key, value}}, QByteArray(payload, 'x')});
    QVERIFY(!sent);
    QVERIFY2(errorText(sent.error()).contains(says), sent.error().message.c_str());
}

void ConnectionTest::refusesInvalidPatterns()
{
    Client client(m_server.url());
    QVERIFY(!client.connection->subscribe("a..b").isOk());
    QVERIFY(!client.connection->subscribe(">.a").isOk());
    QVERIFY(!client.connection->subscribe("a", "two words").isOk());
    QVERIFY(client.connection->subscriptions().isEmpty());
    const auto first = client.connection->subscribe("a.*");
    QCOMPARE(client.connection->subscribe("a.*").value(), first.value());
    QCOMPARE(client.connection->subscriptions().size(), 1);
}

void ConnectionTest::countsCopiesOfOverlappingSubscriptions()
{
    Client client(m_server.url());
    QVERIFY(client.connects());
    QVERIFY(client.subscribe("over.*"));
    QVERIFY(client.subscribe("over.a"));
    QVERIFY(client.subscribe("over.>", "group"));
    RawClient raw(m_server.port());
    for (int i = 0; i < 100; ++i)
        raw.socket.write(i % 2 == 0 ? "PUB over.a 1\r\nx\r\n" : "PUB over.b 1\r\nx\r\n");
    raw.socket.write("PUB over.a.b 1\r\nx\r\n"); // only the queue group's
    QVERIFY(raw.sync());
    QTRY_COMPARE(client.ledger.figures().received, 251); // over.a: 3 copies, over.b: 2, over.a.b: 1
    QVERIFY(client.receives(101));
    QCOMPARE(client.ledger.figures().duplicates, 150);
    const auto infos = client.connection->subscriptions();
    QCOMPARE(infos[0].messages, 100);
    QCOMPARE(infos[1].messages, 0);
    QCOMPARE(infos[2].messages, 1);

    // Without the owner the next oldest owns.
    client.connection->unsubscribe(infos[0].id);
    QSignalSpy flushed(client.connection.get(), &Connection::flushed);
    client.connection->flush();
    QVERIFY(flushed.wait());
    raw.socket.write("PUB over.a 1\r\nx\r\n");
    QVERIFY(raw.sync());
    QVERIFY(client.receives(102));
    QCOMPARE(client.connection->subscriptions().first().messages, 1);
}

void ConnectionTest::switchesSubscriptions()
{
    Client client(m_server.url());
    const auto id = client.connection->subscribe("switch").value(); // before the connection is up
    QSignalSpy confirmed(client.connection.get(), &Connection::subscriptionsConfirmed);
    QVERIFY(client.connects());
    QTRY_COMPARE(confirmed.count(), 1);
    RawClient raw(m_server.port());
    const auto publishOnce = [&] {
        raw.socket.write("PUB switch 1\r\nx\r\n");
        return raw.sync();
    };
    QVERIFY(publishOnce());
    QVERIFY(client.receives(1));
    client.connection->setSubscriptionOn(id, false);
    QSignalSpy flushed(client.connection.get(), &Connection::flushed);
    client.connection->flush();
    QVERIFY(flushed.wait());
    QVERIFY(publishOnce());
    QVERIFY(!client.connection->subscriptions().first().isOn);
    client.connection->setSubscriptionOn(id, true);
    QVERIFY(confirmed.wait());
    QVERIFY(publishOnce());
    QVERIFY(client.receives(2));
    QCOMPARE(client.connection->subscriptions().first().messages, 2);
    client.connection->unsubscribe(id);
    QVERIFY(client.connection->subscriptions().isEmpty());
}

void ConnectionTest::publishesInBulk()
{
    Client client(m_server.url());
    const auto publisher = client.connection->publisher();
    const auto message = [](std::string_view subject, std::string_view headers, std::string_view payload) {
        MessageView view;
        view.subject = subject;
        view.headers = headers;
        view.payload = payload;
        return view;
    };
    QCOMPARE(publisher->publish(message("bulk", {}, "x")).error().kind, ErrorKind::Unreachable);
    QVERIFY(client.connects());
    QVERIFY(client.subscribe("bulk"));
    const std::string payload(1'000, 'p');
    for (int i = 0; i < 5'000; ++i)
        QVERIFY(publisher->publish(message("bulk", "NATS/1.0\r\nA: 1\r\nA: 2\r\n\r\n", payload)).isOk());
    QVERIFY(publisher->flush().isOk());
    QVERIFY(client.receives(5'000));
    QCOMPARE(client.received().back().headers, QByteArray("NATS/1.0\r\nA: 1\r\nA: 2\r\n\r\n"));
    QCOMPARE(publisher->publish(message("a b", {}, "x")).error().kind, ErrorKind::InvalidInput);
    client.connection.reset();
    QCOMPARE(publisher->publish(message("bulk", {}, "x")).error().kind, ErrorKind::Unreachable);
}

void ConnectionTest::closesAndOpensAgain()
{
    Client client(m_server.url());
    QVERIFY(client.connects());
    QVERIFY(client.subscribe("again"));
    client.connection->close();
    QCOMPARE(client.connection->state(), ConnectionState::Closed);
    QSignalSpy confirmed(client.connection.get(), &Connection::subscriptionsConfirmed);
    QVERIFY(client.connects());
    QTRY_COMPARE(confirmed.count(), 1);
    QVERIFY(client.connection->publish({"again", {}, {}, "x"}).isOk());
    QVERIFY(client.receives(1));
    QSignalSpy states(client.connection.get(), &Connection::stateChanged);
    client.connection->close();
    client.connection->open();
    QVERIFY(client.reaches(ConnectionState::Connected));
    QCOMPARE(states.count(), 3); // closed, connecting, connected: nothing of the old handle
}

void ConnectionTest::numbersEqualNames()
{
    Fanout fanout;
    DropLedger ledger;
    ConnectionSet set(fanout, ledger);
    QSignalSpy removed(&set, &ConnectionSet::removed);
    const auto profile = profileFromUrls(m_server.url()).value();
    auto *first = set.add(profile);
    auto *second = set.add(profile);
    QCOMPARE(second->profile().name, first->profile().name + QStringLiteral(" 2"));
    QTRY_COMPARE(second->state(), ConnectionState::Connected);
    QCOMPARE(set.findByName(second->profile().name), second);
    const auto id = second->id();
    set.remove(id);
    QCOMPARE(removed.count(), 1);
    QVERIFY(!set.find(id));
    QCOMPARE(set.all().size(), 1);
}

QTEST_GUILESS_MAIN(ConnectionTest)
#include "tst_connection.moc"
