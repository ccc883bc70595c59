// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/clienthelpers.h"
#include "core/clock.h"
#include "desktop.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "live/livepage.h"
#include "messages/messagetable.h"
#include "payload/messagedetails.h"
#include "resources/resources.h"
#include "subjects/subjectspane.h"
#include "support/batches.h"
#include "support/heartbeat.h"
#include "support/natsserverprocess.h"
#include "support/qtwarnings.h"
#include "traffic/messagelog.h"
#include "traffic/rateseries.h"
#include "traffic/subjecttree.h"

#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace gnat;
using namespace gnat::test;

namespace {

/// The most that a turn of the event loop may do, in units of work: some hundred milliseconds on the machines of 2022.
constexpr std::int64_t mostUnits = 16;

/// Everything that a server lets through and a program may stumble over, as it is on the wire.
struct Oddity
{
    QByteArray subject;
    QByteArray headers; ///< whole block; empty: none
    QByteArray payload;
};

QList<Oddity> oddities()
{
    const QByteArray block = "NATS/1.0\r\n";
    return {{QByteArray(4000, 'l'), {}, "one token of 4,000 bytes"},
            {QByteArray("d.").repeated(1999) + "end", {}, "two thousand tokens"},
            {"bad.\xff\xfe\x80.\xc3", {}, "no UTF-8 in the subject"},
            {"bad.\xe4\xb8\xad\xe6\x96\x87.caf\xc3\xa9", {}, "UTF-8 in the subject"},
            {"bad.headers", block + "k\xff: v\xfe\x80\r\nk\xff: again\r\nempty:\r\n\r\n", "no UTF-8 in the headers"},
            {"bad.status", block.chopped(2) + " 503\r\n\r\n", {}},
            {"bad.nul", {}, QByteArray("\0\r\nMSG x 1 3\r\nabc\r\n\0", 20)},
            {"bad.big", {}, QByteArray(1'048'576, '\x9f')},
            {"bad.bigjson", {}, '[' + QByteArray("[").repeated(500'000) + QByteArray("]").repeated(500'000) + ']'},
            {"bad.lies", {}, "{\"a\":1"},
            {"bad.msgpack", {}, QByteArray("\xdf\xff\xff\xff\xff", 5)}};
}

QByteArray frameOf(const Oddity &odd)
{
    const auto total = QByteArray::number(odd.headers.size() + odd.payload.size());
    if (odd.headers.isEmpty())
        return "PUB " + odd.subject + ' ' + total + "\r\n" + odd.payload + "\r\n";
    return "HPUB " + odd.subject + ' ' + QByteArray::number(odd.headers.size()) + ' ' + total + "\r\n" + odd.headers +
           odd.payload + "\r\n";
}

std::string_view viewOfBytes(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

/// The window on a bus that does what a bus may: nothing freezes, nothing is misattributed.
class HostileBusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init();
    void cleanup();
    void oddMessagesArriveAsTheyAre();
    void endlessRandomSubjectsStayBounded();
    void trafficStopsAndResumes();
    void clockIsSetBackAndForth();

private:
    TrafficView &traffic() const { return m_desktop->workspace().traffic(); }
    MessageLog &log() const { return traffic().log(); }
    LivePage &live() const { return *qobject_cast<LivePage *>(m_desktop->window().page(QStringLiteral("live"))); }
    bool send(const QByteArray &frames) const;
    bool framesPass(int count) const;

    std::unique_ptr<NatsServerProcess> m_server;
    std::unique_ptr<Desktop> m_desktop;
    std::unique_ptr<RawClient> m_client;
    Connection *m_connection = nullptr;
    Heartbeat m_heartbeat;
};

void HostileBusTest::init()
{
    failOnQtWarnings();
    m_server = std::make_unique<NatsServerProcess>();
    QVERIFY2(m_server->start(), qPrintable(m_server->errorText()));
    m_desktop = std::make_unique<Desktop>(true);
    m_desktop->window().resize(1440, 900);
    m_desktop->window().show();
    m_desktop->window().goToPage(QStringLiteral("live"));
    auto profile = profileFromUrls(m_server->url()).value();
    profile.subscriptions = QStringList{QStringLiteral(">")};
    m_connection = m_desktop->workspace().connectTo(profile);
    bool isSubscribed = false;
    connect(m_connection, &Connection::subscriptionsConfirmed, this, [&isSubscribed] { isSubscribed = true; });
    QTRY_VERIFY(isSubscribed);
    m_client = std::make_unique<RawClient>(m_server->port());
    QVERIFY(m_client->isUp);
    m_heartbeat.start();
}

void HostileBusTest::cleanup()
{
    m_heartbeat.stop();
    const auto units = m_heartbeat.mostWork() / unitOfWork();
    qInfo("late by %.0f ms at most; the longest turn was %lld units of work", m_heartbeat.lateness(1),
          static_cast<long long>(units));
    const auto flow = traffic().figures();
    m_client.reset();
    m_desktop.reset();
    m_server.reset();
    QVERIFY2(units <= mostUnits, qPrintable(QStringLiteral("the window stood still for %1 units").arg(units)));
    QCOMPARE(flow.inHand(), 0);
    QCOMPARE(flow.droppedHere(), 0U);
}

/// Writes without keeping the event loop from its work.
bool HostileBusTest::send(const QByteArray &frames) const
{
    constexpr qsizetype portion = 100'000;
    for (qsizetype from = 0; from < frames.size(); from += portion) {
        m_client->socket.write(frames.mid(from, portion));
        if (!QTest::qWaitFor([this] { return m_client->socket.bytesToWrite() == 0; }, 30'000))
            return false;
    }
    return true;
}

bool HostileBusTest::framesPass(int count) const
{
    const QSignalSpy ticked(&m_desktop->workspace().ticker(), &FrameTicker::ticked);
    return QTest::qWaitFor([&] { return ticked.count() >= count; }, 20'000);
}

void HostileBusTest::oddMessagesArriveAsTheyAre()
{
    const auto all = oddities();
    QByteArray frames;
    for (const auto &odd : all)
        frames += frameOf(odd);
    QVERIFY(send(frames));
    QTRY_COMPARE_WITH_TIMEOUT(log().count(), static_cast<quint64>(all.size()), 20'000);
    for (qsizetype i = 0; i < all.size(); ++i) {
        const auto message = log().at(log().begin() + static_cast<quint64>(i));
        QVERIFY(!message.isEmpty());
        const auto view = message.view();
        QVERIFY2(view.subject == viewOfBytes(all[i].subject), all[i].payload.left(40).constData());
        QVERIFY(view.headers == viewOfBytes(all[i].headers));
        QVERIFY(view.payload == viewOfBytes(all[i].payload));
        QCOMPARE(view.source, m_connection->id());
        const auto node = traffic().tree().find(m_connection->id(), view.subject);
        QVERIFY2(node != 0, all[i].payload.left(40).constData());
        QCOMPARE(traffic().tree().figures(node).messages, 1U);
    }
    // Every one can be opened, and its bytes are what is shown.
    auto &table = live().table();
    for (int row = 0; row < static_cast<int>(all.size()); ++row) {
        const auto cell = live().messages().index(row, MessageListModel::Subject);
        table.scrollTo(cell);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(cell).center());
        const auto isOpen = [&] {
            const auto &open = live().details().message();
            return !open.isEmpty() && open.view().subject == viewOfBytes(all[row].subject) &&
                   open.view().payload == viewOfBytes(all[row].payload);
        };
        QTRY_VERIFY2(isOpen(), all[row].subject.left(40).constData());
        QVERIFY(framesPass(2)); // so that it is painted
    }
    auto &subjects = live().subjects();
    QModelIndex deep;
    QTRY_VERIFY((deep = subjects.model()->indexOf(m_connection->id(), viewOfBytes(all[1].subject))).isValid());
    subjects.tree()->setCurrentIndex(deep); // opens two thousand levels
    QTRY_VERIFY(subjects.currentSubject() == all[1].subject);
}

/// A new id in each subject: the window goes on, all are counted, and the memory of the tree has an end.
void HostileBusTest::endlessRandomSubjectsStayBounded()
{
    constexpr int total = 200'000;
    QByteArray frames;
    quint64 id = 88172645463325252U;
    for (int i = 0; i < total; ++i) {
        id ^= id << 13;
        id ^= id >> 7;
        id ^= id << 17;
        frames += "PUB orders." + QByteArray::number(id, 16) + ".created 2\r\nhi\r\n";
    }
    QVERIFY(send(frames));
    QTRY_COMPARE_WITH_TIMEOUT(traffic().figures().received, static_cast<quint64>(total), 60'000);
    QTRY_COMPARE(traffic().tree().figures(SubjectTree::root).messages, static_cast<quint64>(total));
    const auto orders = traffic().tree().find(m_connection->id(), "orders");
    QVERIFY(orders != 0);
    QCOMPARE(traffic().tree().figures(orders).messages, static_cast<quint64>(total));
    // A level folds after 128 ids, each with a node below it. Unfolded it would be 400,000 nodes.
    const auto nodes = traffic().tree().nodeCount();
    qInfo("%zu nodes in %zu bytes", nodes, traffic().tree().memoryBytes());
    QVERIFY2(nodes < 5'000, qPrintable(QString::number(nodes)));
    QVERIFY2(traffic().tree().memoryBytes() < 2'000'000, qPrintable(QString::number(traffic().tree().memoryBytes())));
}

void HostileBusTest::trafficStopsAndResumes()
{
    for (int burst = 1; burst <= 2; ++burst) {
        QVERIFY(send(QByteArray("PUB burst.a 1\r\nx\r\n").repeated(20'000)));
        QTRY_COMPARE_WITH_TIMEOUT(log().end(), static_cast<quint64>(burst) * 20'000, 20'000);
        // Silence: rates fall, figures stay.
        const auto rate = traffic().messageRate(m_connection->id());
        QVERIFY(rate > 0);
        QTRY_VERIFY_WITH_TIMEOUT(traffic().messageRate(m_connection->id()) < rate / 3, 60'000);
        const auto node = traffic().tree().find(m_connection->id(), "burst.a");
        QCOMPARE(traffic().tree().figures(node).messages, static_cast<quint64>(burst) * 20'000);
    }
}

/// The wall clock jumps a year ahead and back: enters where all messages enter, with the times that they would have.
void HostileBusTest::clockIsSetBackAndForth()
{
    constexpr std::int64_t day = 24 * 3600 * std::int64_t{1'000'000'000};
    auto &workspace = m_desktop->workspace();
    quint64 sent = 0;
    for (const auto step : {std::int64_t{0}, 365 * day, -365 * day, std::int64_t{0}}) {
        workspace.ledger().addReceived(3);
        workspace.fanout().publish(makeBatch(m_connection->id(), {"t.a", "t.b", "t.a"}, wallNanoseconds() + step));
        sent += 3;
        QTRY_COMPARE(log().count(), sent);
        QVERIFY(framesPass(15)); // graphs and tree are painted with it
    }
    QCOMPARE(traffic().tree().figures(traffic().tree().find(m_connection->id(), "t.a")).messages, 8U);
    QVERIFY(log().positionAt(wallNanoseconds()).has_value());
    // What comes with the right time is seen by the graphs again.
    const auto series = traffic().rates().addSeries(SubjectPattern::parse("t.>").value());
    workspace.ledger().addReceived(1);
    const auto now = wallNanoseconds();
    workspace.fanout().publish(makeBatch(m_connection->id(), {"t.a"}, now));
    QTRY_VERIFY(!traffic().rates().points(series, now - RateSeries::bucketNs).empty());
    double counted = 0;
    for (const auto &point : traffic().rates().points(series, now - RateSeries::bucketNs))
        counted += point.messages;
    QVERIFY(counted > 0);
}

QTEST_MAIN(HostileBusTest)
#include "tst_hostilebus.moc"
