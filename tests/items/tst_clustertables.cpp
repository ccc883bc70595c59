// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/clustertables.h"
#include "items/roles.h"
#include "items/servertreemodel.h"
#include "support/qtwarnings.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gnat;

namespace {

constexpr qint64 second = 1'000'000'000;

TableRow row(const QString &key, const QString &text)
{
    return {key, {{text}}, text};
}

QStringList texts(const QAbstractItemModel &model, int column = 0)
{
    QStringList found;
    for (int i = 0; i < model.rowCount(); ++i)
        found += model.index(i, column).data().toString();
    return found;
}

ClientView client(int node, quint64 id, const QString &name)
{
    ClientView view;
    view.node = node;
    view.id = id;
    view.name = name;
    view.address = QStringLiteral("127.0.0.1:4000");
    view.startedNs = 100 * second;
    return view;
}

BrokerView cluster(int nodes)
{
    BrokerView view;
    view.hasNodes = nodes > 0;
    view.atNs = 112 * second;
    for (int i = 0; i < nodes; ++i) {
        NodeView node;
        node.name = QStringLiteral("n%1").arg(i + 1);
        node.url = QStringLiteral("nats://127.0.0.1:%1").arg(4222 + i);
        node.state = NodeState::Running;
        node.inPerSecond = 100;
        view.nodes.append(node);
    }
    return view;
}

} // namespace

/// What the cluster page's tables and tree say, and that their models tell views no more than what changed.
class ClusterTablesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void rowsComeStayAndGo();
    void onlyWhatChangedIsTold();
    void anotherOrderIsTakenOver();
    void clientsAreDescribed();
    void aDownServerSaysSinceWhen();
    void storiesReadAsSentences();
    void theTreeFollowsTheCluster();
};

