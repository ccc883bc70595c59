// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine.h"

#include "shell/page.h"

#include <QDockWidget>
#include <QTest>

using namespace gnat;

namespace {

/// The docks that all pages have.
class DockedPage final : public Page
{
public:
    DockedPage()
    {
        addDock(QStringLiteral("navigator"), QStringLiteral("Navigator"), Qt::LeftDockWidgetArea, new QWidget);
        details = addDock(QStringLiteral("details"), QStringLiteral("Details"), Qt::RightDockWidgetArea, new QWidget);
        time = addDock(QStringLiteral("time"), QStringLiteral("Time"), Qt::BottomDockWidgetArea, new QWidget);
        setDockSize(details, 380, Qt::Horizontal);
        setCentralWidget(new QWidget);
    }

    QString id() const override { return QStringLiteral("docked"); }
    QString title() const override { return QStringLiteral("Docked"); }
    QString iconName() const override { return QStringLiteral("live"); }
    bool isFolded() const { return tabifiedDockWidgets(time).contains(details); }

    QDockWidget *details = nullptr;
    QDockWidget *time = nullptr;
};

constexpr QSize wide(1400, 800);
constexpr QSize narrow(1000, 640);

bool showAt(Page &page, QSize size)
{
    page.resize(size);
    page.show();
    return QTest::qWaitForWindowExposed(&page);
}

} // namespace

class TestPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnOurWarnings(); }
    void detailsFoldWhereTheWindowIsNarrow();
    void whatTheUserArrangedStays();
    void hiddenDetailsStayHidden();
    void foldedLayoutIsRemembered();
    void resetFoldsToo();
};

void TestPage::detailsFoldWhereTheWindowIsNarrow()
{
    DockedPage page;
    QVERIFY(showAt(page, wide));
    QVERIFY(!page.isFolded());
    QTRY_COMPARE(page.details->width(), 380);
    page.resizeDocks({page.details}, {420}, Qt::Horizontal);
    QTRY_COMPARE(page.details->width(), 420);
    const int timeHeight = page.time->height();
    for (int round = 0; round < 3; ++round) {
        page.resize(narrow);
        QTRY_VERIFY(page.isFolded());
        QTRY_VERIFY(page.centralWidget()->width() > 600);
        QCOMPARE(page.size(), narrow); // folding makes room, it takes none
        page.resize(wide);
        QTRY_VERIFY(!page.isFolded());
        QTRY_COMPARE(page.details->width(), 420);
        QCOMPARE(page.time->height(), timeHeight);
    }
    page.resize(Page::narrowWidth, 800);
    QTRY_COMPARE(page.width(), Page::narrowWidth);
    QVERIFY(!page.isFolded());
}

void TestPage::whatTheUserArrangedStays()
{
    DockedPage page;
    QVERIFY(showAt(page, wide));
    page.addDockWidget(Qt::LeftDockWidgetArea, page.details);
    page.resize(narrow);
    QTRY_COMPARE(page.size(), narrow);
    QCOMPARE(page.dockWidgetArea(page.details), Qt::LeftDockWidgetArea);
    page.resize(wide);
    page.addDockWidget(Qt::RightDockWidgetArea, page.details);
    page.resize(narrow);
    QTRY_VERIFY(page.isFolded());
    page.addDockWidget(Qt::LeftDockWidgetArea, page.details); // taken out of the tabs by hand
    page.resize(wide);
    QTRY_COMPARE(page.size(), wide);
    QCOMPARE(page.dockWidgetArea(page.details), Qt::LeftDockWidgetArea);
}

void TestPage::hiddenDetailsStayHidden()
{
    DockedPage page;
    QVERIFY(showAt(page, wide));
    page.details->hide();
    page.resize(narrow);
    QTRY_COMPARE(page.size(), narrow);
    QVERIFY(page.details->isHidden());
    page.resize(wide);
    QTRY_COMPARE(page.size(), wide);
    QVERIFY(page.details->isHidden());
    page.details->toggleViewAction()->trigger();
    QTRY_VERIFY(page.details->isVisible());
    QCOMPARE(page.dockWidgetArea(page.details), Qt::RightDockWidgetArea);
}

void TestPage::foldedLayoutIsRemembered()
{
    QByteArray left;
    {
        DockedPage page;
        QVERIFY(showAt(page, wide));
        page.resize(narrow);
        QTRY_VERIFY(page.isFolded());
        page.pageDocks().first()->hide();
        left = page.layoutState();
    }
    DockedPage again;
    again.restoreLayout(left);
    QVERIFY(showAt(again, narrow));
    QTRY_VERIFY(again.isFolded());
    QVERIFY(again.pageDocks().first()->isHidden());
    again.resize(wide);
    QTRY_VERIFY(!again.isFolded());
    QTRY_COMPARE(again.details->width(), 380);

    DockedPage large;
    large.restoreLayout(left);
    QVERIFY(showAt(large, wide));
    QTRY_VERIFY(!large.isFolded());
    QCOMPARE(large.dockWidgetArea(large.details), Qt::RightDockWidgetArea);
    QVERIFY(large.pageDocks().first()->isHidden());
}

void TestPage::resetFoldsToo()
{
    DockedPage page;
    QVERIFY(showAt(page, narrow));
    QTRY_VERIFY(page.isFolded());
    page.details->setFloating(true);
    page.resetLayout();
    QTRY_VERIFY(page.isFolded());
    page.resize(wide);
    QTRY_VERIFY(!page.isFolded());
    QTRY_COMPARE(page.details->width(), 380);
}

QTEST_MAIN(TestPage)
#include "tst_page.moc"
