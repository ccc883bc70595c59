// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "desktop.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "live/livepage.h"
#include "messages/messagetable.h"
#include "messages/newerpill.h"
#include "resources/resources.h"
#include "shell/palettelist.h"
#include "shell/paletteopener.h"
#include "support/qtwarnings.h"
#include "support/realinput.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>

using namespace gnat;
using gnat::test::RealInput;

/// The list while the demo's traffic flows, under a real mouse and keyboard on a real X display.
class ListInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { gnat::test::failOnQtWarnings(); }
    void cleanupTestCase() { m_desktop.reset(); }
    void scrollingHoldsTheRows();
    void endFollowsAgain();
    void copiesRows();
    void selectionSurvivesATypedFilter();
    void paletteFindsASubject();

private:
    LivePage &live() const { return *qobject_cast<LivePage *>(m_desktop->window().page(QStringLiteral("live"))); }
    MessageTable &table() const { return live().table(); }
    quint64 topPosition() const { return live().messages().position(table().verticalScrollBar()->value()); }
    const NewerPill *pill() const { return table().findChild<NewerPill *>(); }
    /// A row in the middle of the view, as a click finds it.
    bool clickRow() const { return RealInput::click(table().viewport(), {240, table().viewport()->height() / 2}); }

    std::unique_ptr<Desktop> m_desktop;
};

void ListInputTest::initTestCase()
{
    QCOMPARE(QGuiApplication::platformName(), QStringLiteral("xcb"));
    initResources();
    m_desktop = std::make_unique<Desktop>(true);
    m_desktop->window().resize(1440, 900);
    m_desktop->window().show();
    m_desktop->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
    m_desktop->startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(live().messages().rowCount() > 300, 20'000);
    QVERIFY(live().isFollowing());
}

void ListInputTest::scrollingHoldsTheRows()
{
    QVERIFY(RealInput::wheel(table().viewport(), 8));
    QTRY_VERIFY(!live().isFollowing());
    const auto top = topPosition();
    const auto rows = live().messages().rowCount();
    QTRY_VERIFY_WITH_TIMEOUT(live().messages().rowCount() > rows + 100, 10'000);
    QCOMPARE(topPosition(), top);
    QVERIFY(table().newerRows() >= 100);
    QVERIFY(pill()->isVisible());
    QVERIFY2(pill()->text().contains(QStringLiteral("newer")), qPrintable(pill()->text()));
}

void ListInputTest::endFollowsAgain()
{
    QVERIFY(clickRow());
    QTRY_VERIFY(table().currentIndex().isValid());
    const auto chosen = table().currentIndex().data(PositionRole).toULongLong();
    QVERIFY(RealInput::key(QStringLiteral("End")));
    QTRY_VERIFY(live().isFollowing());
    QVERIFY(!pill()->isVisible());
    const auto *bar = table().verticalScrollBar();
    QTRY_COMPARE(bar->value(), bar->maximum());
    const auto rows = live().messages().rowCount();
    QTRY_VERIFY(live().messages().rowCount() > rows + 20);
    QTRY_COMPARE(bar->value(), bar->maximum());
    QCOMPARE(table().currentIndex().data(PositionRole).toULongLong(), chosen); // still open
    QVERIFY(RealInput::wheel(table().viewport(), 2));
    QTRY_VERIFY(!live().isFollowing());
    QTRY_VERIFY(pill()->isVisible());
    QVERIFY(RealInput::click(pill()));
    QTRY_VERIFY(live().isFollowing());
}

void ListInputTest::copiesRows()
{
    QApplication::clipboard()->clear();
    QVERIFY(clickRow());
    QTRY_VERIFY(table().hasFocus() && !table().currentMessage().isEmpty());
    const auto subject = toText(table().currentMessage().view().subject);
    QVERIFY(RealInput::key(QStringLiteral("shift+Down")));
    QTRY_COMPARE(table().selectionModel()->selectedRows().size(), 2);
    QVERIFY(RealInput::key(QStringLiteral("ctrl+c")));
    QTRY_COMPARE(QApplication::clipboard()->text().trimmed().count(u'\n'), 1);
    QVERIFY2(QApplication::clipboard()->text().contains(subject), qPrintable(QApplication::clipboard()->text()));
}

void ListInputTest::selectionSurvivesATypedFilter()
{
    QVERIFY(clickRow());
    QTRY_VERIFY(!table().currentMessage().isEmpty() && table().selectionModel()->selectedRows().size() == 1);
    const auto chosen = table().currentIndex().data(PositionRole).toULongLong();
    const auto subject = toText(table().currentMessage().view().subject);
    const auto token = subject.section(u'.', 0, 0);
    QVERIFY(RealInput::key(QStringLiteral("ctrl+l")));
    QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QVERIFY(RealInput::type(token + QStringLiteral(".>")));
    QTRY_COMPARE(live().filterText(), token + QStringLiteral(".>"));
    QTRY_VERIFY_WITH_TIMEOUT(!live().messages().isFiltering(), 10'000);
    for (int row = 0; row < live().messages().rowCount(); ++row)
        QVERIFY(live().messages().message(row).view().subject.starts_with(token.toStdString()));
    QTRY_COMPARE(table().currentIndex().data(PositionRole).toULongLong(), chosen);
    QVERIFY(!live().isFollowing());
    QVERIFY(table().viewport()->rect().intersects(table().visualRect(table().currentIndex())));
    QVERIFY(RealInput::key(QStringLiteral("ctrl+l")));
    QVERIFY(RealInput::key(QStringLiteral("BackSpace")));
    QTRY_VERIFY(live().filterText().isEmpty());
    QTRY_COMPARE(table().currentIndex().data(PositionRole).toULongLong(), chosen);
    QVERIFY(table().viewport()->rect().intersects(table().visualRect(table().currentIndex())));
}

void ListInputTest::paletteFindsASubject()
{
    QVERIFY(clickRow());
    QVERIFY(RealInput::key(QStringLiteral("ctrl+k")));
    QTRY_VERIFY(m_desktop->window().paletteOpener().palette());
    QVERIFY(RealInput::type(QStringLiteral("#user.g")));
    auto *palette = m_desktop->window().paletteOpener().palette();
    QTRY_COMPARE(palette->list().entries().size(), 1);
    QVERIFY(RealInput::key(QStringLiteral("Return")));
    QTRY_COMPARE(live().filterText(), QStringLiteral("user.get"));
    QVERIFY(!m_desktop->window().paletteOpener().palette());
    QTRY_VERIFY(live().messages().rowCount() > 0);
    QCOMPARE(live().messages().message(0).view().subject, std::string_view("user.get"));
}

QTEST_MAIN(ListInputTest)
#include "tst_listinput.moc"
