// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/clientscenarios.h"

#include "interop/rashrelay.h"
#include "interop/scenariosetup.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>

namespace gnat::test {

namespace {

constexpr std::array scenarios{ClientScenario{"publish", "plain",
                                              R"(pub.bytes: 256 bytes 00 to ff, reply answer.here
pub.empty: 0 bytes, no reply
pub.large: 1048576 bytes as sent
1000 in order
)"},
                               ClientScenario{"wildcards", "plain",
                                              R"(w.*.end: w.a.end w.b.end
w.>: w.a.end w.a w.b.end w.a.b.end
)"},
                               ClientScenario{"queues", "plain",
                                              R"(plain 300
workers 300, each of 3 has some
others 300
)"},
                               ClientScenario{"headers", "plain",
                                              R"(Trace-Id: [t1]
Many: [one][two]
payload: body
headers alone: [yes], 0 bytes
Empty: []
)"},
                               ClientScenario{"unsubscribe", "plain",
                                              R"(at most 3: 0 1 2
unsubscribed: 0 1, then nothing
)"},
                               ClientScenario{"echo", "plain",
                                              R"(own 0, another's 1
)"},
                               ClientScenario{"request", "plain",
                                              R"(50 answers, each to its question
an inbox of its own: 8
)"},
                               ClientScenario{"many", "plain",
                                              R"(harbour north south
)"},
                               ClientScenario{"noresponders", "plain",
                                              R"(nobody.there: no responders
silent: timeout
)"},
                               ClientScenario{"drain", "plain",
                                              R"(subscription: 1000 of 1000, then none
connection: 1000 of 1000, then closed
)"},
                               ClientScenario{"password", "password",
                                              R"(alice, right: welcome
alice, wrong: authorization violation
nobody: authorization violation
)"},
                               ClientScenario{"token", "token",
                                              R"(right: welcome
wrong: authorization violation
)"},
                               ClientScenario{"nkey", "nkey",
                                              R"(known: welcome
unknown: authorization violation
)"},
                               ClientScenario{"tls", "tls",
                                              R"(trusted: welcome
unknown authority: refused
)"},
                               ClientScenario{"mutualtls", "mutualtls",
                                              R"(with certificate: welcome
without: refused
)"},
                               ClientScenario{"permissions", "permissions",
                                              R"(ok.a: delivered
violation: publish to "ok.secret"
violation: publish to "elsewhere"
violation: subscription to "elsewhere"
violation: subscription to "ok.secret"
ok.b: delivered
)"},
                               ClientScenario{"responses", "permissions",
                                              R"(first answer: delivered
violation: publish to the inbox
)"},
                               ClientScenario{"maxpayload", "small",
                                              R"(announced: 1024
1024 bytes: delivered
1025 bytes: refused by the client
1025 bytes sent: maximum payload violation, closed
)"},
                               ClientScenario{"crossing", "cluster",
                                              R"(request to the other node: answered
headers from the other node: [one][two]
queue group on both nodes: 100 of 100
)"},
                               ClientScenario{"reconnect", "cluster",
                                              R"(knows 2 servers
connected to first
reconnected to second
received: after
)"},
                               ClientScenario{"lameduck", "lameduck",
                                              R"(connected to first
lame duck mode
reconnected to second
received: after
)"}};

QByteArray description(const ScenarioCluster &cluster, const RashRelay &relay)
{
    QJsonArray urls;
    QJsonArray pids;
    for (const auto &node : cluster.nodes) {
        urls.append(node->url());
        pids.append(node->pid());
    }
    auto object = scenarioFiles(cluster.folder);
    object.insert(QStringLiteral("urls"), urls);
    object.insert(QStringLiteral("pids"), pids);
    object.insert(QStringLiteral("relay"), relay.url());
    return QJsonDocument(object).toJson();
}

/// While the program runs the event loop does, too: the relay needs it.
QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    if (!process.waitForStarted())
        return "cannot be started: " + program.toUtf8();
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 40'000)) {
        process.kill();
        process.waitForFinished();
        return process.readAllStandardOutput() + "…and did not end in time.";
    }
    return process.readAllStandardOutput();
}

} // namespace

void addScenarioRows()
{
    QTest::addColumn<int>("scenario");
    QTest::addColumn<ScenarioServer::Product>("product");
    for (int i = 0; i < static_cast<int>(scenarios.size()); ++i) {
        const auto *name = scenarios.at(static_cast<std::size_t>(i)).name;
        QTest::addRow("%s, nats-server", name) << i << ScenarioServer::Product::NatsServer;
        QTest::addRow("%s, ours", name) << i << ScenarioServer::Product::Gnatcatcher;
    }
}

void playScenario(const QString &program, const QStringList &arguments)
{
    QFETCH(int, scenario);
    QFETCH(ScenarioServer::Product, product);
    const auto &wanted = scenarios.at(static_cast<std::size_t>(scenario));
    QTemporaryDir folder;
    ScenarioCluster cluster(folder.path());
    const auto trouble = cluster.start(product, QString::fromLatin1(wanted.setup));
    QVERIFY2(trouble.isEmpty(), trouble.constData());
    const RashRelay relay(cluster.nodes.front()->port());
    QFile file(folder.filePath(QStringLiteral("servers.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(description(cluster, relay));
    file.close();
    const auto output = outputOf(program, arguments + QStringList{QString::fromLatin1(wanted.name), file.fileName()});
    const auto outcome = wanted.outcome + QByteArray("ok ") + wanted.name + "\n";
    if (output != outcome) {
        for (const auto &node : cluster.nodes)
            qInfo().noquote() << node->output();
    }
    QCOMPARE(QString::fromUtf8(output), QString::fromUtf8(outcome));
    for (const auto &node : cluster.nodes)
        QVERIFY2(node->stop(), node->output().constData());
}

} // namespace gnat::test
