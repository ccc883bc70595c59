// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectbookmarks.h"
#include "subjectspanefixture.h"
#include "support/qtwarnings.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

using namespace gnat;
using namespace gnat::test;

class TestSubjectsPane final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnQtWarnings(); }
    void furtherRowsComeByKeyAndMouse();
    void severalRowsActTogether();
    void foldingIsUndoneKeptAndRemembered();
    void columnsAndOrderComeBack();
    void systemAndHiddenSubjects();
    void openBranchesComeBack();
    void bookmarksOutliveNodes();
    void keysDoWhatTheyShould();
    void fullTreeSaysSo();
    void changedRowsGlow();
};

void TestSubjectsPane::furtherRowsComeByKeyAndMouse()
{
    constexpr int portion = int(SubjectTreeModel::portion);
    House house;
    house.addDevices(3 * portion + 120);
    QVERIFY(QTest::qWaitForWindowExposed(house.pane.get()));
    auto &view = house.view();
    auto &model = *house.pane->model();
    const auto iot = model.indexOf(house.source, "iot");
    view.expand(iot);
    const QPersistentModelIndex more = model.index(model.rowCount(iot) - 1, 0, iot);
    QCOMPARE(more.data().toString(), u"6100 more"_qs);
    view.setFocus();
    view.setCurrentIndex(more);
    QTest::keyClick(&view, Qt::Key_Return);
    QVERIFY(view.isExpanded(more));
    QCOMPARE(model.rowCount(more), portion + 1);
    const QPersistentModelIndex further = model.index(portion, 0, more);
    view.setCurrentIndex(further);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(model.rowCount(more), 2 * portion + 1);
    QTest::keyClick(&view, Qt::Key_Down); // to the first of those that came
    QCOMPARE(view.currentIndex(), model.index(portion, 0, more));
    view.scrollTo(further);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(further).center());
    QCOMPARE(model.rowCount(more), 3 * portion + 1);
    QCOMPARE(further.data().toString(), u"100 more"_qs);
}

void TestSubjectsPane::severalRowsActTogether()
{
    House house;
    house.add({"a.x", "a.y", "b", "c"});
    QVERIFY(QTest::qWaitForWindowExposed(house.pane.get()));
    const auto click = [&](const char *subject, Qt::KeyboardModifiers keys) {
        const auto where = house.view().visualRect(house.pane->model()->indexOf(house.source, subject));
        QTest::mouseClick(house.view().viewport(), Qt::LeftButton, keys, where.center());
    };
    click("a", Qt::NoModifier);
    click("c", Qt::ControlModifier);
    QSignalSpy filters(house.pane.get(), &SubjectsPane::filterRequested);
    QTest::keyClick(&house.view(), Qt::Key_Return);
    QCOMPARE(filters.takeFirst().first().toString(), u"a.> or subject:c"_qs);
    QSignalSpy terms(house.pane.get(), &SubjectsPane::filterTermRequested);
    house.choose(QStringLiteral("Exclude 2 subject(s)"));
    QCOMPARE(terms.takeFirst().first().toString(), u"!(a.> or subject:c)"_qs);
    QSignalSpy subscribes(house.pane.get(), &SubjectsPane::subscribeRequested);
    house.choose(QStringLiteral("Subscribe to 2 subject(s)"));
    QCOMPARE(subscribes.size(), 2);
    QCOMPARE(subscribes.last().at(1).toByteArray(), QByteArray("c"));
    house.choose(QStringLiteral("Copy pattern"));
    QCOMPARE(QApplication::clipboard()->text(), u"a.>\nc"_qs);
}

