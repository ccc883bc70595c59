// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/subjectpattern.h"
#include "subjecthouse.h"
#include "support/qtwarnings.h"

#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace gnat;
using namespace gnat::test;

class TestSubjectTreeModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void rowsComeWhenAskedFor();
    void newRowsStandInTheirPlace();
    void leafBecomesABranch();
    void manyPlacesKeepIndexes();
    void fewSignalsForManyMessages();
    void rolesSayWhatANodeIs();
    void requestsAreMarked();
    void filterShowsWhatLeadsToMatches();
    void filterFollowsNewSubjects();
    void filterOverManySubjectsComesInSlices();
    void costlySubjectsComeOneByOne();
    void viewThatFetchesAtOnce();
    void indexOfFetchesThePath();
    void clearedTreeStartsAgain();
    void randomLoad_data();
    void randomLoad();
};

void TestSubjectTreeModel::rowsComeWhenAskedFor()
{
    House house;
    QCOMPARE(drawn(house.model), QString());
    house.addAndRefresh({"b.x", "a.z", "a.y.1"});
    house.addAndRefresh({"c"}, SourceId(2));
    QCOMPARE(drawn(house.model), u"attic 1+\noffice 3+\n"_qs);
    QVERIFY(house.model.hasChildren(house.model.index(1, 0)));
    house.model.fetchMore(house.model.index(1, 0));
    QCOMPARE(drawn(house.model), u"attic 1+\noffice 3\n  a 2+\n  b 1+\n"_qs);
    fetchAll(house.model);
    QCOMPARE(drawn(house.model), u"attic 1\n"
                                 "  c 1\n"
                                 "office 3\n"
                                 "  a 2\n"
                                 "    y 1\n"
                                 "      1 1\n"
                                 "    z 1\n"
                                 "  b 1\n"
                                 "    x 1\n"_qs);
    QCOMPARE(house.model.subjectsSeen(), quint64{4});
}

void TestSubjectTreeModel::newRowsStandInTheirPlace()
{
    House house;
    house.addAndRefresh({"b", "d", "f"});
    fetchAll(house.model);
    const QPersistentModelIndex second = house.model.indexOf(SourceId(1), "d");
    QSignalSpy inserted(&house.model, &QAbstractItemModel::rowsInserted);
    house.addAndRefresh({"a", "c", "c1", "g", "e", "d"});
    QCOMPARE(drawn(house.model), u"office 9\n  a 1\n  b 1\n  c 1\n  c1 1\n  d 2\n  e 1\n  f 1\n  g 1\n"_qs);
    QCOMPARE(inserted.count(), 4); // c and c1 come together
    QCOMPARE(second.row(), 4);
    QCOMPARE(second.data().toString(), u"d"_qs);
}

void TestSubjectTreeModel::leafBecomesABranch()
{
    House house;
    house.addAndRefresh({"a"});
    fetchAll(house.model);
    const auto leaf = house.model.indexOf(SourceId(1), "a");
    QVERIFY(!house.model.hasChildren(leaf));
    QCOMPARE(leaf.data(NodeKindRole).toInt(), static_cast<int>(NodeKind::Subject));
    QSignalSpy inserted(&house.model, &QAbstractItemModel::rowsInserted);
    house.addAndRefresh({"a.b.c"});
    QCOMPARE(inserted.count(), 1);
    QVERIFY(house.model.hasChildren(leaf));
    QCOMPARE(drawn(house.model), u"office 2\n  a 2\n    b 1+\n"_qs);
}

