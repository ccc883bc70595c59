// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "demowindow.h"
#include "items/roles.h"
#include "messages/newerpill.h"
#include "shell/palettelist.h"
#include "shell/paletteopener.h"
#include "support/qtwarnings.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>

using namespace gnat;
using gnat::test::DemoWindow;
using gnat::test::RealInput;

/// The list while the demo's traffic flows, under a real mouse and keyboard on a real X display.
class ListInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { gnat::test::failOnQtWarnings(); }
    void cleanupTestCase() { m_demo.close(); }
    void scrollingHoldsTheRows();
    void endFollowsAgain();
    void copiesRows();
    void selectionSurvivesATypedFilter();
    void paletteFindsASubject();

private:
    LivePage &live() const { return m_demo.live(); }
    MessageTable &table() const { return live().table(); }
    quint64 topPosition() const { return live().messages().position(table().verticalScrollBar()->value()); }
    const NewerPill *pill() const { return table().findChild<NewerPill *>(); }

    DemoWindow m_demo;
};

void ListInputTest::initTestCase()
{
    QVERIFY(m_demo.open(300));
    QVERIFY(live().isFollowing());
}

void ListInputTest::scrollingHoldsTheRows()
{
    QVERIFY(RealInput::wheel(table().viewport(), 8));
    QVERIFY(!live().isFollowing());
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
    QVERIFY(m_demo.clickRow());
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
    QVERIFY(m_demo.clickRow());
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
    QVERIFY(m_demo.clickRow());
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
    QVERIFY(m_demo.clickRow());
    QVERIFY(RealInput::key(QStringLiteral("ctrl+k")));
    QTRY_VERIFY(m_demo.window().paletteOpener().palette());
    QVERIFY(RealInput::type(QStringLiteral("#user.g")));
    auto *palette = m_demo.window().paletteOpener().palette();
    QTRY_COMPARE(palette->list().entries().size(), 1);
    QVERIFY(RealInput::key(QStringLiteral("Return")));
    QTRY_COMPARE(live().filterText(), QStringLiteral("user.get"));
    QVERIFY(!m_demo.window().paletteOpener().palette());
    QTRY_VERIFY(live().messages().rowCount() > 0);
    QCOMPARE(live().messages().message(0).view().subject, std::string_view("user.get"));
}

QTEST_MAIN(ListInputTest)
#include "tst_listinput.moc"
