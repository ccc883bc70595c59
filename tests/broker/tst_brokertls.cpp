// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"
#include "broker/rawclient.h"
#include "broker/secureclient.h"
#include "broker/tls/certificates.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace gnat;
using gnat::test::RawClient;
using gnat::test::SecureClient;

namespace {

constexpr auto hello = "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true}\r\n";

} // namespace

class TestBrokerTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void handshake_data();
    void handshake();
    void oldVersionIsRefused();
    void clientCertificate_data();
    void clientCertificate();
    void certificateNamesUser_data();
    void certificateNamesUser();
    void plainClientIsClosed();
    void halfHandshakeTimesOut();
    void plainIsAllowed();
    void largeMessagesBothWays();
    void manyMessages();
    void slowReader();

private:
    TlsOptions tls() const;
    BrokerOptions options() const;

    QTemporaryDir m_folder;
    CertificateFiles m_files;
    CertificateFiles m_strangers; ///< of another authority
};

TlsOptions TestBrokerTls::tls() const
{
    TlsOptions tls;
    tls.certFile = m_files.serverCertificate;
    tls.keyFile = m_files.serverKey;
    tls.caFile = m_files.authority;
    return tls;
}

BrokerOptions TestBrokerTls::options() const
{
    BrokerOptions options;
    options.port = -1;
    options.tls = tls();
    return options;
}

void TestBrokerTls::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here");
    const auto files = generateCertificates(m_folder.filePath(QStringLiteral("ours")).toStdString());
    QVERIFY2(files, files ? "" : files.error().message.c_str());
    m_files = files.value();
    const auto others = generateCertificates(m_folder.filePath(QStringLiteral("theirs")).toStdString());
    QVERIFY(others);
    m_strangers = others.value();
}

void TestBrokerTls::handshake_data()
{
    QTest::addColumn<int>("protocol");
    QTest::newRow("1.2") << int(QSsl::TlsV1_2);
    QTest::newRow("1.3") << int(QSsl::TlsV1_3);
}

void TestBrokerTls::handshake()
{
    QFETCH(int, protocol);
    BrokerNode node(options());
    QVERIFY(node.start());
    SecureClient client(node.port());
    QVERIFY(client.info().startsWith("INFO {"));
    QVERIFY(client.info().contains("\"tls_required\":true"));
    QVERIFY(!client.info().contains("tls_verify"));
    client.trust(m_files.authority);
    client.use(QSsl::SslProtocol(protocol));
    QVERIFY(client.startTls());
    QCOMPARE(client.protocol(), QSsl::SslProtocol(protocol));
    client.send(QByteArray(hello) + "SUB foo 1\r\nPUB foo 2\r\nhi\r\nPING\r\n");
    QCOMPARE(client.readUntil("PONG\r\n"), "MSG foo 1 2\r\nhi\r\nPONG\r\n");
    client.send("ZZZ\r\n"); // the last words come through, too
    QCOMPARE(client.readToEnd(), "-ERR 'Unknown Protocol Operation'\r\n");
    QVERIFY(client.isClosed());
    node.stop();
}

void TestBrokerTls::oldVersionIsRefused()
{
    auto strict = options();
    strict.tls.minVersion = TlsOptions::MinVersion::Tls13;
    BrokerNode node(strict);
    QVERIFY(node.start());
    SecureClient old(node.port());
    old.trust(m_files.authority);
    old.use(QSsl::TlsV1_2);
    QVERIFY(!old.startTls());
    SecureClient young(node.port());
    young.trust(m_files.authority);
    QVERIFY(young.startTls());
    QCOMPARE(young.protocol(), QSsl::TlsV1_3);
}

void TestBrokerTls::clientCertificate_data()
{
    QTest::addColumn<int>("protocol");
    QTest::addColumn<QString>("whose");
    QTest::addColumn<bool>("isWelcome");
    for (const auto protocol : {QSsl::TlsV1_2, QSsl::TlsV1_3}) {
        const QByteArray version = protocol == QSsl::TlsV1_2 ? "1.2 " : "1.3 ";
        QTest::newRow((version + "ours").constData()) << int(protocol) << QStringLiteral("ours") << true;
        QTest::newRow((version + "none").constData()) << int(protocol) << QString() << false;
        QTest::newRow((version + "a stranger's").constData()) << int(protocol) << QStringLiteral("theirs") << false;
    }
}

