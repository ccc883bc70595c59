// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/scenariosetup.h"

#include "broker/rawclient.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>

namespace gnat::test {

namespace {

// NKeys for tests alone; the setup nkey knows the first.
constexpr auto knownSeed = "SUADZSO4SAGHBXWKZPATTOE6IM4SU3JRQJBCCBMJ6XOGINIHP473XVXAEE";
constexpr auto knownKey = "UCTAY3PPYWGSQ3XGTVAIKV747SIHXA4PN5JGMDWMFYJGFWFX6Z6VU43P";
constexpr auto strangerSeed = "SUAGT7JBDTNU4THH7RMCXTBBVEWL7VSP5TXUXXPTS622ONBXRRLQFQIMGI";
constexpr auto strangerKey = "UBXRLDYQEBHUZKXJOBF3AVZQFQMSWHDZF4G76YSD4JCAVKDJL7UYVCY2";

/// One configuration a node; FOLDER, ROUTE (the first node's port for the others) and NKEY are put in.
QList<QByteArray> configurations(const QString &setup)
{
    static const QHash<QString, QList<QByteArray>> known{
        {QStringLiteral("plain"), {"{}"}},
        {QStringLiteral("password"), {R"({"authorization": {"user": "alice", "password": "secret"}})"}},
        {QStringLiteral("token"), {R"({"authorization": {"token": "s3cr3t"}})"}},
        {QStringLiteral("nkey"), {R"({"authorization": {"users": [{"nkey": "NKEY"}]}})"}},
        {QStringLiteral("tls"), {R"({"tls": {"cert_file": "FOLDER/server.pem", "key_file": "FOLDER/server.key"}})"}},
        {QStringLiteral("mutualtls"), {R"({"tls": {"cert_file": "FOLDER/server.pem", "key_file": "FOLDER/server.key",
            "ca_file": "FOLDER/ca.pem", "verify": true}})"}},
        {QStringLiteral("permissions"), {R"({"authorization": {"users": [
            {"user": "free", "password": "secret"},
            {"user": "bound", "password": "secret", "permissions": {
                "publish": {"allow": ["ok.>", "_INBOX.>"], "deny": ["ok.secret"]},
                "subscribe": {"allow": ["ok.>", "_INBOX.>"], "deny": ["ok.secret"]}}},
            {"user": "service", "password": "secret", "permissions": {
                "subscribe": ["svc.>", "_INBOX.>"], "allow_responses": true}}]}})"}},
        {QStringLiteral("small"), {R"({"max_payload": 1024})"}},
        {QStringLiteral("cluster"),
         {R"({"server_name": "first", "cluster": {"name": "pair", "host": "127.0.0.1", "port": ROUTE}})",
          R"({"server_name": "second", "cluster": {"name": "pair", "host": "127.0.0.1", "port": -1,
            "routes": ["nats://127.0.0.1:ROUTE"]}})"}},
        {QStringLiteral("lameduck"),
         {R"({"server_name": "first", "cluster": {"name": "pair", "host": "127.0.0.1", "port": ROUTE},
            "lame_duck_duration": "30s", "lame_duck_grace_period": "1s"})",
          R"({"server_name": "second", "cluster": {"name": "pair", "host": "127.0.0.1", "port": -1,
            "routes": ["nats://127.0.0.1:ROUTE"]}})"}}};
    return known.value(setup);
}

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

