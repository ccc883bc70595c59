// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "client/connectionpublisher.h"
#include "support/qtwarnings.h"

using namespace gnat;
using namespace gnat::test;
using namespace std::chrono_literals;

/// A locked profile sends nothing by any door until it is unlocked, and then for a while only; another connection on
/// the same server is the witness.
class SendingLockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnQtWarnings(); }
    void initTestCase() { QVERIFY2(m_server.start(), qPrintable(m_server.errorText())); }

    void refusesByEveryDoor();
    void aPassLetsOneWorkThrough();
    void unlocksForAWhile();
    void othersAreNeverLocked();

private:
    ConnectionProfile locked() const
    {
        auto profile = profileFromUrls(m_server.url()).value();
        profile.name = QStringLiteral("production");
        profile.isLocked = true;
        return profile;
    }
    static MessageView view()
    {
        MessageView message;
        message.subject = "locked.bulk";
        return message;
    }

    NatsServerProcess m_server;
};

void SendingLockTest::refusesByEveryDoor()
{
    Client witness(m_server.url());
    QVERIFY(witness.connects());
    QVERIFY(witness.subscribe("locked.>"));
    QVERIFY(witness.subscribe("$SYS.REQ.>"));
    Client client(locked());
    QVERIFY(client.connects());
    auto &connection = *client.connection;
    const auto publisher = connection.publisher();
    QVERIFY(connection.isLocked());

    const auto published = connection.publish({"locked.one", {}, {}, "x"});
    QCOMPARE(published.error().kind, ErrorKind::NotPermitted);
    QVERIFY2(errorText(published.error()).contains(u"production is locked"), published.error().message.c_str());
    QCOMPARE(connection.request({"locked.two", {}, {}, {}}, {}).error().kind, ErrorKind::NotPermitted);
    QCOMPARE(publisher->publish(view()).error().kind, ErrorKind::NotPermitted);
    // A server may be asked about itself, and is the last of all: had one of the others gone out, it came before.
    QVERIFY(connection.request({"$SYS.REQ.ACCOUNT.PING.CONNZ", {}, {}, {}}, {1000, 1, true}).isOk());
    QVERIFY(witness.receives(1));
    QCOMPARE(witness.received().size(), std::size_t{1});
    QCOMPARE(witness.received().front().subject, QByteArray("$SYS.REQ.ACCOUNT.PING.CONNZ"));
}

void SendingLockTest::aPassLetsOneWorkThrough()
{
    Client witness(m_server.url());
    QVERIFY(witness.connects());
    QVERIFY(witness.subscribe("locked.>"));
    Client client(locked());
    QVERIFY(client.connects());
    auto &connection = *client.connection;
    for (const auto *wrong : {"", "Production", "production "})
        QCOMPARE(connection.passFor(QLatin1StringView(wrong)).error().kind, ErrorKind::InvalidInput);
    const auto pass = connection.passFor(QStringLiteral("production"));
    QVERIFY(pass.isOk());
    const auto publisher = connection.publisher(pass.value());
    QVERIFY(publisher->publish(view()).isOk());
    QVERIFY(publisher->flush().isOk());
    QVERIFY(connection.request({"locked.two", {}, {}, {}}, {1000, 1, false, pass.value()}).isOk());
    QVERIFY(witness.receives(2));

    // Nothing else goes through meanwhile, nor does the pass open another connection.
    QVERIFY(connection.isLocked());
    QCOMPARE(connection.publisher()->publish(view()).error().kind, ErrorKind::NotPermitted);
    QCOMPARE(connection.publish({"locked.one", {}, {}, "x"}).error().kind, ErrorKind::NotPermitted);
    Client other(locked());
    QVERIFY(other.connects());
    QCOMPARE(other.connection->publisher(pass.value())->publish(view()).error().kind, ErrorKind::NotPermitted);
}

void SendingLockTest::unlocksForAWhile()
{
    Client witness(m_server.url());
    QVERIFY(witness.connects());
    QVERIFY(witness.subscribe("locked.>"));
    Client client(locked());
    QVERIFY(client.connects());
    auto &connection = *client.connection;
    const auto publisher = connection.publisher();
    QSignalSpy changed(&connection, &Connection::lockChanged);

    connection.unlockFor(1h);
    QCOMPARE(changed.count(), 1);
    QVERIFY(!connection.isLocked());
    QVERIFY(connection.unlockedFor() > 59min);
    QVERIFY(connection.publish({"locked.one", {}, {}, "x"}).isOk());
    QVERIFY(publisher->publish(view()).isOk());
    QVERIFY(publisher->flush().isOk());
    QVERIFY(witness.receives(2));

    connection.unlockFor(0ms);
    QCOMPARE(changed.count(), 2);
    QVERIFY(connection.isLocked());
    QCOMPARE(connection.unlockedFor(), 0ms);
    QCOMPARE(publisher->publish(view()).error().kind, ErrorKind::NotPermitted);

    connection.unlockFor(50ms);
    QTRY_COMPARE(changed.count(), 4); // it locks by itself, and says so when it is
    QVERIFY(connection.isLocked());
}

void SendingLockTest::othersAreNeverLocked()
{
    Client client(m_server.url());
    QVERIFY(client.connects());
    QSignalSpy changed(client.connection.get(), &Connection::lockChanged);
    client.connection->unlockFor(0ms);
    QVERIFY(!client.connection->isLocked());
    QVERIFY(client.connection->publish({"free", {}, {}, {}}).isOk());
    QVERIFY(changed.isEmpty());
}

QTEST_GUILESS_MAIN(SendingLockTest)
#include "tst_sendinglock.moc"
