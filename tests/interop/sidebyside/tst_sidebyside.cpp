// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/rawclient.h"
#include "interop/scenarioserver.h"
#include "interop/sidebyside/conversation.h"

#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <memory>

using namespace gnat::test;
using Product = ScenarioServer::Product;

namespace {

const QHash<QString, QByteArray> &setups()
{
    static const QHash<QString, QByteArray> known{
        {QStringLiteral("plain"), "{}"},
        {QStringLiteral("login"),
         R"({"authorization": {"timeout": 0.5, "users": [{"user": "alice", "password": "secret"}]}})"},
        {QStringLiteral("token"), R"({"authorization": {"token": "s3cr3t"}})"},
        {QStringLiteral("narrow"), R"({"max_payload": 8, "max_control_line": 64, "max_subscriptions": 3})"},
        {QStringLiteral("crowded"), R"({"max_connections": 2})"},
        {QStringLiteral("permissions"), R"({"authorization": {
            "default_permissions": {"publish": "dflt.>", "subscribe": "dflt.>"},
            "users": [
                {"user": "free", "password": "x", "permissions": {"publish": ">", "subscribe": ">"}},
                {"user": "bound", "password": "x", "permissions": {
                    "publish": {"allow": ["ok.>"], "deny": ["ok.secret"]},
                    "subscribe": {"allow": ["ok.>"], "deny": ["ok.secret"]}}},
                {"user": "denied", "password": "x", "permissions": {
                    "publish": {"deny": "no.>"}, "subscribe": {"deny": "no.>"}}},
                {"user": "queued", "password": "x", "permissions": {
                    "subscribe": {"allow": ["jobs workers", "jobs workers.*"]}}},
                {"user": "queuedenied", "password": "x", "permissions": {
                    "subscribe": {"deny": ["jobs bad", "jobs bad.*"]}}},
                {"user": "service", "password": "x", "permissions": {
                    "subscribe": "svc", "allow_responses": true}},
                {"user": "twice", "password": "x", "permissions": {
                    "subscribe": "svc", "allow_responses": {"max": 2, "expires": "1m"}}},
                {"user": "plain", "password": "x"}]}})"},
        {QStringLiteral("noauth"), R"({"no_auth_user": "guest", "authorization": {"users": [
            {"user": "guest", "password": "x", "permissions": {"publish": "guest.>", "subscribe": "guest.>"}},
            {"user": "alice", "password": "x"}]}})"},
        {QStringLiteral("hashed"), R"({"authorization": {"users": [{"user": "alice",
            "password": "$2a$04$W./Pm0Tm7qFKDq6bcbS9f.6mHj/uIojYGO8MITzhVOoM8LyL4Ox1q"}]}})"},
        {QStringLiteral("impatient"), R"({"ping_interval": "300ms", "ping_max": 1})"}};
    return known;
}

} // namespace

/// The same bytes to nats-server and to our broker: each must answer with the same bytes and close at the same places.
class SideBySideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hearsTheSame_data();
    void hearsTheSame();
    void introducesItselfAlike_data();
    void introducesItselfAlike();
    void cleanupTestCase();

private:
    quint16 portOf(Product product, const QString &setup);

    QTemporaryDir m_folder;
    std::map<std::pair<Product, QString>, std::unique_ptr<ScenarioServer>> m_servers;
    Conversations m_conversations;
};

/// One server a product and setup, for all its conversations; 0 if it cannot be started.
quint16 SideBySideTest::portOf(Product product, const QString &setup)
{
    auto &server = m_servers[{product, setup}];
    if (!server) {
        server = std::make_unique<ScenarioServer>(product);
        QFile file(m_folder.filePath(setup + QStringLiteral(".conf")));
        if (!file.open(QIODevice::WriteOnly) || file.write(setups().value(setup)) < 0)
            return 0;
        file.close();
        if (!server->start({QStringLiteral("-c"), file.fileName()}))
            qWarning().noquote() << server->output();
    }
    return server->port();
}

void SideBySideTest::hearsTheSame_data()
{
    QTest::addColumn<int>("index");
    for (const auto &list : {framingConversations(), connectConversations(), publishingConversations(),
                             subscribingConversations(), limitConversations(), permissionConversations()}) {
        for (const auto &conversation : list) {
            QTest::newRow(conversation.name) << static_cast<int>(m_conversations.size());
            m_conversations.push_back(conversation);
        }
    }
}

void SideBySideTest::hearsTheSame()
{
    QFETCH(int, index);
    const auto &conversation = m_conversations.at(static_cast<std::size_t>(index));
    const auto setup = QString::fromLatin1(conversation.setup);
    const auto theirs = transcript(conversation, portOf(Product::NatsServer, setup));
    const auto ours = transcript(conversation, portOf(Product::Gnatcatcher, setup));
    QVERIFY2(theirs.contains(" hears ") && !theirs.contains("[nothing more came]"), theirs.constData());
    const QByteArray difference = "\nnats-server:\n" + theirs + "ours:\n" + ours;
    QVERIFY2(ours == theirs, difference.constData());
}

void SideBySideTest::introducesItselfAlike_data()
{
    QTest::addColumn<QString>("setup");
    for (const auto *setup : {"plain", "login", "token", "narrow"})
        QTest::newRow(setup) << QString::fromLatin1(setup);
}

void SideBySideTest::introducesItselfAlike()
{
    QFETCH(QString, setup);
    const auto info = [&](Product product) {
        const RawClient client(portOf(product, setup));
        auto object = QJsonDocument::fromJson(client.info().mid(5)).object();
        // what differs from server to server, and what ours is not: written in Go
        for (const auto *key : {"server_id", "server_name", "port", "client_id", "version", "go", "git_commit"})
            object.remove(QLatin1String(key));
        return QJsonDocument(object).toJson();
    };
    const auto theirs = info(Product::NatsServer);
    QVERIFY2(theirs.contains("max_payload"), theirs.constData());
    QCOMPARE(info(Product::Gnatcatcher), theirs);
}

/// After all that was said to them, the servers are well.
void SideBySideTest::cleanupTestCase()
{
    for (auto &[which, server] : m_servers)
        QVERIFY2(server->stop(), server->output().constData());
}

QTEST_GUILESS_MAIN(SideBySideTest)
#include "tst_sidebyside.moc"
