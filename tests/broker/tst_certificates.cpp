// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/tls/certificates.h"

#include "broker/brokernode.h"
#include "broker/tls/tlscontext.h"

#include <QDir>
#include <QFileInfo>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;

class TestCertificates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void holdTheirNames() const;
    void certificatesAreNeverOverwritten();
    void filesThatDoNotServe_data();
    void filesThatDoNotServe();

private:
    QTemporaryDir m_folder;
    CertificateFiles m_files;
    CertificateFiles m_strangers; ///< of another authority
};

void TestCertificates::initTestCase()
{
    const auto files = generateCertificates(m_folder.filePath(QStringLiteral("ours")).toStdString());
    QVERIFY2(files, files ? "" : files.error().message.c_str());
    m_files = files.value();
    const auto others = generateCertificates(m_folder.filePath(QStringLiteral("theirs")).toStdString());
    QVERIFY(others);
    m_strangers = others.value();
    for (const auto &key : {m_files.serverKey, m_files.clientKey}) {
        const QFileInfo file(QString::fromStdString(key));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
    }
}

void TestCertificates::holdTheirNames() const
{
    const auto read = [](const std::string &path) {
        return QSslCertificate::fromPath(QString::fromStdString(path)).value(0);
    };
    const auto server = read(m_files.serverCertificate);
    QCOMPARE(server.subjectAlternativeNames().values(QSsl::DnsEntry), QStringList{QStringLiteral("localhost")});
    const auto addresses = server.subjectAlternativeNames().values(QSsl::IpAddressEntry);
    QCOMPARE(addresses.size(), 2);
    QVERIFY(addresses.contains(QStringLiteral("127.0.0.1")));
    const auto client = read(m_files.clientCertificate);
    QCOMPARE(client.subjectAlternativeNames().values(QSsl::EmailEntry),
             QStringList{QStringLiteral("client@localhost")});
    QCOMPARE(client.subjectInfo(QSslCertificate::CommonName), QStringList{QStringLiteral("client")});
    QVERIFY(client.serialNumber() != server.serialNumber());
    QVERIFY(client.expiryDate() > QDateTime::currentDateTime().addDays(360));
    QVERIFY(client.effectiveDate() < QDateTime::currentDateTime());
}

void TestCertificates::certificatesAreNeverOverwritten()
{
    QTemporaryDir folder;
    QFile key(folder.filePath(QStringLiteral("client-key.pem")));
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.close();
    const auto again = generateCertificates(folder.path().toStdString());
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::Exists);
    QVERIFY(again.error().message.find("client-key.pem") != std::string::npos);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1); // nothing else was written
    QCOMPARE(key.size(), 0);

    CertificateOptions odd;
    odd.hosts = {"local host"};
    QCOMPARE(generateCertificates(folder.filePath(QStringLiteral("x")).toStdString(), odd).error().kind,
             ErrorKind::InvalidInput);
    QCOMPARE(generateCertificates("/proc/nowhere/at/all").error().kind, ErrorKind::StorageFailure);
}

void TestCertificates::filesThatDoNotServe_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("words");
    const auto ours = QString::fromStdString(m_files.serverCertificate);
    const auto key = QString::fromStdString(m_files.serverKey);
    const auto ca = QString::fromStdString(m_files.authority);
    const auto none = m_folder.filePath(QStringLiteral("none.pem"));
    const auto foreign = QString::fromStdString(m_strangers.serverKey);
    QTest::newRow("no certificate") << none << key << ca << QStringLiteral("none.pem can't be read");
    QTest::newRow("no key") << ours << none << ca << QStringLiteral("none.pem can't be read");
    QTest::newRow("no key named") << ours << QString() << ca << QStringLiteral("one is missing");
    QTest::newRow("another's key") << ours << foreign << ca << QStringLiteral("does not belong to the certificate");
    QTest::newRow("key for a certificate") << key << key << ca << QStringLiteral("server-key.pem can't be used: ");
    QTest::newRow("certificate for a key") << ours << ours << ca << QStringLiteral("server.pem can't be used: ");
    QTest::newRow("no authority") << ours << key << none << QStringLiteral("none.pem can't be read");
    QTest::newRow("key for an authority") << ours << key << key << QStringLiteral("server-key.pem can't be used: ");
}

void TestCertificates::filesThatDoNotServe()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, authority);
    QFETCH(QString, words);
    BrokerOptions options;
    options.port = -1;
    options.tls.certFile = certificate.toStdString();
    options.tls.keyFile = key.toStdString();
    options.tls.caFile = authority.toStdString();
    options.tls.verify = true;
    BrokerNode node(options);
    const auto started = node.start();
    QVERIFY(!started);
    QVERIFY2(QString::fromStdString(started.error().message).contains(words), started.error().message.c_str());
    QVERIFY(!TlsContext::client(options.tls));
}

QTEST_GUILESS_MAIN(TestCertificates)
#include "tst_certificates.moc"