void TestSubjectsPane::foldingIsUndoneKeptAndRemembered()
{
    House house;
    house.addIds(10'000, 10'050);
    house.select(QStringLiteral("orders.10007.paid"));
    house.addIds(10'050, 10'300);
    QCOMPARE(house.pane->currentSubject(), QByteArray("orders.*.paid")); // where it went
    house.view().setCurrentIndex(house.view().currentIndex().parent());
    QSignalSpy filters(house.pane.get(), &SubjectsPane::filterRequested);
    house.choose(QStringLiteral("Filter to orders.*.>"));
    QCOMPARE(filters.size(), 1);
    QMenu menu;
    fillSubjectMenu(menu, *house.pane);
    QVERIFY(!action(menu, QStringLiteral("Publish to"))->isEnabled());
    house.choose(QStringLiteral("Show every value"));
    house.addIds(10'000, 10'400);
    QCOMPARE(house.tree->childCount(house.tree->find(house.source, "orders")), std::size_t{401});

    house.start(); // as after a restart
    house.addIds(10'000, 10'400);
    QCOMPARE(house.tree->childCount(house.tree->find(house.source, "orders")), std::size_t{400});
    house.select(QStringLiteral("orders.10000"));
    house.choose(QStringLiteral("Let this level fold again"));
    house.addIds(10'000, 10'001);
    QCOMPARE(house.tree->childCount(house.tree->find(house.source, "orders")), std::size_t{1});

    house.add({"line.a.on", "line.b.on"});
    house.select(QStringLiteral("line.a"));
    house.choose(QStringLiteral("Fold this level"));
    house.start();
    house.add({"line.a.on", "line.b.on"});
    QCOMPARE(house.tree->childCount(house.tree->find(house.source, "line")), std::size_t{1});
    house.chooseInTitle(QStringLiteral("Fold ids by themselves"));
    house.start();
    house.addIds(10'000, 10'400);
    QCOMPARE(house.tree->childCount(house.tree->find(house.source, "orders")), std::size_t{400});
}

