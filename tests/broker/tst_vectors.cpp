// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokernode.h"
#include "broker/config/brokerconfig.h"
#include "broker/tls/certificates.h"
#include "vectorplayer.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

/// What nats-server was seen to answer, byte for byte, asked of our broker. One row a vector.
class TestVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void play_data();
    void play();

private:
    QString serve(QByteArray options);

    QTemporaryDir m_folder;
    VectorCertificates m_certificates;

    std::unique_ptr<BrokerNode> m_node; ///< of the last row; rows with the same options share it
    QByteArray m_options;
};

void TestVectors::initTestCase()
{
    const auto made = generateCertificates(m_folder.path().toStdString());
    QVERIFY2(made.isOk(), made.isOk() ? "" : made.error().message.c_str());
    const auto &files = made.value();
    m_certificates = {QString::fromStdString(files.authority), QString::fromStdString(files.serverCertificate),
                      QString::fromStdString(files.serverKey), QString::fromStdString(files.clientCertificate),
                      QString::fromStdString(files.clientKey)};
}

void TestVectors::play_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QJsonArray>("steps");
    QFile file(QStringLiteral(GNAT_SOURCE_DIR "/tests/data/vectors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const auto &vector : QJsonDocument::fromJson(file.readAll()).array()) {
        const auto options = vector[QStringLiteral("server_options")].toObject();
        QTest::newRow(qPrintable(vector[QStringLiteral("name")].toString()))
            << QJsonDocument(options).toJson(QJsonDocument::Compact) << vector[QStringLiteral("steps")].toArray();
    }
}

/// Starts a node with the options unless it runs; returns why not.
QString TestVectors::serve(QByteArray options)
{
    options.replace("{{CA}}", m_certificates.ca.toUtf8());
    options.replace("{{CERT}}", m_certificates.cert.toUtf8());
    options.replace("{{KEY}}", m_certificates.key.toUtf8());
    if (m_node && options == m_options)
        return {};
    m_node.reset();
    BrokerOptions base;
    base.port = -1;
    auto parsed = parseBrokerOptions(options.toStdString(), base);
    if (!parsed)
        return QString::fromStdString(parsed.error().message);
    m_node = std::make_unique<BrokerNode>(std::move(parsed).value());
    if (const auto started = m_node->start(); !started)
        return QString::fromStdString(started.error().message);
    m_options = options;
    return {};
}

void TestVectors::play()
{
    QFETCH(QByteArray, options);
    QFETCH(QJsonArray, steps);
    const auto problem = serve(options);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const auto wrong = playVector(steps, m_node->port(), m_certificates);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

QTEST_GUILESS_MAIN(TestVectors)
#include "tst_vectors.moc"
