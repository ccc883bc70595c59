// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/payloadcodec.h"
#include "core/headerblock.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "items/clustertables.h"
#include "items/headermodel.h"
#include "items/historymodel.h"
#include "items/payloadmodel.h"
#include "items/roles.h"
#include "items/servertreemodel.h"
#include "items/subscriptionmodel.h"
#include "support/qtwarnings.h"

#include <QAbstractItemModelTester>
#include <QSortFilterProxyModel>
#include <QTest>

#include <random>

using namespace gnat;

namespace {

constexpr int rounds = 150;

/// A model under the tester, and a sorted view of it under another: what one signal too few or too many would confuse.
class Watched
{
public:
    explicit Watched(QAbstractItemModel &model) : m_model(model), m_tester(&model, Mode::Fatal)
    {
        m_sorted.setSortRole(Qt::DisplayRole);
        m_sorted.setSourceModel(&model);
        m_sortedTester.emplace(&m_sorted, Mode::Fatal);
    }

    /// Another order now and then; the proxy shows all that the model has.
    void turn(std::mt19937 &random)
    {
        if (random() % 4 == 0)
            m_sorted.sort(int(random() % unsigned(m_model.columnCount())),
                          random() % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
        QCOMPARE(m_sorted.rowCount(), m_model.rowCount());
    }

private:
    using Mode = QAbstractItemModelTester::FailureReportingMode;
    QAbstractItemModel &m_model;
    QAbstractItemModelTester m_tester;
    QSortFilterProxyModel m_sorted;
    std::optional<QAbstractItemModelTester> m_sortedTester;
};

QString number(std::mt19937 &random, unsigned below)
{
    return QString::number(random() % below);
}

TableRow tableRow(const QString &key, std::mt19937 &random)
{
    return {key, {{key}, {number(random, 5), int(random() % 5)}}, key};
}

PayloadField decoded(const CodecRegistry &codecs, const QByteArray &json)
{
    auto root = codecs.find(QStringLiteral("json"))->decode({json.constData(), std::size_t(json.size())});
    return root ? std::move(root).value() : PayloadField();
}

/// Objects and arrays of any shape, three levels deep.
QByteArray someJson(std::mt19937 &random, int level = 0)
{
    const auto kind = random() % (level < 3 ? 5 : 2);
    if (kind < 2)
        return QByteArray::number(random() % 100);
    QByteArrayList fields;
    for (auto left = random() % 5; left > 0; --left)
        fields << (kind == 4 ? QByteArray() : '"' + QByteArray::number(left) + "\":") + someJson(random, level + 1);
    return kind == 4 ? '[' + fields.join(',') + ']' : '{' + fields.join(',') + '}';
}

} // namespace

/// The small models with rows that come, change, go and are sorted at random; those of the message list, the subject
/// tree and the list of recordings have tests of their own.
class TestModelLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void tables();
    void servers();
    void payloads();
    void headers();
    void history();
    void subscriptions();
};

/// Rows of a set that changes, in its order or in another.
void TestModelLoad::tables()
{
    std::mt19937 random(1);
    KeyedTableModel model({{QStringLiteral("Name")}, {QStringLiteral("Number"), true}});
    Watched watched(model);
    for (int round = 0; round < rounds; ++round) {
        QList<TableRow> rows;
        for (int key = 0; key < 60; ++key) {
            if (random() % 3 != 0)
                rows << tableRow(QString::number(key), random);
        }
        if (round % 5 == 0)
            std::shuffle(rows.begin(), rows.end(), random);
        if (round % 50 == 7)
            rows.clear();
        model.setRows(rows);
        QCOMPARE(model.rowCount(), int(rows.size()));
        for (int row = 0; row < rows.size(); ++row)
            QCOMPARE(model.key(model.index(row, 0)), rows[row].key);
        watched.turn(random);
    }
}