void TestSubjectsPane::columnsAndOrderComeBack()
{
    House house;
    QVERIFY(house.view().isHeaderHidden());
    house.add({"a", "b", "b", "c", "c", "c"});
    QCOMPARE(shown(house.view()), u"office\n  a\n  b\n  c\n"_qs);
    using Column = SubjectTreeModel::Column;
    QMenu menu;
    house.pane->fillTitleMenu(menu);
    auto *columns = menu.actions().first()->menu();
    QVERIFY(columns);
    action(*columns, QStringLiteral("Messages"))->trigger();
    QVERIFY(!house.view().isHeaderHidden());
    auto *header = house.view().header();
    QVERIFY(QTest::qWaitForWindowExposed(house.pane.get()));
    const QPoint at(header->sectionViewportPosition(int(Column::Messages)) + 10, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(shown(house.view()).remove(u'>'), u"office\n  c\n  b\n  a\n"_qs);
    house.start();
    house.add({"a", "b", "b", "c", "c", "c"});
    house.pane->model()->sortAgain();
    QCOMPARE(shown(house.view()).remove(u'>'), u"office\n  c\n  b\n  a\n"_qs);
    QVERIFY(!house.view().isHeaderHidden());
    QVERIFY(house.view().header()->isSectionHidden(int(Column::Rate)));
    QVERIFY(!house.view().header()->isSectionHidden(int(Column::Messages)));
}

void TestSubjectsPane::systemAndHiddenSubjects()
{
    House house;
    house.add({"$JS.API.INFO", "$SYS.x", "$KV.b.k", "_INBOX.1.2", "a", "b.c", "$JSX.y"});
    house.chooseInTitle(QStringLiteral("Hide $JS, $SYS, $KV and _INBOX"));
    QCOMPARE(shown(house.view()), u"office\n  $JSX\n  a\n  b\n"_qs);
    house.select(QStringLiteral("b"));
    house.choose(QStringLiteral("Hide b.>"));
    house.add({"b.d", "e"});
    QCOMPARE(shown(house.view()).remove(u'>'), u"office\n  $JSX\n  a\n  e\n"_qs);
    house.start();
    house.add({"$JS.API.INFO", "a", "b.c"});
    QCOMPARE(shown(house.view()), u"office\n  a\n"_qs);
    house.chooseInTitle(QStringLiteral("Show 1 hidden subject(s) again"));
    QCOMPARE(shown(house.view()), u"office\n  a\n  b\n"_qs);
    QCOMPARE(house.tree->figures(SubjectTree::root).messages, std::uint64_t{3});
    auto *inTheWindowsMenu = house.pane->hideSystemAction();
    QVERIFY(inTheWindowsMenu->isChecked()); // as it was remembered
    house.pane->hidden().showEverything();
    QVERIFY(!inTheWindowsMenu->isChecked());
    inTheWindowsMenu->trigger();
    QVERIFY(house.pane->hidden().hidesSystem());
}

void TestSubjectsPane::openBranchesComeBack()
{
    House house;
    house.add({"a.x", "b.y.z", "c.d"});
    for (const auto *subject : {"b", "b.y"})
        house.view().expand(house.pane->model()->indexOf(house.source, subject));
    house.start();
    house.add({"a.x"});
    QCOMPARE(shown(house.view()), u"office\n  a\n"_qs);
    house.add({"b.y.z"}); // comes later
    QCOMPARE(shown(house.view()), u"office\n  a\n  b\n    y\n      z\n"_qs);
    house.view().collapse(house.pane->model()->indexOf(house.source, "b.y"));
    house.view().collapse(house.pane->model()->indexOf(house.source, "b"));
    house.start();
    house.add({"a.x", "b.y.z"});
    QCOMPARE(shown(house.view()), u"office\n  a\n  b\n"_qs);
}

void TestSubjectsPane::bookmarksOutliveNodes()
{
    House house;
    auto *marks = house.pane->bookmarks();
    QVERIFY(marks);
    marks->set({QStringLiteral("office"), QStringLiteral("a.b"), QStringLiteral("the pump"), QStringLiteral("Pumps")});
    marks->set({QStringLiteral("office"), QStringLiteral("orders.*.paid"), {}, {}});
    house.start();
    marks = house.pane->bookmarks();
    QCOMPARE(marks->all().size(), 2);
    QSignalSpy filters(house.pane.get(), &SubjectsPane::filterRequested);
    const auto choose = [&](const QString &text) {
        QMenu menu;
        marks->fillMenu(menu, *house.pane);
        auto *chosen = action(menu, text);
        QVERIFY2(chosen, qPrintable(text));
        chosen->trigger();
    };
    choose(QStringLiteral("a.b  the pump (not seen yet)"));
    QCOMPARE(filters.takeFirst().first().toString(), u"a.b"_qs);
    house.add({"a.b"});
    house.addIds(10'000, 10'200);
    choose(QStringLiteral("a.b  the pump"));
    QCOMPARE(house.pane->currentSubject(), QByteArray("a.b"));
    choose(QStringLiteral("orders.*.paid"));
    QCOMPARE(house.pane->currentSubject(), QByteArray("orders.*.paid"));
    QVERIFY(filters.isEmpty());
    marks->remove(marks->all().first());
    house.start();
    QCOMPARE(house.pane->bookmarks()->all().size(), 1);
}

void TestSubjectsPane::keysDoWhatTheyShould()
{
    House house;
    house.add({"a.x", "pump", "z"});
    QVERIFY(QTest::qWaitForWindowExposed(house.pane.get()));
    auto &view = house.view();
    view.setFocus();
    house.select(QStringLiteral("a"));
    QTest::keyClick(&view, Qt::Key_Z); // letters go nowhere
    QTest::keyClick(&view, Qt::Key_Z, Qt::ShiftModifier);
    QCOMPARE(house.pane->currentSubject(), QByteArray("a"));
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(house.pane->currentSubject(), QByteArray("a.x"));
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(house.pane->currentSubject(), QByteArray("z"));
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(house.pane->currentSubject(), QByteArray());
    QSignalSpy pauses(house.pane.get(), &SubjectsPane::pauseToggled);
    QTest::keyClick(&view, Qt::Key_Space);
    QCOMPARE(pauses.size(), 1);
    QTest::keyClick(&view, Qt::Key_Asterisk, Qt::ShiftModifier); // opens nothing
    QVERIFY(view.isExpanded(house.pane->model()->index(0, 0)));
}

void TestSubjectsPane::fullTreeSaysSo()
{
    House house;
    SubjectTree small(4);
    auto *model = new SubjectTreeModel(small, [](SourceId) { return QStringLiteral("office"); });
    SubjectsPane pane(model, &house.connections);
    pane.show();
    small.add(*test::makeBatch(house.source, {"a", "b", "c", "d"}));
    small.aggregate(1'000'000'000);
    pane.refresh();
    const auto labels = pane.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().startsWith(u"The tree is full at 4 rows.");
    }));
    QCOMPARE(small.figures(SubjectTree::root).messages, std::uint64_t{4});
}

void TestSubjectsPane::changedRowsGlow()
{
    House house;
    house.add({"a", "b"});
    QVERIFY(QTest::qWaitForWindowExposed(house.pane.get()));
    const auto colorOf = [&](const char *subject) {
        const auto where = house.view().visualRect(house.pane->model()->indexOf(house.source, subject));
        const auto image = house.view().viewport()->grab(where).toImage();
        return image.pixelColor(image.width() / 2, 2);
    };
    const auto still = colorOf("a");
    QCOMPARE(colorOf("b"), still);
    house.add({"b"});
    QCOMPARE(colorOf("a"), still);
    QVERIFY(colorOf("b") != still);
    QTRY_COMPARE(colorOf("b"), still); // it fades
    house.chooseInTitle(QStringLiteral("Highlight changes"));
    house.add({"b"});
    QCOMPARE(colorOf("b"), still);
}

QTEST_MAIN(TestSubjectsPane)
#include "tst_subjectspane.moc"
