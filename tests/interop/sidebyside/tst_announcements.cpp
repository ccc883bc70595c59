// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/rawclient.h"
#include "interop/scenariosetup.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace gnat::test;
using Product = ScenarioServer::Product;

namespace {

/// Two nodes, and what the first announces to a client of its own, as text.
class Announcements
{
public:
    Announcements(Product product, int protocol) : m_cluster(m_folder.path())
    {
        m_story = m_cluster.start(product, QStringLiteral("lameduck"));
        if (!m_story.isEmpty())
            return;
        m_client = std::make_unique<RawClient>(m_cluster.nodes.front()->port());
        tell(m_client->info());
        m_client->send("CONNECT {\"verbose\":false,\"protocol\":" + QByteArray::number(protocol) + "}\r\nPING\r\n");
        m_client->readUntil("PONG\r\n");
    }

    void signal(std::size_t node, int number)
    {
        if (m_client)
            ::kill(static_cast<pid_t>(m_cluster.nodes.at(node)->pid()), number);
    }
    void hearInfo()
    {
        if (m_client)
            tell(m_client->readUntil("} \r\n", 10'000));
    }
    void hearTheEnd()
    {
        if (!m_client)
            return;
        m_story += m_client->readToEnd(10'000).replace("PING\r\n", "");
        m_story += m_client->isClosed() ? "closed" : "still open";
    }
    QByteArray story() const { return m_story; }

private:
    /// Without what differs from start to start, what our server is not, and early PINGs.
    void tell(const QByteArray &heard)
    {
        auto info = QJsonDocument::fromJson(heard.mid(heard.indexOf('{'))).object();
        for (const auto *key : {"server_id", "client_id", "version", "go", "git_commit"})
            info.remove(QLatin1String(key));
        auto text = QJsonDocument(info).toJson(QJsonDocument::Compact) + "\n";
        text.replace(QByteArray::number(m_cluster.nodes.front()->port()), "FIRST");
        text.replace(QByteArray::number(m_cluster.nodes.back()->port()), "SECOND");
        // the order of neighbours has no meaning
        m_story +=
            text.replace(R"(["127.0.0.1:SECOND","127.0.0.1:FIRST"])", R"(["127.0.0.1:FIRST","127.0.0.1:SECOND"])");
    }

    QTemporaryDir m_folder;
    ScenarioCluster m_cluster;
    std::unique_ptr<RawClient> m_client;
    QByteArray m_story; ///< why there is none, if the nodes could not be started
};

QByteArray neighbourDies(Product product)
{
    Announcements heard(product, 1);
    heard.signal(1, SIGKILL);
    heard.hearInfo();
    return heard.story();
}

QByteArray nodeIsALameDuck(Product product)
{
    Announcements heard(product, 1);
    heard.signal(0, SIGUSR2);
    heard.hearInfo();
    heard.hearTheEnd();
    return heard.story();
}

/// A client of protocol 0 is told nothing: the connection just ends.
QByteArray lameDuckOfOldClients(Product product)
{
    Announcements heard(product, 0);
    heard.signal(0, SIGUSR2);
    heard.hearTheEnd();
    return heard.story();
}

} // namespace

/// What nodes of a cluster announce to clients: our broker's INFO against nats-server's.
class AnnouncementsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neighbourDies() { compare(::neighbourDies, "\"connect_urls\":[\"127.0.0.1:FIRST\"]"); }
    void nodeIsALameDuck() { compare(::nodeIsALameDuck, "\"ldm\":true"); }
    void lameDuckOfOldClients() { compare(::lameDuckOfOldClients, "}\nclosed"); }

private:
    static void compare(QByteArray (*story)(Product), const QByteArray &point)
    {
        const auto theirs = story(Product::NatsServer);
        QVERIFY2(theirs.contains(point), theirs.constData());
        QCOMPARE(QString::fromUtf8(story(Product::Gnatcatcher)), QString::fromUtf8(theirs));
    }
};

QTEST_GUILESS_MAIN(AnnouncementsTest)
#include "tst_announcements.moc"
