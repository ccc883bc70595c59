// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/terminalprocess.h"

#include <QDate>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat::test;

namespace {

QStringList words(const QByteArray &line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// The broker's first words to a client on its `index`th port.
QJsonObject infoOf(const TerminalProcess &broker, int index = 0)
{
    const auto port = broker.output().split('\n').value(index).split(':').last().toUShort();
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(20'000))
            return {};
    }
    return QJsonDocument::fromJson(socket.readLine().mid(5)).object();
}

} // namespace

/// The flags of `gnatcatcher-cli broker`, asked of the real program.
class BrokerFlagsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void checksFiles();
    void flagsCountMoreThanTheFile();
    void makesCertificates();
    void runsSeveralNodes();
    void monitors();
    void formsACluster();
    void switchesTakeGosForm();
    void showsVersionAndHelp();

private:
    QString write(const char *name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
    }
    QByteArray read(const char *name)
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QByteArray path(const char *name) { return m_folder.filePath(QString::fromLatin1(name)).toUtf8(); }

    QTemporaryDir m_folder;
};

void BrokerFlagsTest::refuses_data()
{
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *flags, int exitCode, const char *says) {
        QTest::newRow(flags) << exitCode << QByteArray(says);
    };
    row("-p x", 2, "-p takes a port");
    row("-p 70000", 2, "-p takes a port");
    row("-m x", 2, "-m takes a port");
    row("-m -2", 2, "-m takes a port");
    row("-m 1 --insecure -a 192.0.2.1", 1, "192.0.2.1 is not an address of this machine");
    row("--nodes 0", 2, "--nodes takes a number from 1 to 64");
    row("--nodes 3 -p 65534", 2, "--nodes takes a number from 1 to 64");
    row("-js", 2, "-js, --jetstream is known to nats-server but not supported by this broker.");
    row("--store_dir x", 2, "-sd, --store_dir is known to nats-server");
    row("-sl ldm=1", 2, "-sl, --signal is known to nats-server");
    row("--signal stop", 2, "-sl, --signal is known to nats-server");
    row("-ms 8222", 2, "-ms, --https_port is known to nats-server");
    row("-r udp://localhost:514", 2, "-r, --remote_syslog is known to nats-server");
    row("--nonsense", 2, "nonsense");
    row("extra", 2, "takes no \"extra\"");
    row("-a 0.0.0.0", 1, "The port for clients would be open to other machines on every interface without a login.");
    row("-net 192.0.2.1", 1, "The port for clients would be open to other machines on 192.0.2.1 without a login.");
    row("-a 192.0.2.1 --insecure", 1, "192.0.2.1 is not an address of this machine");
    row("-a 192.0.2.1 --user a --pass b", 1, "192.0.2.1 is not an address of this machine");
    row("--cluster nats://0.0.0.0:-1", 1, "The cluster port would be open to other machines");
    row("--cluster nats://u:p@192.0.2.1:6222", 1, "192.0.2.1 is not an address of this machine");
    row("-m x", 2, "-m takes a port");
    row("-a 0.0.0.0 --auth t -m -1", 1, "The monitoring port would be open to other machines on every interface");
    row("-a 192.0.2.1 --auth t -m -1 --http_user a --http_password b", 1, "192.0.2.1 is not an address");
    row("--cluster here", 2, "--cluster takes nats://HOST:PORT");
    row("--cluster nats://a@127.0.0.1:1", 2, "--cluster takes nats://HOST:PORT");
    row("--routes nats://127.0.0.1:1", 1, "Routes need a cluster port");
    row("--cluster nats://127.0.0.1:-1 --routes nats://127.0.0.1:x", 1, "The route \"127.0.0.1:x\" is not an address");
    row("--connect_retries x", 2, "--connect_retries takes a number");
    row("--user a --auth b", 1, "A user and a token cannot both be set.");
    row("--tls", 2, "TLS needs a certificate and its key");
    row("--tlsverify --tlscert a --tlskey b", 2, "--tlsverify needs to know whom to trust");
    row("--tls --tlscert none.pem --tlskey none.pem", 1, "none.pem");
    row("-c none.conf", 1, "The configuration file none.conf cannot be read: No such file or directory.");
    row("-t", 2, "-t checks a configuration file: name it with -c.");
    row("--client_advertise a:b", 1, "client_advertise must be host:port");
}

void BrokerFlagsTest::refuses()
{
    const auto answer = runTerminal(words(QByteArray("broker -p -1 ") + QTest::currentDataTag()));
    QFETCH(QByteArray, says);
    QVERIFY2(answer.errorText.contains(says), answer.errorText.constData());
    QTEST(answer.exitCode, "exitCode");
    QVERIFY(answer.output.isEmpty());
}