/// A certificate NAME.pem with NAME.key in the folder: its own authority, or signed by ca.
bool makeCertificate(const QString &folder, const QString &name, bool isAuthority)
{
    QStringList arguments{
        QStringLiteral("req"),    QStringLiteral("-x509"),      QStringLiteral("-newkey"),
        QStringLiteral("ec"),     QStringLiteral("-pkeyopt"),   QStringLiteral("ec_paramgen_curve:P-256"),
        QStringLiteral("-nodes"), QStringLiteral("-days"),      QStringLiteral("2"),
        QStringLiteral("-subj"),  QStringLiteral("/CN=") + name};
    arguments << QStringLiteral("-keyout") << name + QStringLiteral(".key") << QStringLiteral("-out")
              << name + QStringLiteral(".pem");
    if (!isAuthority)
        arguments << QStringLiteral("-CA") << QStringLiteral("ca.pem") << QStringLiteral("-CAkey")
                  << QStringLiteral("ca.key") << QStringLiteral("-addext")
                  << QStringLiteral("subjectAltName=DNS:localhost,IP:127.0.0.1") << QStringLiteral("-addext")
                  << QStringLiteral("basicConstraints=critical,CA:FALSE");
    QProcess openssl;
    openssl.setWorkingDirectory(folder);
    openssl.start(QStringLiteral("openssl"), arguments);
    return openssl.waitForFinished() && openssl.exitStatus() == QProcess::NormalExit && openssl.exitCode() == 0;
}

bool makeCertificates(const QString &folder)
{
    return makeCertificate(folder, QStringLiteral("ca"), true) &&
           makeCertificate(folder, QStringLiteral("stranger"), true) &&
           makeCertificate(folder, QStringLiteral("server"), false) &&
           makeCertificate(folder, QStringLiteral("client"), false);
}

QByteArray freePort()
{
    QTcpServer listener;
    listener.listen(QHostAddress::LocalHost);
    return QByteArray::number(listener.serverPort());
}

/// Until each node tells clients of all: only then can a client that knows one find the others.
bool waitForCluster(const ScenarioCluster &cluster)
{
    const QDeadlineTimer deadline(10'000);
    for (const auto &node : cluster.nodes) {
        qsizetype known = 0;
        while (known < static_cast<qsizetype>(cluster.nodes.size())) {
            if (deadline.hasExpired())
                return false;
            const RawClient client(node->port());
            const auto info = QJsonDocument::fromJson(client.info().mid(5)).object();
            known = info.value(QStringLiteral("connect_urls")).toArray().size();
        }
    }
    return true;
}

} // namespace

QByteArray ScenarioCluster::start(ScenarioServer::Product product, const QString &setup)
{
    if (setup.endsWith(u"tls") && !makeCertificates(folder))
        return "openssl could not make the certificates";
    if (!write(folder + QStringLiteral("/known.nk"), knownSeed) ||
        !write(folder + QStringLiteral("/stranger.nk"), strangerSeed))
        return "the folder cannot be written";
    const auto route = freePort();
    for (auto text : configurations(setup)) {
        const auto path = folder + QStringLiteral("/node%1.conf").arg(nodes.size());
        if (!write(path, text.replace("FOLDER", folder.toUtf8()).replace("ROUTE", route).replace("NKEY", knownKey)))
            return "the folder cannot be written";
        auto &node = nodes.emplace_back(std::make_unique<ScenarioServer>(product));
        if (!node->start({QStringLiteral("-c"), path}))
            return "no server: " + node->output();
    }
    if (nodes.size() > 1 && !waitForCluster(*this))
        return "no cluster: " + nodes.front()->output();
    return nodes.empty() ? "no such setup" : QByteArray();
}

QJsonObject scenarioFiles(const QString &folder)
{
    QJsonObject files{{QStringLiteral("nkey"), QString::fromLatin1(knownKey)},
                      {QStringLiteral("strangerNkey"), QString::fromLatin1(strangerKey)}};
    for (const auto &[key, name] :
         {std::pair("ca", "ca.pem"), std::pair("strangerCa", "stranger.pem"), std::pair("cert", "client.pem"),
          std::pair("key", "client.key"), std::pair("seed", "known.nk"), std::pair("strangerSeed", "stranger.nk")})
        files.insert(QString::fromLatin1(key), folder + u'/' + QString::fromLatin1(name));
    return files;
}

} // namespace gnat::test