void TestBrokerTls::clientCertificate()
{
    QFETCH(int, protocol);
    QFETCH(QString, whose);
    QFETCH(bool, isWelcome);
    auto strict = options();
    strict.tls.verify = true;
    BrokerNode node(strict);
    QVERIFY(node.start());
    SecureClient client(node.port());
    QVERIFY(client.info().contains("\"tls_required\":true,\"tls_verify\":true"));
    client.trust(m_files.authority);
    client.use(QSsl::SslProtocol(protocol));
    const auto &files = whose == QStringLiteral("ours") ? m_files : m_strangers;
    if (!whose.isEmpty())
        client.show(files.clientCertificate, files.clientKey);
    const bool isDone = client.startTls(); // with 1.3 the refusal comes after it
    client.send(QByteArray(hello) + "PING\r\n");
    const auto answer = client.readUntil("PONG\r\n");
    QCOMPARE(answer, isWelcome ? QByteArray("PONG\r\n") : QByteArray());
    QCOMPARE(client.isClosed(), !isWelcome);
    QVERIFY(isDone || !isWelcome);
}

void TestBrokerTls::certificateNamesUser_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("isWelcome");
    QTest::newRow("email") << QStringLiteral("client@localhost") << true;
    QTest::newRow("distinguished name") << QStringLiteral("CN=client,O=Gnatcatcher test") << true;
    QTest::newRow("another") << QStringLiteral("someone@localhost") << false;
}

void TestBrokerTls::certificateNamesUser()
{
    QFETCH(QString, user);
    QFETCH(bool, isWelcome);
    auto mapping = options();
    mapping.tls.verify = mapping.tls.mapsUsers = true;
    auto &mapped = mapping.users.emplace_back();
    mapped.name = user.toStdString();
    mapped.permissions.emplace().publish.deny = {"no"};
    BrokerNode node(mapping);
    QVERIFY(node.start());
    SecureClient client(node.port());
    QVERIFY(client.info().contains("\"auth_required\":true,\"tls_required\":true,\"tls_verify\":true"));
    client.trust(m_files.authority);
    client.show(m_files.clientCertificate, m_files.clientKey);
    QVERIFY(client.startTls());
    client.send(QByteArray(hello) + "PUB no 0\r\n\r\nPING\r\n");
    const QByteArray limited = "-ERR 'Permissions Violation for Publish to \"no\"'\r\nPONG\r\n";
    if (isWelcome)
        QCOMPARE(client.readUntil("PONG\r\n"), limited);
    else
        QCOMPARE(client.readToEnd(), "-ERR 'Authorization Violation'\r\n");
}

void TestBrokerTls::plainClientIsClosed()
{
    BrokerNode node(options());
    QVERIFY(node.start());
    RawClient client(node.port());
    client.send(QByteArray(hello) + "PING\r\n");
    const auto answer = client.readToEnd();
    QVERIFY(client.isClosed());
    QVERIFY(!answer.contains("PONG") && !answer.contains("-ERR"));
}

