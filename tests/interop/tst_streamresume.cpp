// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "publishertarget.h"
#include "recording/recordingfixture.h"
#include "recording/replayer.h"
#include "support/natsserverprocess.h"
#include "support/terminalprocess.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

namespace {

/// Between a client and a server; can keep what the server says to itself for a while.
class Relay final : public QTcpServer
{
public:
    bool start(quint16 serverPort)
    {
        m_serverPort = serverPort;
        connect(this, &QTcpServer::newConnection, this, &Relay::join);
        return listen(QHostAddress::LocalHost);
    }
    QString url() const { return QStringLiteral("nats://127.0.0.1:%1").arg(serverPort()); }
    void hold(bool isHeld)
    {
        m_isHeld = isHeld;
        if (!isHeld)
            pass();
    }

private:
    void join()
    {
        m_client = nextPendingConnection();
        m_server = new QTcpSocket(m_client);
        m_server->connectToHost(QHostAddress::LocalHost, m_serverPort);
        connect(m_client, &QTcpSocket::readyRead, m_server, [this] { m_server->write(m_client->readAll()); });
        connect(m_server, &QTcpSocket::readyRead, m_client, [this] { pass(); });
    }
    void pass()
    {
        if (!m_isHeld && m_server)
            m_client->write(m_server->readAll());
    }

    quint16 m_serverPort = 0;
    QTcpSocket *m_client = nullptr;
    QTcpSocket *m_server = nullptr;
    bool m_isHeld = false;
};

} // namespace

/// A replay into a stream of a real server whose acknowledgement gets lost: the message is stored, sent again, and
/// there once.
class StreamResumeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesOnceWhatIsSentAgain_data();
    void storesOnceWhatIsSentAgain();
};

void StreamResumeTest::storesOnceWhatIsSentAgain_data()
{
    QTest::addColumn<bool>("withIds");
    QTest::addColumn<int>("stored");
    QTest::newRow("with ids") << true << 20;
    QTest::newRow("without") << false << 21;
}

void StreamResumeTest::storesOnceWhatIsSentAgain()
{
    QFETCH(bool, withIds);
    QFETCH(int, stored);
    const QTemporaryDir folder;
    ReplayOptions options;
    options.path = folder.filePath(QStringLiteral("a.gnat"));
    options.pace = ReplayPace::rate(50);
    options.addMessageIds = withIds;
    QCOMPARE(record(options.path, plainNotes(20)), QString());
    NatsServerProcess server({QStringLiteral("-js"), QStringLiteral("-sd"), folder.filePath(QStringLiteral("store"))});
    QVERIFY2(server.start(), qPrintable(server.errorText()));
    const auto ask = [&](const QString &subject, const QString &payload) {
        return runTerminal({QStringLiteral("request"), subject, payload, QStringLiteral("-s"), server.url()}).output;
    };
    QVERIFY(ask(QStringLiteral("$JS.API.STREAM.CREATE.M"),
                QStringLiteral(R"({"name":"M","subjects":["m.>"],"storage":"memory"})"))
                .contains("\"name\":\"M\""));
    Relay relay;
    QVERIFY(relay.start(server.url().section(u':', -1).toUShort()));
    Client client(relay.url());
    QVERIFY(client.connects());

    Replayer replayer;
    QSignalSpy lost(&replayer, &Replayer::targetLost);
    QSignalSpy ended(&replayer, &Replayer::finished);
    const auto target = std::make_shared<PublisherTarget>(client.connection->publisher(), SendWay::Stream);
    QVERIFY(replayer.play(options, target).isOk());
    QTRY_VERIFY(replayer.figures().sent >= 5);
    relay.hold(true); // what is on its way now is stored, and nobody hears of it
    QTRY_COMPARE_WITH_TIMEOUT(lost.size(), 1, 20'000);
    QCOMPARE(replayer.state(), ReplayState::Paused);
    relay.hold(false);
    replayer.resume();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    QCOMPARE(replayer.figures().sent, 20U);
    QCOMPARE(replayer.figures().duplicates, withIds ? 1U : 0U);
    const auto info = ask(QStringLiteral("$JS.API.STREAM.INFO.M"), {});
    QVERIFY2(info.contains("\"messages\":" + QByteArray::number(stored) + ","), info.constData());
}

QTEST_GUILESS_MAIN(StreamResumeTest)
#include "tst_streamresume.moc"
