// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "items/roles.h"
#include "items/subjecthouse.h"
#include "items/treeinterest.h"
#include "support/batches.h"
#include "support/heartbeat.h"

#include <QSignalSpy>
#include <QTest>
#include <QUuid>

using namespace gnat;

class TestTreeInterest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void subjectsWithoutTrafficGetAPlace();
    void marksGoWithTheirConnection();
    void emptiedTreeForgets();
    void largeAnswersComeInPortions();
    void foldedSubjectsShareTheirMark();
    void marksFollowWhatFoldsLater();
    void fullTreeMarksNobodyElse();
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

namespace {

constexpr int clients = 100'000;

QByteArray commandSubject(int number)
{
    return "client." + QUuid::createUuidV5(QUuid(), QByteArray::number(number)).toByteArray(QUuid::WithoutBraces) +
           ".cmd";
}

/// Everybody listens to an own subject, as fleets do.
std::shared_ptr<const Interest> fleet(int count)
{
    auto interest = std::make_shared<Interest>();
    for (int i = 0; i < count; ++i)
        interest->add({commandSubject(i), {}, QStringLiteral("client %1").arg(i)});
    return interest;
}

} // namespace

void TestTreeInterest::foldedSubjectsShareTheirMark()
{
    QLocale::setDefault(QLocale(QLocale::English));
    test::House house;
    TreeInterest interest(house.tree);
    house.model.setInterest(&interest);
    QSignalSpy placed(&interest, &TreeInterest::placed);
    interest.set(SourceId(1), fleet(clients));
    const auto together = [&] {
        house.tree.aggregate(house.now += 33'000'000); // folds some of what came before
        const auto *found = interest.at(house.tree.findPattern(SourceId(1), "client.*.cmd"));
        return found ? found->subscribers : 0;
    };
    QTRY_COMPARE_WITH_TIMEOUT(together(), quint32(clients), 60'000);
    QVERIFY(!placed.isEmpty());
    const auto *found = interest.at(house.tree.findPattern(SourceId(1), "client.*.cmd"));
    QCOMPARE(found->subjects, quint32(clients));
    QCOMPARE(found->clients.size(), SubjectInterest::maxClients);
    house.model.refresh();
    const auto index = house.model.indexOf(SourceId(1), viewOf(commandSubject(7)));
    QVERIFY(index.isValid());
    const auto tip = index.data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(QStringLiteral("100,000 subscriptions on 100,000 subjects")), qPrintable(tip));
    QVERIFY2(tip.contains(QStringLiteral("and more")), qPrintable(tip));
}

void TestTreeInterest::marksFollowWhatFoldsLater()
{
    constexpr int few = 100; // too few to fold
    SubjectTree tree;
    TreeInterest interest(tree);
    QSignalSpy placed(&interest, &TreeInterest::placed);
    interest.set(SourceId(1), fleet(few));
    QVERIFY(placed.wait());
    const auto one = tree.find(SourceId(1), viewOf(commandSubject(7)));
    QCOMPARE(interest.at(one)->subscribers, 1U);

    std::vector<std::string> subjects;
    for (int i = few; i < 3 * few; ++i)
        subjects.push_back(commandSubject(i).toStdString());
    tree.add(*test::makeBatch(SourceId(1), subjects, 1));
    tree.aggregate(1'000'000'000);
    tree.finishFolding();
    QVERIFY(tree.current(one) != one);
    QTRY_VERIFY(interest.at(tree.current(one)));
    QTRY_COMPARE(interest.at(tree.current(one))->subscribers, quint32(few));
}

void TestTreeInterest::fullTreeMarksNobodyElse()
{
    SubjectTree tree(4); // the root, the connection, "a" and "a.b"
    TreeInterest interest(tree);
    tree.nodeFor(SourceId(1), "a.b");
    QSignalSpy placed(&interest, &TreeInterest::placed);
    interest.set(SourceId(1), interestIn({"a.b", "a.b.c", "a.d"}));
    QVERIFY(placed.wait());
    QVERIFY(tree.isFull());
    QCOMPARE(interest.at(tree.find(SourceId(1), "a.b"))->subscribers, 1U);
    QCOMPARE(interest.at(tree.find(SourceId(1), "a")), nullptr);
}

QTEST_GUILESS_MAIN(TestTreeInterest)
#include "tst_treeinterest.moc"
