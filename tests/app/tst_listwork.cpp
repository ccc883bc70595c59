// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "common/banner.h"
#include "demowindow.h"
#include "items/roles.h"
#include "messages/colourrulerow.h"
#include "messages/colourrulesdialog.h"
#include "messages/messagetransfer.h"
#include "support/dialogwatch.h"
#include "support/qtwarnings.h"

#include <QFile>
#include <QHeaderView>
#include <QInputDialog>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace gnat;
using gnat::test::DemoWindow;
using gnat::test::DialogWatch;
using gnat::test::RealInput;

/// What people do with the messages of the list while traffic flows, under a real mouse and keyboard: columns, marks
/// and notes, colours, exports.
class ListWorkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_demo.open(300)); }
    void init() { gnat::test::failOnQtWarnings(); }
    void cleanupTestCase() { m_demo.close(); }
    void keysMark();
    void aNoteIsWritten();
    void coloursAreSeenWhileTheyAreTyped();
    void cancelTakesColoursBack();
    void exports_data();
    void exports();
    void columnsAreChosenAndMoved();
    void columnsComeBack();

private:
    MessageTable &table() const { return m_demo.table(); }
    QHeaderView &header() const { return *table().horizontalHeader(); }
    QVariant markOfCurrent() const { return table().currentIndex().data(MarkRole); }
    ColourRulesDialog *dialog() const { return m_demo.window().findChild<ColourRulesDialog *>(); }
    bool openColours();
    static bool press(const QWidget &window, const QString &text);
    /// The tone of the newest row of a branch in the list.
    RowTone toneOf(const char *branch) const;
    bool chooseColumn(const QString &name) const;

    DemoWindow m_demo;
};

void ListWorkTest::keysMark()
{
    QVERIFY(m_demo.clickRow());
    const auto first = table().currentIndex().data(PositionRole).toULongLong();
    QVERIFY(!markOfCurrent().isValid());
    QVERIFY(RealInput::key(QStringLiteral("m")));
    QTRY_VERIFY(markOfCurrent().isValid());
    QVERIFY(RealInput::key(QStringLiteral("Down")));
    QTRY_VERIFY(table().currentIndex().data(PositionRole).toULongLong() > first);
    QVERIFY(!markOfCurrent().isValid());
    QVERIFY(RealInput::key(QStringLiteral("shift+F2"))); // to the mark before
    QTRY_COMPARE(table().currentIndex().data(PositionRole).toULongLong(), first);
    QVERIFY(RealInput::key(QStringLiteral("m")));
    QTRY_VERIFY(!markOfCurrent().isValid());
}

void ListWorkTest::aNoteIsWritten()
{
    QVERIFY(m_demo.clickRow());
    const auto position = table().currentIndex().data(PositionRole).toULongLong();
    QVERIFY(RealInput::key(QStringLiteral("n")));
    QInputDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = table().findChild<QInputDialog *>()) && dialog->isActiveWindow());
    QVERIFY(dialog->labelText().contains(toText(table().currentMessage().view().subject)));
    QVERIFY(RealInput::type(QStringLiteral("the pump stops here")));
    QVERIFY(RealInput::key(QStringLiteral("Return")));
    QTRY_COMPARE(markOfCurrent().toString(), QStringLiteral("the pump stops here"));
    QTRY_VERIFY(m_demo.window().isActiveWindow());
    QVERIFY(RealInput::key(QStringLiteral("End"))); // follow again, away from it
    QTRY_VERIFY(m_demo.live().isFollowing());
    QVERIFY(m_demo.clickRow());
    QTRY_VERIFY(table().currentIndex().data(PositionRole).toULongLong() > position);
    QVERIFY(RealInput::key(QStringLiteral("shift+F2")));
    QTRY_COMPARE(table().currentIndex().data(PositionRole).toULongLong(), position);
    QVERIFY(table().viewport()->rect().intersects(table().visualRect(table().currentIndex())));
}

bool ListWorkTest::press(const QWidget &window, const QString &text)
{
    const auto buttons = window.findChildren<QPushButton *>();
    const auto found = std::ranges::find_if(
        buttons, [&](const QPushButton *button) { return button->isVisible() && button->text() == text; });
    return found != buttons.end() && RealInput::click(*found);
}