/// Names that go to many places at once: the rows are sorted as a whole and views keep what they hold.
void TestSubjectTreeModel::manyPlacesKeepIndexes()
{
    House house;
    std::vector<std::string> even;
    std::vector<std::string> odd;
    for (int i = 100; i < 300; ++i)
        (i % 2 == 0 ? even : odd).push_back("s" + std::to_string(i));
    house.addAndRefresh(even);
    fetchAll(house.model);
    const auto source = house.model.index(0, 0);
    QList<QPersistentModelIndex> held;
    for (int row = 0; row < house.model.rowCount(source); ++row)
        held.append(house.model.index(row, 0, source));
    QSignalSpy inserted(&house.model, &QAbstractItemModel::rowsInserted);
    QSignalSpy sorted(&house.model, &QAbstractItemModel::layoutChanged);
    house.addAndRefresh(odd);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(sorted.count(), 1);
    for (int i = 0; i < held.size(); ++i) {
        QCOMPARE(held[i].row(), i * 2);
        QCOMPARE(held[i].data().toString(), u"s%1"_qs.arg(100 + i * 2));
    }
    for (int row = 0; row < 200; ++row)
        QCOMPARE(house.model.index(row, 0, source).data().toString(), u"s%1"_qs.arg(100 + row));
}

void TestSubjectTreeModel::fewSignalsForManyMessages()
{
    House house;
    house.addAndRefresh({"a.b", "a.c", "d.e"});
    fetchAll(house.model);
    house.model.refresh();
    QSignalSpy changed(&house.model, &QAbstractItemModel::dataChanged);
    for (int i = 0; i < 100; ++i)
        house.add({"a.b", "a.c", "d.e"});
    QCOMPARE(changed.count(), 0);
    house.model.refresh();
    QCOMPARE(changed.count(), 4); // below the root, the source, a and d
    QCOMPARE(house.model.indexOf(SourceId(1), "a").data(CountRole).toULongLong(), qulonglong{202});
}