void BrokerFlagsTest::checksFiles()
{
    const auto good = write("good.conf", "port: 4222\nauthorization { user: a, pass: b }\n");
    const auto valid = runTerminal({QStringLiteral("broker"), QStringLiteral("-t"), QStringLiteral("-c"), good});
    QCOMPARE(valid.exitCode, 0);
    QCOMPARE(valid.errorText, "gnatcatcher-cli: configuration file " + good.toUtf8() + " is valid\n");
    const auto bad = write("bad.conf", "port: 4222\njetstream: enabled\n");
    const auto refused = runTerminal({QStringLiteral("broker"), QStringLiteral("-t"), QStringLiteral("-c"), bad});
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(refused.errorText, "gnatcatcher-cli: " + bad.toUtf8() +
                                    ":2: \"jetstream\" is known to nats-server but not supported by this broker.\n");
    const auto odd = write("odd.conf", "no_auth_user: nobody");
    const auto nobody = runTerminal({QStringLiteral("broker"), QStringLiteral("-t"), QStringLiteral("-c"), odd});
    QCOMPARE(nobody.exitCode, 1);
    QVERIFY2(nobody.errorText.contains("no_auth_user names \"nobody\""), nobody.errorText.constData());
    const auto blank =
        write("blank.conf", "authorization { users: [ { user: a, permissions: { publish: \"a b\" } } ] }");
    const auto rule = runTerminal({QStringLiteral("broker"), QStringLiteral("-t"), QStringLiteral("-c"), blank});
    QCOMPARE(rule.exitCode, 1);
    QVERIFY2(rule.errorText.contains("\"a b\" contains a blank"), rule.errorText.constData());
    const auto open = write("open.conf", "host: 0.0.0.0"); // valid, and why it will not start
    const auto exposed = runTerminal({QStringLiteral("broker"), QStringLiteral("-t"), QStringLiteral("-c"), open});
    QCOMPARE(exposed.exitCode, 0);
    QVERIFY2(exposed.errorText.contains("--insecure"), exposed.errorText.constData());
    const auto text = write("text.pem", "no certificate");
    const auto tls = write("tls.conf", "tls { cert_file: text.pem, key_file: text.pem }");
    const auto unreadable = runTerminal({QStringLiteral("broker"), QStringLiteral("-t"), QStringLiteral("-c"), tls});
    QCOMPARE(unreadable.exitCode, 1);
    QVERIFY2(unreadable.errorText.contains("text.pem"), unreadable.errorText.constData());
}

void BrokerFlagsTest::flagsCountMoreThanTheFile()
{
    const auto file =
        write("file.conf", "port: 1\nserver_name: file\nmax_payload: 1234\nlog_file: '" + path("file.log") +
                               "'\nauthorization { user: a, pass: b }\ncluster { name: file, port: -1 }");
    TerminalProcess broker(words("broker -c " + file.toUtf8() + " --port -1 -name flag -cluster_name flag -P " +
                                 path("pid") + " -l " + path("flag.log") + " -client_advertise somewhere:99"));
    QVERIFY(broker.start());
    QVERIFY2(broker.waitForOutput("Listening"), broker.errorText().constData());
    const auto info = infoOf(broker);
    QCOMPARE(info.value(QStringLiteral("server_name")).toString(), QStringLiteral("flag"));
    QCOMPARE(info.value(QStringLiteral("cluster")).toString(), QStringLiteral("flag"));
    QCOMPARE(info.value(QStringLiteral("max_payload")).toInt(), 1234);
    QVERIFY(info.value(QStringLiteral("auth_required")).toBool());
    QVERIFY(read("pid").toInt() > 0);
    QVERIFY(read("flag.log").contains("[INF] Listening for client connections"));
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("file.log"))));
    QVERIFY(broker.terminate());
    QCOMPARE(broker.exitCode(), 0);
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("pid"))));
}

void BrokerFlagsTest::makesCertificates()
{
    const auto made = runTerminal(words("broker --gen-certs " + path("certs")));
    QCOMPARE(made.exitCode, 0);
    const auto file = write("certs.conf", "port: -1\n" + made.output); // what it prints is a configuration
    TerminalProcess broker({QStringLiteral("broker"), QStringLiteral("-c"), file});
    QVERIFY(broker.start());
    QVERIFY2(broker.waitForOutput("\n"), broker.errorText().constData());
    QVERIFY(infoOf(broker).value(QStringLiteral("tls_required")).toBool());
    const auto again = runTerminal(words("broker --gen-certs " + path("certs")));
    QCOMPARE(again.exitCode, 1);
    QVERIFY2(again.errorText.contains("is there already"), again.errorText.constData());
}