bool ListWorkTest::openColours()
{
    return m_demo.clickRow() &&
           RealInput::chooseInMenu(table().viewport(), m_demo.row(), QStringLiteral("Co&lour rules…")) &&
           QTest::qWaitFor([this] { return dialog() && dialog()->isActiveWindow(); }, 10'000);
}

RowTone ListWorkTest::toneOf(const char *branch) const
{
    const auto &list = m_demo.list();
    for (int row = list.rowCount() - 1; row >= 0; --row) {
        const auto index = list.index(row, MessageListModel::Subject);
        if (index.data(SubjectRole).toByteArray().startsWith(branch))
            return static_cast<RowTone>(index.data(ToneRole).toInt());
    }
    return RowTone::Plain;
}

void ListWorkTest::coloursAreSeenWhileTheyAreTyped()
{
    QCOMPARE(toneOf("iot."), RowTone::Plain);
    QVERIFY(openColours());
    const auto before = dialog()->rules();
    QVERIFY(press(*dialog(), QStringLiteral("Add a rule")));
    QTRY_COMPARE(dialog()->rules().size(), before.size() + 1);
    QVERIFY(RealInput::type(QStringLiteral("iot.>")));
    QTRY_COMPARE(dialog()->rules().last().filter, QStringLiteral("iot.>"));
    QVERIFY(RealInput::key(QStringLiteral("Tab")));
    QVERIFY(RealInput::type(QStringLiteral("w"))); // Warning
    QTRY_COMPARE(toneOf("iot."), RowTone::Warn);
    QVERIFY(press(*dialog(), QStringLiteral("Save")));
    QTRY_VERIFY(!dialog());
    QCOMPARE(toneOf("iot."), RowTone::Warn);
}

void ListWorkTest::cancelTakesColoursBack()
{
    QVERIFY(openColours());
    const auto rows = dialog()->findChildren<ColourRuleRow *>();
    QVERIFY(RealInput::click(rows.last()->findChild<QToolButton *>())); // its cross
    QTRY_COMPARE(toneOf("iot."), RowTone::Plain);
    QVERIFY(press(*dialog(), QStringLiteral("Cancel")));
    QTRY_VERIFY(!dialog());
    QCOMPARE(toneOf("iot."), RowTone::Warn);
}

void ListWorkTest::exports_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("file");
    QTest::newRow("selection") << QStringLiteral("E&xport the selection…") << QStringLiteral("chosen.ndjson");
    QTest::newRow("what is shown") << QStringLiteral("Export what the list sho&ws…") << QStringLiteral("shown.csv");
    QTest::newRow("all") << QStringLiteral("Export all that is &kept…") << QStringLiteral("all.ndjson");
}

void ListWorkTest::exports()
{
    QFETCH(QString, entry);
    QFETCH(QString, file);
    const bool isSelection = file.startsWith(u"chosen");
    QVERIFY(m_demo.clickRow());
    QVERIFY(RealInput::key(QStringLiteral("shift+Down")));
    QTRY_COMPARE(table().selectionModel()->selectedRows().size(), 2);
    const auto before = m_demo.list().figures().kept;
    const DialogWatch watch([&] {
        QVERIFY(RealInput::key(QStringLiteral("ctrl+a")));
        QVERIFY(RealInput::type(m_demo.path(file)));
        QVERIFY(RealInput::key(QStringLiteral("Return")));
    });
    QVERIFY(RealInput::chooseInMenu(table().viewport(), m_demo.row(), entry));
    QTRY_VERIFY_WITH_TIMEOUT(watch.isDone(), 20'000);
    const auto &transfer = *m_demo.live().findChild<MessageTransfer *>();
    const auto says = [&transfer, &file] {
        const auto text = transfer.findChild<Banner *>()->html();
        return transfer.isVisible() && text.contains(QStringLiteral("were exported to ") + file);
    };
    QTRY_VERIFY_WITH_TIMEOUT(says(), 20'000);
    QFile written(m_demo.path(file));
    QVERIFY(written.open(QIODevice::ReadOnly));
    const auto lines = written.readAll().trimmed().split('\n');
    if (isSelection) {
        QCOMPARE(lines.size(), 2);
        const auto chosen = table().selectionModel()->selectedRows().first().data(SubjectRole).toByteArray();
        QVERIFY2(lines.first().contains(chosen), lines.first().constData());
    } else {
        QVERIFY(lines.size() >= qsizetype(before));
        QVERIFY(lines.size() <= qsizetype(m_demo.list().figures().kept) + 1);
    }
}

bool ListWorkTest::chooseColumn(const QString &name) const
{
    return RealInput::chooseInMenu(
        header().viewport(), {header().sectionViewportPosition(MessageListModel::Subject) + 30, header().height() / 2},
        name);
}

void ListWorkTest::columnsAreChosenAndMoved()
{
    QVERIFY(table().isColumnHidden(MessageListModel::Connection));
    QVERIFY(chooseColumn(QStringLiteral("Connection")));
    QTRY_VERIFY(!table().isColumnHidden(MessageListModel::Connection));
    QVERIFY(chooseColumn(QStringLiteral("Format")));
    QTRY_VERIFY(table().isColumnHidden(MessageListModel::Format));
    const auto at = [this](int column) {
        return QPoint(header().sectionViewportPosition(column) + header().sectionSize(column) / 2,
                      header().height() / 2);
    };
    QVERIFY(header().visualIndex(MessageListModel::Size) > header().visualIndex(MessageListModel::Subject));
    QVERIFY(RealInput::drag(header().viewport(), at(MessageListModel::Size), header().viewport(),
                            at(MessageListModel::Subject) -
                                QPoint(header().sectionSize(MessageListModel::Subject) / 2 - 4, 0)));
    QTRY_VERIFY(header().visualIndex(MessageListModel::Size) < header().visualIndex(MessageListModel::Subject));
}

/// In the next window; and all as it was built, by the same menu.
void ListWorkTest::columnsComeBack()
{
    m_demo.close();
    QVERIFY(m_demo.show(false));
    m_demo.desktop().startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(m_demo.list().rowCount() > 20, 30'000);
    QVERIFY(!table().isColumnHidden(MessageListModel::Connection));
    QVERIFY(table().isColumnHidden(MessageListModel::Format));
    QVERIFY(header().visualIndex(MessageListModel::Size) < header().visualIndex(MessageListModel::Subject));
    QVERIFY(chooseColumn(QStringLiteral("&As it was built")));
    QTRY_VERIFY(table().isColumnHidden(MessageListModel::Connection));
    QVERIFY(!table().isColumnHidden(MessageListModel::Format));
    QVERIFY(header().visualIndex(MessageListModel::Size) > header().visualIndex(MessageListModel::Subject));
}

QTEST_MAIN(ListWorkTest)
#include "tst_listwork.moc"