void TestSubjectTreeModel::rolesSayWhatANodeIs()
{
    House house;
    house.addAndRefresh({"a.b", "_INBOX.1", "_INBOX.2"});
    const auto subject = house.model.indexOf(SourceId(1), "a.b");
    const auto branch = house.model.indexOf(SourceId(1), "a");
    const auto inbox = house.model.indexOf(SourceId(1), "_INBOX");
    const auto source = house.model.indexOf(house.tree.sourceNode(SourceId(1)));
    QCOMPARE(source.data(NodeKindRole).toInt(), static_cast<int>(NodeKind::Connection));
    QCOMPARE(branch.data(NodeKindRole).toInt(), static_cast<int>(NodeKind::Branch));
    QCOMPARE(subject.data(NodeKindRole).toInt(), static_cast<int>(NodeKind::Subject));
    QCOMPARE(inbox.data(NodeKindRole).toInt(), static_cast<int>(NodeKind::Inbox));
    QCOMPARE(subject.data(SubjectRole).toByteArray(), QByteArray("a.b"));
    QCOMPARE(subject.data(SourceRole).toUInt(), 1U);
    QCOMPARE(source.data(ChildCountRole).toInt(), 2);
    QCOMPARE(inbox.data(CountRole).toULongLong(), qulonglong{2});
    QCOMPARE(inbox.data(BytesRole).toULongLong(), qulonglong{2});
    QVERIFY(subject.data(RateRole).toDouble() > 0);
    QVERIFY(!subject.data(IsSilentRole).toBool());
    QVERIFY(subject.data(LastSeenRole).toLongLong() > 0);
    QVERIFY(subject.data(SparklineRole).value<QList<float>>().isEmpty());
    house.tree.aggregate(house.now += 1'000'000'000);
    house.tree.aggregate(house.now += 1'000'000'000);
    QVERIFY(!subject.data(SparklineRole).value<QList<float>>().isEmpty());
    QVERIFY(subject.data(Qt::AccessibleTextRole).toString().startsWith(u"b: 1 messages, "_qs));
    QCOMPARE(house.model.node(subject), house.tree.find(SourceId(1), "a.b"));
}

void TestSubjectTreeModel::requestsAreMarked()
{
    House house;
    BatchBuilder builder(SourceId(1));
    const auto add = [&](std::string_view subject, std::string_view reply) {
        QVERIFY(builder.append({subject, reply, {}, "x"}, 1, SubscriptionId(1)));
    };
    add("user.get", "_INBOX.a.1");
    add("user.seen", {});
    add("_INBOX.a.1", {});
    add("orders.new", "$JS.ACK.x.y.1.2.3.4.5"); // delivered by a stream: nobody waits for an answer
    house.tree.add(*builder.take());
    house.tree.aggregate(house.now);
    house.model.refresh();
    const auto isMarked = [&](const char *subject) {
        return house.model.indexOf(SourceId(1), subject).data(IsRequestedRole).toBool();
    };
    QVERIFY(isMarked("user.get"));
    QVERIFY(!isMarked("user.seen") && !isMarked("orders.new") && !isMarked("_INBOX") && !isMarked("user"));
    QVERIFY(
        house.model.indexOf(SourceId(1), "user.get").data(Qt::ToolTipRole).toString().contains(u"Requests were"_qs));
}

void TestSubjectTreeModel::filterShowsWhatLeadsToMatches()
{
    House house;
    house.addAndRefresh({"plant.a.temp", "plant.b.state", "plant.b.temp", "office"});
    house.model.setSubjectFilter([](SourceId, std::string_view subject) { return subject.ends_with("temp"); });
    fetchAll(house.model);
    QCOMPARE(drawn(house.model), u"office 4\n  plant 3\n    a 1\n      temp 1\n    b 2\n      temp 1\n"_qs);
    QVERIFY(!house.model.indexOf(SourceId(1), "plant.b.state").isValid());
    house.model.setSubjectFilter({});
    fetchAll(house.model);
    QCOMPARE(house.model.rowCount(house.model.index(0, 0)), 2);
    QVERIFY(house.model.indexOf(SourceId(1), "plant.b.state").isValid());
}

void TestSubjectTreeModel::filterFollowsNewSubjects()
{
    House house;
    house.model.setSubjectFilter([](SourceId, std::string_view subject) { return subjectMatches("a.>", subject); });
    house.addAndRefresh({"b.c", "a.x"});
    fetchAll(house.model);
    QCOMPARE(drawn(house.model), u"office 2\n  a 1\n    x 1\n"_qs);
    house.addAndRefresh({"a.b.c", "a.b", "b.d", "a"});
    fetchAll(house.model);
    QCOMPARE(drawn(house.model), u"office 6\n  a 4\n    b 2\n      c 1\n    x 1\n"_qs);
}

void TestSubjectTreeModel::filterOverManySubjectsComesInSlices()
{
    House house;
    house.tester.reset(); // it looks at every row at each signal
    constexpr int groups = 200;
    constexpr int each = 1000;
    for (int group = 0; group < groups; ++group) {
        std::vector<std::string> subjects;
        for (int i = 0; i < each; ++i)
            subjects.push_back("g" + std::to_string(group) + ".s" + std::to_string(i));
        house.add(subjects);
    }
    house.model.refresh();
    house.model.setSubjectFilter([](SourceId, std::string_view subject) {
        const auto until = monotonicNanoseconds() + 1'000; // 200 ms for all: many slices
        while (monotonicNanoseconds() < until) {
        }
        return subject.ends_with(".s7");
    });
    const auto shown = [&] {
        const auto source = house.model.index(0, 0);
        if (house.model.canFetchMore(source))
            house.model.fetchMore(source);
        return source.isValid() ? house.model.rowCount(source) : 0;
    };
    QVERIFY(shown() < groups);
    QTRY_COMPARE(shown(), groups);
    fetchAll(house.model);
    QCOMPARE(house.model.rowCount(house.model.indexOf(SourceId(1), "g5")), 1);
}

/// As a view does for what is expanded: rows are fetched inside the signal that tells of their parent.
void TestSubjectTreeModel::viewThatFetchesAtOnce()
{
    House house;
    connect(&house.model, &QAbstractItemModel::rowsInserted, &house.model,
            [&house](const QModelIndex &parent, int first, int last) {
                for (int row = first; row <= last; ++row)
                    house.model.fetchMore(house.model.index(row, 0, parent));
            });
    house.addAndRefresh({"a.b.c", "a.d"});
    QCOMPARE(drawn(house.model), u"office 2\n  a 2\n    b 1\n      c 1\n    d 1\n"_qs);
    house.model.setSubjectFilter([](SourceId, std::string_view subject) { return subject != "a.d"; });
    house.addAndRefresh({"x.y.z", "a.b.e", "a.d"});
    fetchAll(house.model);
    house.addAndRefresh({"x.y.w", "q.r.s"});
    QCOMPARE(drawn(house.model), u"office 7\n"
                                 "  a 4\n    b 2\n      c 1\n      e 1\n"
                                 "  q 1\n    r 1\n      s 1\n"
                                 "  x 2\n    y 2\n      w 1\n      z 1\n"_qs);
}

void TestSubjectTreeModel::indexOfFetchesThePath()
{
    House house;
    house.addAndRefresh({"a.b.c", "a.d"});
    QCOMPARE(drawn(house.model), u"office 2+\n"_qs);
    const auto index = house.model.indexOf(SourceId(1), "a.b.c");
    QVERIFY(index.isValid());
    QCOMPARE(index.data().toString(), u"c"_qs);
    QCOMPARE(index.parent().parent().data().toString(), u"a"_qs);
    QVERIFY(!house.model.indexOf(SourceId(1), "nothing").isValid());
    QVERIFY(!house.model.indexOf(SourceId(5), "a").isValid());
}

void TestSubjectTreeModel::clearedTreeStartsAgain()
{
    House house;
    house.addAndRefresh({"a.b", "c"});
    fetchAll(house.model);
    QSignalSpy reset(&house.model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex before = house.model.indexOf(SourceId(1), "a.b");
    house.tree.clear();
    QVERIFY(!before.data().isValid());
    house.add({"x"}, SourceId(2));
    house.model.refresh();
    QCOMPARE(reset.count(), 1);
    QVERIFY(!before.isValid());
    fetchAll(house.model);
    QCOMPARE(drawn(house.model), u"attic 1\n  x 1\n"_qs);
}

void TestSubjectTreeModel::randomLoad_data()
{
    QTest::addColumn<bool>("isFiltered");
    QTest::newRow("all") << false;
    QTest::newRow("filtered") << true;
}

/// The clock is looked at by the time that goes, not by the subjects that went.
void TestSubjectTreeModel::costlySubjectsComeOneByOne()
{
    House house;
    std::vector<std::string> subjects;
    for (int i = 0; i < 300; ++i)
        subjects.push_back("s" + std::to_string(i));
    house.addAndRefresh(subjects);
    int looked = 0;
    house.model.setSubjectFilter([&](SourceId, std::string_view) {
        ++looked;
        const auto until = monotonicNanoseconds() + 10'000'000; // such as a regular expression over 4 kB
        while (monotonicNanoseconds() < until) {
        }
        return true;
    });
    QCOMPARE(looked, 1);
    QCOMPARE(house.model.filterHits(), quint64{1});
    QVERIFY(house.model.isFiltering());
}

/// Random subjects under the model tester, fetched here and there: in the end the same rows as a fresh model has.
void TestSubjectTreeModel::randomLoad()
{
    QFETCH(bool, isFiltered);
    House house;
    const auto filter = [](SourceId, std::string_view subject) {
        return subject.find("1.") != std::string_view::npos;
    };
    if (isFiltered)
        house.model.setSubjectFilter(filter);
    std::mt19937 random(3);
    for (int round = 0; round < 30; ++round) {
        std::vector<std::string> subjects;
        for (int i = 0; i < 20; ++i)
            subjects.push_back(std::to_string(random() % 6) + "." + std::to_string(random() % 40) +
                               (random() % 2 == 0 ? "." + std::to_string(random() % 3) : std::string()));
        house.addAndRefresh(subjects, SourceId(1 + random() % 2));
        if (round % 10 == 5)
            fetchAll(house.model);
        QCoreApplication::processEvents();
    }
    SubjectTreeModel fresh(house.tree, &House::name);
    if (isFiltered)
        fresh.setSubjectFilter(filter);
    fetchAll(house.model);
    fetchAll(fresh);
    QCOMPARE(drawn(house.model), drawn(fresh));
    QVERIFY(drawn(fresh).count(u'\n') > 100);
}

QTEST_GUILESS_MAIN(TestSubjectTreeModel)
#include "tst_subjecttreemodel.moc"