void ClusterTablesTest::rowsComeStayAndGo()
{
    KeyedTableModel model({{QStringLiteral("Name")}});
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows({row(QStringLiteral("a"), QStringLiteral("A")), row(QStringLiteral("c"), QStringLiteral("C"))});
    const QPersistentModelIndex kept = model.indexOf(QStringLiteral("c"));
    model.setRows({row(QStringLiteral("a"), QStringLiteral("A")), row(QStringLiteral("b"), QStringLiteral("B")),
                   row(QStringLiteral("c"), QStringLiteral("C")), row(QStringLiteral("d"), QStringLiteral("D"))});
    QCOMPARE(texts(model),
             QStringList({QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C"), QStringLiteral("D")}));
    QCOMPARE(kept.row(), 2);
    model.setRows({row(QStringLiteral("c"), QStringLiteral("C")), row(QStringLiteral("e"), QStringLiteral("E"))});
    QCOMPARE(texts(model), QStringList({QStringLiteral("C"), QStringLiteral("E")}));
    QCOMPARE(kept.row(), 0);
    QCOMPARE(model.key(kept), QStringLiteral("c"));
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!kept.isValid());
}

void ClusterTablesTest::onlyWhatChangedIsTold()
{
    KeyedTableModel model({{QStringLiteral("Name")}});
    model.setRows({row(QStringLiteral("a"), QStringLiteral("A")), row(QStringLiteral("b"), QStringLiteral("B")),
                   row(QStringLiteral("c"), QStringLiteral("C"))});
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setRows({row(QStringLiteral("a"), QStringLiteral("A")), row(QStringLiteral("b"), QStringLiteral("other")),
                   row(QStringLiteral("c"), QStringLiteral("C"))});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QVERIFY(inserted.isEmpty());
}

void ClusterTablesTest::anotherOrderIsTakenOver()
{
    KeyedTableModel model({{QStringLiteral("Name")}});
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows({row(QStringLiteral("a"), QStringLiteral("A")), row(QStringLiteral("b"), QStringLiteral("B")),
                   row(QStringLiteral("c"), QStringLiteral("C"))});
    model.setRows({row(QStringLiteral("c"), QStringLiteral("C")), row(QStringLiteral("a"), QStringLiteral("A")),
                   row(QStringLiteral("b"), QStringLiteral("B"))});
    QCOMPARE(texts(model), QStringList({QStringLiteral("C"), QStringLiteral("A"), QStringLiteral("B")}));
}

void ClusterTablesTest::clientsAreDescribed()
{
    auto view = cluster(2);
    auto busy = client(0, 4, QStringLiteral("order-service"));
    busy.library = QStringLiteral("go 1.37.0");
    busy.outPerSecond = 186.4;
    busy.roundTripNs = 180'000;
    auto moved = client(1, 5, {});
    moved.movedFrom = 0;
    auto slow = client(1, 6, QStringLiteral("slow"));
    slow.pendingBytes = 1'200'000;
    auto ours = client(1, 7, QStringLiteral("Gnatcatcher"));
    ours.isOurs = true;
    view.clients = {busy, moved, slow, ours};
    QObject parent;
    auto *model = makeClientTable(&parent);
    const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model->setRows(clientRows(view));
    const auto cell = [&](int row, ClientColumn column) {
        return model->index(row, int(column));
    };
    QCOMPARE(cell(0, ClientColumn::Server).data().toString(), QStringLiteral("n1"));
    QCOMPARE(cell(0, ClientColumn::Out).data().toString(), QStringLiteral("186"));
    QCOMPARE(cell(0, ClientColumn::Out).data(SortRole).toDouble(), 186.4);
    QCOMPARE(cell(0, ClientColumn::RoundTrip).data().toString(), QStringLiteral("0.18 ms"));
    QCOMPARE(cell(0, ClientColumn::Since).data().toString(), QStringLiteral("12 s"));
    QVERIFY(cell(0, ClientColumn::Client)
                .data(Qt::AccessibleTextRole)
                .toString()
                .startsWith(QStringLiteral("order-service on n1, gets 186/s")));
    QCOMPARE(cell(1, ClientColumn::Client).data().toString(), QStringLiteral("client 5"));
    QCOMPARE(cell(1, ClientColumn::RoundTrip).data().toString(), QStringLiteral("–"));
    QCOMPARE(texts(*model, int(ClientColumn::Note)),
             QStringList({QString(), QStringLiteral("moved"), QStringLiteral("slow"), QStringLiteral("this window")}));
    QVERIFY(cell(0, ClientColumn::Client).data(SearchRole).toString().contains(QStringLiteral("go 1.37.0")));
}

void ClusterTablesTest::aDownServerSaysSinceWhen()
{
    NodeView node;
    node.state = NodeState::Stopped;
    QCOMPARE(nodeStateText(node, 112 * second), QStringLiteral("down"));
    node.sinceNs = 100 * second;
    QCOMPARE(nodeStateText(node, 112 * second), QStringLiteral("stopped 12 s ago"));
    node.wasKilled = true;
    QCOMPARE(nodeStateText(node, 112 * second), QStringLiteral("killed 12 s ago"));
    QCOMPARE(nodeStateText(node, 100 * second), QStringLiteral("just killed"));
    node.state = NodeState::Paused;
    QCOMPARE(nodeStateText(node, 112 * second), QStringLiteral("paused"));
}

void ClusterTablesTest::storiesReadAsSentences()
{
    BrokerStory story;
    story.kind = BrokerStory::Kind::Killed;
    story.node = QStringLiteral("n2");
    QCOMPARE(storyText(story), QStringLiteral("n2 was killed"));
    story.isFromHere = true;
    QCOMPARE(storyText(story), QStringLiteral("n2 was killed from this window"));
    story.kind = BrokerStory::Kind::ClientBack;
    story.client = QStringLiteral("order-service");
    story.node = QStringLiteral("n1");
    story.afterNs = 147'400'000;
    QCOMPARE(storyText(story), QStringLiteral("order-service back on n1 after 147 ms"));
    story.afterNs = 0; // it is not known when it was lost
    QCOMPARE(storyText(story), QStringLiteral("order-service is now on n1"));
}

void ClusterTablesTest::theTreeFollowsTheCluster()
{
    ServerTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), 0);
    auto view = cluster(3);
    model.setView(QStringLiteral("demo"), view);
    QCOMPARE(model.rootIndex().data().toString(), QStringLiteral("demo"));
    QCOMPARE(model.rowCount(model.rootIndex()), 3);
    QCOMPARE(model.nodeIndex(1).data().toString(), QStringLiteral("n2"));
    QCOMPARE(model.nodeIndex(1).siblingAtColumn(1).data().toString(), QStringLiteral("100/s"));
    view.nodes[1].state = NodeState::Stopped;
    view.nodes[1].sinceNs = 100 * second;
    model.setView(QStringLiteral("demo"), view);
    QCOMPARE(model.nodeIndex(1).siblingAtColumn(1).data().toString(), QStringLiteral("down 12 s"));
    QCOMPARE(model.rootIndex().siblingAtColumn(1).data().toString(), QStringLiteral("embedded, 2 of 3 up"));
    model.setView(QStringLiteral("demo"), cluster(4));
    QCOMPARE(model.rowCount(model.rootIndex()), 4);
    model.setView({}, {});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(ClusterTablesTest)
#include "tst_clustertables.moc"
