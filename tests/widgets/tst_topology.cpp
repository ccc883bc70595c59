// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/topologylayout.h"
#include "cluster/topologyview.h"

#include <QSignalSpy>
#include <QTest>

using namespace gnat;

/// The map of servers: where its cards stand, and how one of them is chosen.
class TopologyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cardsNeverOverlap_data();
    void cardsNeverOverlap();
    void clicksAndArrowsChoose();
};

void TopologyTest::cardsNeverOverlap_data()
{
    QTest::addColumn<QRectF>("area");
    QTest::newRow("usual") << QRectF(16, 20, 720, 254);
    QTest::newRow("smallest") << QRectF(16, 20, 626, 168);
}

void TopologyTest::cardsNeverOverlap()
{
    QFETCH(const QRectF, area);
    for (int count = 1; count <= mostServersOnMap; ++count) {
        const auto cards = topologyCards(count, area);
        QCOMPARE(cards.size(), count);
        for (int i = 0; i < count; ++i) {
            QVERIFY2(area.adjusted(-1, -1, 1, 1).contains(cards.at(i)), qPrintable(QString::number(count)));
            for (int j = 0; j < i; ++j)
                QVERIFY2(!cards.at(i).intersects(cards.at(j)), qPrintable(QString::number(count)));
        }
    }
}

void TopologyTest::clicksAndArrowsChoose()
{
    BrokerView view;
    view.hasNodes = true;
    for (const auto *name : {"n1", "n2", "n3"}) {
        NodeView node;
        node.name = QString::fromLatin1(name);
        node.state = NodeState::Running;
        view.nodes.append(node);
    }
    view.nodes[2].state = NodeState::Stopped;
    TopologyView map;
    map.resize(752, 290);
    map.setView(view);
    QVERIFY(map.accessibleDescription().contains(QStringLiteral("n1 is up")));
    QVERIFY(map.accessibleDescription().contains(QStringLiteral("n3 is down")));
    const QSignalSpy chosen(&map, &TopologyView::nodeChosen);
    QTest::mouseClick(&map, Qt::LeftButton, {}, map.cardRect(1).center().toPoint());
    QCOMPARE(map.currentNode(), 1);
    QTest::keyClick(&map, Qt::Key_Right);
    QCOMPARE(map.currentNode(), 2);
    QTest::keyClick(&map, Qt::Key_Right); // and round
    QCOMPARE(map.currentNode(), 0);
    QTest::mouseClick(&map, Qt::LeftButton, {}, {2, 2});
    QCOMPARE(map.currentNode(), -1);
    QCOMPARE(chosen.size(), 4);
    view.nodes.resize(1);
    map.setCurrentNode(0);
    map.setView(view);
    QCOMPARE(map.currentNode(), 0);
}

QTEST_MAIN(TopologyTest)
#include "tst_topology.moc"