void TestModelLoad::servers()
{
    std::mt19937 random(2);
    ServerTreeModel model;
    Watched watched(model);
    for (int round = 0; round < rounds; ++round) {
        BrokerView view;
        const auto nodes = random() % 6;
        for (unsigned i = 0; i < nodes; ++i) {
            NodeView node;
            node.name = QStringLiteral("n%1").arg(i);
            node.state = NodeState(random() % 4);
            node.inPerSecond = random() % 1000;
            view.nodes << node;
        }
        view.hasNodes = nodes > 0;
        model.setView(QStringLiteral("demo"), view);
        QCOMPARE(model.rowCount(model.rootIndex()), int(nodes));
        watched.turn(random);
    }
}

void TestModelLoad::payloads()
{
    std::mt19937 random(3);
    const CodecRegistry codecs;
    PayloadModel model;
    Watched watched(model);
    std::optional<PayloadField> previous;
    for (int round = 0; round < rounds; ++round) {
        const auto json = someJson(random);
        model.setPayload(decoded(codecs, json), previous ? &*previous : nullptr);
        previous = decoded(codecs, json);
        if (round % 20 == 3)
            model.clear();
        watched.turn(random);
    }
}

void TestModelLoad::headers()
{
    std::mt19937 random(4);
    HeaderModel model;
    Watched watched(model);
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::pair<std::string, std::string>> lines;
        for (auto left = random() % 6; left > 0; --left)
            lines.push_back({"Key", "value"});
        model.setHeaders(lines.empty() ? std::string() : makeHeaderBlock(lines));
        QCOMPARE(model.rowCount(), int(lines.size()));
        watched.turn(random);
    }
}

/// Over its limit, and emptied now and then.
void TestModelLoad::history()
{
    std::mt19937 random(5);
    SendHistory sent;
    sent.clear();
    const auto add = [&] {
        HistoryEntry entry;
        entry.at = QDateTime::currentDateTime();
        entry.subject = "s." + QByteArray::number(random() % 100);
        entry.result = number(random, 1000);
        sent.add(entry);
    };
    while (sent.entries().size() < SendHistory::maxEntries - 20)
        add();
    HistoryModel model(sent);
    Watched watched(model);
    for (int round = 0; round < rounds; ++round) {
        add();
        if (round == 60) {
            QCOMPARE(model.rowCount(), SendHistory::maxEntries);
            sent.clear();
        }
        QCOMPARE(model.rowCount(), int(sent.entries().size()));
        watched.turn(random);
    }
}

/// Connections that never come up: what they would subscribe to stands there all the same.
void TestModelLoad::subscriptions()
{
    std::mt19937 random(6);
    Fanout fanout;
    DropLedger ledger;
    ConnectionSet connections(fanout, ledger);
    SubscriptionModel model(connections);
    Watched watched(model);
    for (int round = 0; round < rounds; ++round) {
        const auto &all = connections.all();
        if (all.empty() || (all.size() < 4 && random() % 20 == 0)) {
            auto profile = profileFromUrls(QStringLiteral("nats://127.0.0.1:1")).value();
            profile.name = QStringLiteral("nowhere");
            connections.add(profile);
        } else if (all.size() > 1 && random() % 30 == 0) {
            connections.remove(all[random() % all.size()]->id());
        }
        auto &connection = *connections.all()[random() % connections.all().size()];
        const auto made = connection.subscriptions();
        if (made.isEmpty() || random() % 2 == 0)
            QVERIFY(connection.subscribe("s." + QByteArray::number(random() % 40)).isOk());
        else if (const auto &one = made[int(random() % unsigned(made.size()))]; random() % 2 == 0)
            connection.unsubscribe(one.id);
        else
            connection.setSubscriptionOn(one.id, !one.isOn);
        QCoreApplication::processEvents();
        qsizetype expected = 0;
        for (const auto &each : connections.all())
            expected += each->subscriptions().size();
        QTRY_COMPARE(model.rowCount(), int(expected));
        watched.turn(random);
    }
}

QTEST_GUILESS_MAIN(TestModelLoad)
#include "tst_modelload.moc"
