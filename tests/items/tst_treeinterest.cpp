// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/roles.h"
#include "items/subjecthouse.h"
#include "items/treeinterest.h"
#include "support/batches.h"
#include "support/heartbeat.h"

#include <QSignalSpy>
#include <QTest>

using namespace gnat;

class TestTreeInterest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void subjectsWithoutTrafficGetAPlace();
    void marksGoWithTheirConnection();
    void emptiedTreeForgets();
    void largeAnswersComeInPortions();
};

namespace {

std::shared_ptr<const Interest> interestIn(const QList<QByteArray> &subjects)
{
    auto interest = std::make_shared<Interest>();
    for (const auto &subject : subjects)
        interest->add({subject, "workers", QStringLiteral("billing, cid 7 on n1")});
    return interest;
}

} // namespace

void TestTreeInterest::subjectsWithoutTrafficGetAPlace()
{
    test::House house;
    auto &tree = house.tree;
    auto &model = house.model;
    TreeInterest interest(tree);
    model.setInterest(&interest);
    house.add({"shop.orders.a"});
    QSignalSpy placed(&interest, &TreeInterest::placed);
    interest.set(SourceId(1), interestIn({"shop.orders.a", "shop.orders.*", "silent.>"}));
    QVERIFY(placed.wait());
    tree.aggregate(2'000'000'000);
    model.refresh();
    const auto silent = model.indexOf(SourceId(1), "silent.>");
    QVERIFY(silent.isValid());
    QCOMPARE(silent.data(SubscribersRole).toUInt(), 1U);
    QCOMPARE(silent.data(CountRole).toULongLong(), 0U);
    QVERIFY(silent.data(Qt::ToolTipRole).toString().contains(QStringLiteral("billing, cid 7 on n1")));
    QVERIFY(silent.data(Qt::ToolTipRole).toString().contains(QStringLiteral("workers")));
    QCOMPARE(model.indexOf(SourceId(1), "shop.orders.a").data(SubscribersRole).toUInt(), 1U);
    QVERIFY(!model.indexOf(SourceId(1), "shop.orders").data(SubscribersRole).isValid());
    QCOMPARE(tree.figures(SubjectTree::root).messages, 1U); // interest is no traffic
}

void TestTreeInterest::marksGoWithTheirConnection()
{
    SubjectTree tree;
    TreeInterest interest(tree);
    QSignalSpy placed(&interest, &TreeInterest::placed);
    interest.set(SourceId(1), interestIn({"a.b"}));
    interest.set(SourceId(2), interestIn({"a.b"}));
    QVERIFY(placed.wait());
    interest.set(SourceId(1), nullptr);
    QCOMPARE(interest.at(tree.find(SourceId(1), "a.b")), nullptr);
    QVERIFY(interest.at(tree.find(SourceId(2), "a.b")));
    interest.set(SourceId(2), interestIn({"a.c"}));
    QVERIFY(placed.wait());
    QCOMPARE(interest.at(tree.find(SourceId(2), "a.b")), nullptr);
    QVERIFY(interest.at(tree.find(SourceId(2), "a.c")));
}

void TestTreeInterest::emptiedTreeForgets()
{
    SubjectTree tree;
    TreeInterest interest(tree);
    QSignalSpy placed(&interest, &TreeInterest::placed);
    interest.set(SourceId(1), interestIn({"a.b"}));
    QVERIFY(placed.wait());
    const auto node = tree.find(SourceId(1), "a.b");
    tree.clear();
    QCOMPARE(interest.at(node), nullptr);
    interest.set(SourceId(1), interestIn({"a.c"}));
    QVERIFY(placed.wait());
    QVERIFY(interest.at(tree.find(SourceId(1), "a.c")));
}

void TestTreeInterest::largeAnswersComeInPortions()
{
    constexpr int subjects = 100'000;
    QList<QByteArray> names;
    for (int i = 0; i < subjects; ++i)
        names << "line" + QByteArray::number(i / 1000) + ".device" + QByteArray::number(i % 1000);
    const auto known = interestIn(names);
    SubjectTree tree;
    TreeInterest interest(tree);
    QSignalSpy placed(&interest, &TreeInterest::placed);
    test::Heartbeat heartbeat;
    heartbeat.start();
    interest.set(SourceId(1), known);
    QVERIFY(placed.wait(60'000));
    heartbeat.stop();
    QVERIFY(heartbeat.beats() > 1); // others had their turn
    QVERIFY(interest.at(tree.find(SourceId(1), "line99.device999")));
    QCOMPARE(tree.subjectCount(), static_cast<std::size_t>(subjects));
}

QTEST_GUILESS_MAIN(TestTreeInterest)
#include "tst_treeinterest.moc"
