// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "client/natscontext.h"
#include "client/nkeyfile_p.h"
#include "support/qtwarnings.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;

class ConnectionProfileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void readsUrls_data();
    void readsUrls();
    void refusesWrongUrls_data();
    void refusesWrongUrls();
    void readsContexts();
    void derivesThePublicKey();
};

void ConnectionProfileTest::readsUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("login"); // "kind user password token"
    QTest::addColumn<bool>("useTls");
    const auto row = [](const char *text, const char *shown, const char *name, const char *login, bool useTls) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(shown) << QString::fromUtf8(name)
                            << QString::fromUtf8(login) << useTls;
    };
    row("localhost", "nats://localhost:4222", "localhost", "0", false);
    row("localhost:4300", "nats://localhost:4300", "localhost:4300", "0", false);
    row(" nats://10.0.0.1:4222/ ", "nats://10.0.0.1:4222", "10.0.0.1", "0", false);
    row("tls://demo.nats.io:4443", "tls://demo.nats.io:4443", "demo.nats.io:4443", "0", true);
    row("nats://[::1]:4222", "nats://[::1]:4222", "::1", "0", false);
    row("nats://a:1, b:2,nats://c", "nats://a:1, nats://b:2, nats://c:4222", "a:1", "0", false);
    row("nats://ada:secret@host", "nats://host:4222", "host", "1 ada secret", false);
    row("ada:s%40c%2Fret@host:9", "nats://host:9", "host:9", "1 ada s@c/ret", false);
    row("nats://ada:@host", "nats://host:4222", "host", "1 ada", false);
    row("t0ken@host", "nats://host:4222", "host", "2 t0ken", false);
    row("ada:x@a,ada:x@b", "nats://a:4222, nats://b:4222", "a", "1 ada x", false);
}

void ConnectionProfileTest::readsUrls()
{
    QFETCH(QString, text);
    const auto profile = profileFromUrls(text);
    QVERIFY2(profile, profile ? "" : profile.error().message.c_str());
    const auto &read = profile.value();
    QTEST(displayUrl(read), "shown");
    QTEST(read.name, "name");
    auto login = QString::number(static_cast<int>(read.login));
    for (const auto &part : {read.user, read.password, read.token})
        login += part.isEmpty() ? QString() : u' ' + part;
    QTEST(login, "login");
    QTEST(read.useTls, "useTls");
}

void ConnectionProfileTest::refusesWrongUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(says);
    };
    row("", "Give an address");
    row("a,,b", "comma too many");
    row("http://localhost:8222", "begins with http://");
    row("wss://localhost", "WebSocket");
    row("nats://", "form nats://host:port");
    row("nats://host:99999", "not a valid address");
    row("host:port", "not a valid address");
    row("nats://host:0", "port 0");
    row("nats://host:4222/path", "nothing may follow");
    row("two words", "not a valid address");
    row("ada:x@a,bob:y@b", "different logins");
    row("nats://ada:secret@host/path", "In \"nats://host/path\"");
    row("http://ada:secret@host", "\"http://host\" begins");
    row("ada:secret@host:port", "\"host:port\" is not");
    row("nats://ada:s@cret@host:0", "\"nats://host:0\" is not");
    row("ada:secret@a,,b", "in \"a,,b\"");
}

void ConnectionProfileTest::refusesWrongUrls()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto profile = profileFromUrls(text);
    QVERIFY(!profile);
    QVERIFY2(errorText(profile.error()).contains(says), profile.error().message.c_str());
    QCOMPARE(profile.error().kind, ErrorKind::InvalidInput);
}

void ConnectionProfileTest::readsContexts()
{
    const QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(home.path()));
    QVERIFY(natsContexts().isEmpty());
    QVERIFY(QDir(home.path()).mkpath(QStringLiteral("nats/context")));
    const auto write = [&](const QString &name, const QByteArray &content) {
        QFile file(home.filePath(QStringLiteral("nats/") + name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    const QByteArray prod = "{'description':'The plant','url':'nats://a:1,nats://b:2','user':'ada','password':'x',"
                            "'ca':'/ca.pem'}";
    const QByteArray dev = "{'url':'localhost','token':'t','inbox_prefix':'_IN'}";
    QVERIFY(write(QStringLiteral("context/prod.json"), QByteArray(prod).replace('\'', '"')));
    QVERIFY(write(QStringLiteral("context/dev.json"), QByteArray(dev).replace('\'', '"')));
    QVERIFY(write(QStringLiteral("context/broken.json"), "{"));
    QVERIFY(write(QStringLiteral("context.txt"), "prod\n"));

    const auto contexts = natsContexts();
    QCOMPARE(contexts.size(), 2);
    QCOMPARE(contexts[0].name, QStringLiteral("dev"));
    QCOMPARE(contexts[0].login, LoginKind::Token);
    QVERIFY(!contexts[0].isSelected);
    QCOMPARE(contexts[1].url, QStringLiteral("nats://a:1, nats://b:2"));
    QCOMPARE(contexts[1].description, QStringLiteral("The plant"));
    QVERIFY(contexts[1].isSelected);

    const auto profile = profileFromContextName(QStringLiteral("prod"));
    QVERIFY(profile.isOk());
    QCOMPARE(profile.value().login, LoginKind::Password);
    QCOMPARE(profile.value().password, QStringLiteral("x"));
    QVERIFY(profile.value().useTls);
    QCOMPARE(profileFromContextName(QStringLiteral("dev")).value().inboxPrefix, QStringLiteral("_IN"));
    QVERIFY(profileFromContextName(QStringLiteral("broken")).error().message.find("damaged") != std::string::npos);
    QCOMPARE(profileFromContextName(QStringLiteral("none")).error().kind, ErrorKind::NotFound);
    QCOMPARE(profileFromContextName(QStringLiteral("../context")).error().kind, ErrorKind::NotFound);
}

void ConnectionProfileTest::derivesThePublicKey()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("user.nk"));
    const auto write = [&](const QByteArray &content) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    QCOMPARE(publicKeyOfSeedFile(path).error().kind, ErrorKind::NotFound);
    QVERIFY(write("nothing here\n"));
    QCOMPARE(publicKeyOfSeedFile(path).error().kind, ErrorKind::InvalidInput);
    // A published pair of the NKeys documentation.
    QVERIFY(write("-----BEGIN USER NKEY SEED-----\nSUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY\n"
                  "------END USER NKEY SEED------\n"));
    const auto key = publicKeyOfSeedFile(path);
    QVERIFY2(key, key ? "" : key.error().message.c_str());
    QCOMPARE(key.value(), QByteArray("UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4"));
}

QTEST_GUILESS_MAIN(ConnectionProfileTest)
#include "tst_connectionprofile.moc"
