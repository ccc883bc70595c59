// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionset.h"
#include "filter/filter.h"
#include "items/messagelistmodel.h"
#include "support/natspeer.h"
#include "support/natsserverprocess.h"
#include "support/qtwarnings.h"
#include "traffic/messagelog.h"
#include "workspace.h"

#include <QTest>

using namespace gnat;
using gnat::test::NatsPeer;
using gnat::test::NatsServerProcess;

namespace {

/// A server, somebody who answers on svc.add and listens in silence on svc.silent, and the whole engine.
struct Room
{
    NatsServerProcess server;
    NatsPeer responder;
    NatsPeer requester;
    Workspace workspace;

    bool open()
    {
        return server.start() && responder.connect(server.url()) && requester.connect(server.url()) &&
               responder.subscribe("svc.add",
                                   [this](const test::PeerMessage &request) {
                                       responder.publish({request.reply, {}, {}, "sum"});
                                   }) &&
               responder.subscribe("svc.silent", [](const test::PeerMessage &) {}) && responder.flush();
    }

    Connection *connectWith(const QStringList &subscriptions)
    {
        ConnectionProfile profile;
        profile.name = QStringLiteral("c%1").arg(workspace.connections().all().size());
        profile.servers = QStringList{server.url()};
        profile.subscriptions = subscriptions;
        auto *connection = workspace.connectTo(profile);
        bool isConfirmed = false;
        QObject::connect(connection, &Connection::subscriptionsConfirmed, [&isConfirmed] { isConfirmed = true; });
        return QTest::qWaitFor([&isConfirmed] { return isConfirmed; }, 10'000) ? connection : nullptr;
    }

    /// What became of the first message on `subject` that the connection saw.
    ExchangeVerdict find(const Connection *connection, std::string_view subject)
    {
        auto &log = workspace.traffic().log();
        for (auto at = log.begin(); at < log.end(); ++at) {
            const auto view = log.at(at).view();
            if (view.source == connection->id() && view.subject == subject)
                return log.exchanges()(view);
        }
        return {};
    }
    ExchangeOutcome outcome(const Connection *connection, std::string_view subject)
    {
        return find(connection, subject).outcome;
    }
};

} // namespace

/// Requests and replies over a real server, as the whole engine without a window sees them.
class TestExchanges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void silenceIsJudgedByWhatWasSubscribed();
    void requestsFromHereEndAsTheyEnd();
    void noRespondersIsSeen();
    void alsoOnTheEmbeddedBroker();
};

void TestExchanges::silenceIsJudgedByWhatWasSubscribed()
{
    Room room;
    QVERIFY2(room.open(), qPrintable(room.server.errorText()));
    const auto *all = room.connectWith({QStringLiteral(">")});
    const auto *requests = room.connectWith({QStringLiteral("svc.>")});
    const auto *shared = room.connectWith({QStringLiteral("svc.>"), QStringLiteral("my.box.*")});
    QVERIFY(all && requests && shared);
    CodecRegistry codecs;
    MessageListModel list(codecs, [](SourceId) { return QString(); });
    list.setSource(&room.workspace.traffic().log());
    FilterContext context;
    context.findExchange = room.workspace.traffic().log().exchanges();
    list.setFilter(*Filter::compile(QStringLiteral("is:timeout svc.>"), nullptr, context));
    room.requester.publish({"svc.add", "my.box.1", {}, "?"});
    room.requester.publish({"svc.silent", "my.box.2", {}, "?"});
    QVERIFY(room.requester.flush());
    QTRY_COMPARE(room.outcome(all, "svc.add"), ExchangeOutcome::Answered);
    QVERIFY(room.find(all, "svc.add").latencyNs > 0);
    QVERIFY(room.find(all, "my.box.1").isReply);
    QTRY_COMPARE(room.outcome(shared, "svc.add"), ExchangeOutcome::Answered);
    QCOMPARE(room.outcome(all, "svc.silent"), ExchangeOutcome::Open);
    QCOMPARE(list.rowCount(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(room.outcome(all, "svc.silent"), ExchangeOutcome::TimedOut, 15'000);
    QTRY_COMPARE(room.outcome(shared, "svc.silent"), ExchangeOutcome::TimedOut);
    QTRY_COMPARE(room.outcome(requests, "svc.silent"), ExchangeOutcome::NotObserved);
    QCOMPARE(room.outcome(requests, "svc.add"), ExchangeOutcome::NotObserved);
    QTRY_COMPARE(list.rowCount(), 2); // long after the messages came
}

void TestExchanges::requestsFromHereEndAsTheyEnd()
{
    Room room;
    QVERIFY2(room.open(), qPrintable(room.server.errorText()));
    auto *connection = room.connectWith({QStringLiteral("svc.>")}); // replies go past what is subscribed
    QVERIFY(connection);
    qint64 latency = -1;
    QObject::connect(connection, &Connection::replyReceived, connection,
                     [&latency](RequestId, const Reply &reply) { latency = reply.latencyNs; });
    OutgoingMessage message;
    message.subject = "svc.add";
    QVERIFY(connection->request(message, {}));
    message.subject = "svc.silent";
    RequestOptions options;
    options.timeoutMs = 200;
    QVERIFY(connection->request(message, options));
    QTRY_COMPARE(room.outcome(connection, "svc.add"), ExchangeOutcome::Answered);
    QCOMPARE(room.find(connection, "svc.add").latencyNs, latency);
    QTRY_COMPARE(room.outcome(connection, "svc.silent"), ExchangeOutcome::TimedOut);
}

/// The server tells only who asks: here by publishing with a reply subject that is subscribed.
void TestExchanges::noRespondersIsSeen()
{
    Room room;
    QVERIFY2(room.open(), qPrintable(room.server.errorText()));
    auto *connection = room.connectWith({QStringLiteral("my.box.*")});
    QVERIFY(connection);
    OutgoingMessage message;
    message.subject = "nobody.home";
    message.reply = "my.box.7";
    QVERIFY(connection->publish(message));
    auto &log = room.workspace.traffic().log();
    QTRY_COMPARE(log.count(), quint64{1});
    const auto view = log.at(log.begin()).view();
    QVERIFY(saysNoResponders(view));
    QVERIFY(log.exchanges()(view).isReply);
}

void TestExchanges::alsoOnTheEmbeddedBroker()
{
    Workspace workspace;
    const auto *demo = workspace.startDemo();
    QVERIFY(demo);
    workspace.exchanges().wantStatistics(true);
    std::vector<RequestFigures> figures;
    const auto hasAnswers = [&] {
        figures = workspace.exchanges().takeStatistics().value_or(figures);
        return std::ranges::any_of(figures, [](const auto &one) { return one.answered > 5; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasAnswers(), 20'000);
    QCOMPARE(workspace.ledger().figures().notAnalysed, 0U);
}

QTEST_GUILESS_MAIN(TestExchanges)
#include "tst_exchanges.moc"