void BrokerFlagsTest::runsSeveralNodes()
{
    TerminalProcess broker(words("broker -p -1 --nodes 3 --cluster_name trio"));
    QVERIFY(broker.start());
    QVERIFY(broker.waitForOutput("Listening"));
    QTRY_VERIFY(broker.waitForOutput("\n") && broker.output().count('\n') == 3);
    for (int i = 0; i < 3; ++i) {
        const auto info = infoOf(broker, i);
        QCOMPARE(info.value(QStringLiteral("server_name")).toString(), QStringLiteral("n%1").arg(i + 1));
        QCOMPARE(info.value(QStringLiteral("cluster")).toString(), QStringLiteral("trio"));
    }
    QTRY_COMPARE(infoOf(broker).value(QStringLiteral("connect_urls")).toArray().size(), 3);
    QVERIFY(broker.terminate());
    QCOMPARE(broker.exitCode(), 0);
}

void BrokerFlagsTest::monitors()
{
    TerminalProcess broker(words("broker -p -1 --http_port -1 --open-sys"));
    QVERIFY(broker.start());
    QVERIFY(broker.waitForOutput("Starting http monitor on 127.0.0.1:"));
    QTRY_COMPARE(broker.output().count('\n'), 2);
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), broker.output().trimmed().split(':').last().toUShort());
    QVERIFY(socket.waitForConnected(5000));
    socket.write("GET /subsz HTTP/1.0\r\n\r\n");
    while (socket.waitForReadyRead(5000)) {
    }
    const auto answer = socket.readAll();
    const auto figures = QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n"))).object();
    QCOMPARE(figures.value(QStringLiteral("num_subscriptions")).toInt(-1), 0);
    QVERIFY(figures.value(QStringLiteral("num_inserts")).toInt() > 10); // it listens to requests for the system
    QVERIFY(broker.terminate());
    QCOMPARE(broker.exitCode(), 0);
}

void BrokerFlagsTest::formsACluster()
{
    TerminalProcess first(
        words("broker -p -1 -cluster nats://u:p@127.0.0.1:-1 -cluster_name duo -l " + path("first.log")));
    QVERIFY(first.start());
    QVERIFY2(first.waitForOutput("Listening"), first.errorText().constData());
    static const QRegularExpression port(QStringLiteral("route connections on 127\\.0\\.0\\.1:(\\d+)"));
    const auto routePort = port.match(QString::fromUtf8(read("first.log"))).captured(1).toUtf8();
    QVERIFY(!routePort.isEmpty());
    TerminalProcess second(words("broker -p -1 -cluster_listen nats://u:p@127.0.0.1:-1 -cluster_name duo -routes "
                                 "nats://u:p@127.0.0.1:" +
                                 routePort));
    QVERIFY(second.start());
    QVERIFY2(second.waitForOutput("Listening"), second.errorText().constData());
    QTRY_COMPARE(infoOf(first).value(QStringLiteral("connect_urls")).toArray().size(), 2);
    QTRY_COMPARE(infoOf(second).value(QStringLiteral("connect_urls")).toArray().size(), 2);
    QVERIFY(first.terminate() && second.terminate());
}

void BrokerFlagsTest::switchesTakeGosForm()
{
    const auto file = write("debug.conf", "debug: true, trace: true, cluster { no_advertise: true }");
    const auto logOf = [this, &file](const QByteArray &flags) {
        QFile::remove(m_folder.filePath(QStringLiteral("log")));
        TerminalProcess broker(words("broker -p -1 -c " + file.toUtf8() + " -l " + path("log") + ' ' + flags));
        if (!broker.start() || !broker.waitForOutput("Listening") || infoOf(broker).isEmpty() || !broker.terminate())
            return QByteArray("failed");
        return read("log");
    };
    QVERIFY(logOf("").contains("[DBG]"));
    QVERIFY(!logOf("-D=false").contains("[DBG]"));
    QVERIFY(!logOf("--DV=0").contains("[DBG]"));
    QVERIFY(logOf("-DV=true").contains("[DBG]"));
    QVERIFY(logOf("-T=true").contains(QByteArray("] ") + QByteArray::number(QDate::currentDate().year()) + '/'));
    const auto timeless = logOf("-T=false");
    QVERIFY2(timeless.startsWith('[') && timeless.split('\n').first().contains("] [INF] Listening"),
             timeless.constData());
}

void BrokerFlagsTest::showsVersionAndHelp()
{
    const auto version = runTerminal(words("broker -v"));
    QCOMPARE(version.exitCode, 0);
    QVERIFY2(version.output.startsWith("gnatcatcher-cli "), version.output.constData());
    const auto help = runTerminal(words("broker -h")).output;
    QVERIFY2(help.contains("--cluster_advertise HOST:PORT"), help.constData());
    QVERIFY(!help.contains("jetstream") && !help.contains("--off"));
}

QTEST_GUILESS_MAIN(BrokerFlagsTest)
#include "tst_brokerflags.moc"