void TestBrokerTls::halfHandshakeTimesOut()
{
    auto hasty = options();
    hasty.tls.timeout = std::chrono::milliseconds(300);
    BrokerNode node(hasty);
    QVERIFY(node.start());
    RawClient half(node.port());
    half.send("\x16\x03\x01\x02");
    RawClient silent(node.port());
    half.readToEnd(20'000);
    silent.readToEnd(20'000);
    QVERIFY(half.isClosed());
    QVERIFY(silent.isClosed());
    QTRY_COMPARE(node.stats().connections, 0U);
    SecureClient good(node.port()); // others are not disturbed
    good.trust(m_files.authority);
    QVERIFY(good.startTls());
}

void TestBrokerTls::plainIsAllowed()
{
    auto mixed = options();
    mixed.allowsPlain = true;
    mixed.tls.timeout = std::chrono::milliseconds(300);
    mixed.token = "t";
    mixed.authTimeout = std::chrono::milliseconds(300);
    BrokerNode node(mixed);
    QVERIFY(node.start());
    const QByteArray words = "CONNECT {\"verbose\":false,\"auth_token\":\"t\"}\r\nPING\r\n";
    RawClient plain(node.port());
    QVERIFY(plain.info().contains("\"tls_available\":true"));
    QVERIFY(!plain.info().contains("tls_required"));
    plain.send(words);
    QCOMPARE(plain.readUntil("PONG\r\n"), "PONG\r\n");
    SecureClient secure(node.port());
    secure.trust(m_files.authority);
    QVERIFY(secure.startTls());
    secure.send(words);
    QCOMPARE(secure.readUntil("PONG\r\n"), "PONG\r\n");
    RawClient silent(node.port()); // taken for a plain one, then late to log in
    QCOMPARE(silent.readToEnd(), "-ERR 'Authentication Timeout'\r\n");
}

void TestBrokerTls::largeMessagesBothWays()
{
    BrokerNode node(options());
    QVERIFY(node.start());
    SecureClient one(node.port());
    SecureClient two(node.port());
    for (auto *client : {&one, &two}) {
        client->trust(m_files.authority);
        QVERIFY(client->startTls());
    }
    one.send(QByteArray(hello) + "SUB to.one 1\r\nPING\r\n");
    two.send(QByteArray(hello) + "SUB to.two 2\r\nPING\r\n");
    QCOMPARE(one.readUntil("PONG\r\n"), "PONG\r\n");
    QCOMPARE(two.readUntil("PONG\r\n"), "PONG\r\n");
    const QByteArray payload(1024 * 1024, 'x');
    for (int i = 0; i < 5; ++i) {
        one.send("PUB to.two 1048576\r\n" + payload + "\r\n");
        QCOMPARE(two.readUntil("x\r\n"), "MSG to.two 2 1048576\r\n" + payload + "\r\n");
        two.send("PUB to.one 1048576\r\n" + payload + "\r\n");
        QCOMPARE(one.readUntil("x\r\n"), "MSG to.one 1 1048576\r\n" + payload + "\r\n");
    }
}

void TestBrokerTls::manyMessages()
{
    BrokerNode node(options());
    QVERIFY(node.start());
    SecureClient publisher(node.port());
    SecureClient subscriber(node.port());
    for (auto *client : {&publisher, &subscriber}) {
        client->trust(m_files.authority);
        QVERIFY(client->startTls());
    }
    subscriber.send(QByteArray(hello) + "SUB n 1\r\nPING\r\n");
    QCOMPARE(subscriber.readUntil("PONG\r\n"), "PONG\r\n");
    publisher.send(hello);
    QByteArray expected;
    constexpr int rounds = 50;
    constexpr int aRound = 1000;
    for (int round = 0; round < rounds; ++round) {
        QByteArray bytes;
        for (int i = 0; i < aRound; ++i) {
            const auto number = QByteArray::number(round * aRound + i);
            const auto size = QByteArray::number(number.size());
            bytes += "PUB n " + size + "\r\n" + number + "\r\n";
            expected += "MSG n 1 " + size + "\r\n" + number + "\r\n";
        }
        publisher.send(bytes);
    }
    const auto last = QByteArray::number(rounds * aRound - 1) + "\r\n";
    QVERIFY(subscriber.readUntil(last) == expected); // each once, in order
}

void TestBrokerTls::slowReader()
{
    BrokerNode node(options());
    QVERIFY(node.start());
    SecureClient slow(node.port());
    slow.trust(m_files.authority);
    QVERIFY(slow.startTls());
    slow.send(QByteArray(hello) + "SUB a 1\r\nPING\r\n");
    QCOMPARE(slow.readUntil("PONG\r\n"), "PONG\r\n");

    constexpr int count = 400; // 26 MB: more than all buffers in between, so the publisher has to wait
    std::thread publisher([&node, this] {
        SecureClient client(node.port());
        client.trust(m_files.authority);
        client.startTls();
        client.send(hello);
        for (int i = 0; i < count; ++i)
            client.send("PUB a 65536\r\n" + QByteArray(65536, 'x') + "\r\n");
        client.send("PING\r\n");
        client.readUntil("PONG\r\n");
    });
    QTRY_VERIFY(node.stats().inMessages >= 16);
    const auto frame = "MSG a 1 65536\r\n" + QByteArray(65536, 'x') + "\r\n";
    int received = 0;
    while (received < count && slow.readUntil("x\r\n").replace("PING\r\n", "") == frame)
        ++received;
    publisher.join();
    QCOMPARE(received, count);
    QCOMPARE(node.stats().slowConsumers, 0U);
}

QTEST_GUILESS_MAIN(TestBrokerTls)
#include "tst_brokertls.moc"
