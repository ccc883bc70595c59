// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagelistfixture.h"
#include "messages/messagecolumns.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QTimer>

using namespace gnat;
using Model = MessageListModel;

/// Columns are chosen in the header's menu and come back.
class MessageColumnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_columns.reset();
        m_list = std::make_unique<test::MessageListFixture>();
        m_list->preferences.setState(QStringLiteral("test.list"), {});
        m_columns = make();
        QVERIFY(m_list->show());
    }
    void cleanup()
    {
        m_columns.reset();
        m_list.reset();
    }

    void theMenuOfTheHeaderShowsAColumn();
    void orderWidthsAndTimeAreRemembered();
    void unknownOrBrokenStateDoesNoHarm();
    void previewTakesTheRest();
    void timesFollowTheMenu();
    void copiedRowsHaveTheShownColumns();

private:
    std::unique_ptr<MessageColumns> make()
    {
        return std::make_unique<MessageColumns>(m_list->table, m_list->model, m_list->preferences,
                                                QStringLiteral("test.list"));
    }
    QHeaderView *header() const { return m_list->table.horizontalHeader(); }
    static QAction *action(const QMenu &menu, const QString &text)
    {
        const auto all = menu.actions();
        for (auto *each : all) {
            if (each->text().remove(u'&') == text)
                return each;
        }
        return nullptr;
    }
    QString text(int row, int column) const { return m_list->model.index(row, column).data().toString(); }

    std::unique_ptr<test::MessageListFixture> m_list;
    std::unique_ptr<MessageColumns> m_columns;
};

void MessageColumnsTest::theMenuOfTheHeaderShowsAColumn()
{
    m_list->append({"user.get", "_INBOX.7.reply", "NATS/1.0\r\nTrace-Id: 7b\r\nUser: a\r\n\r\n", "{}"});
    QVERIFY(!m_columns->isShown(Model::ReplySubject));
    bool wasChosen = false;
    QTimer::singleShot(50, this, [&] { // the menu runs an event loop of its own
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        auto *wanted = action(*menu, QStringLiteral("Reply subject"));
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(wanted).center());
        wasChosen = true;
    });
    Q_EMIT header()->customContextMenuRequested({200, 5});
    QVERIFY(wasChosen);
    QVERIFY(m_columns->isShown(Model::ReplySubject));
    QVERIFY(action(m_columns->columnsMenu(), QStringLiteral("Reply subject"))->isChecked());
    QCOMPARE(text(0, Model::ReplySubject), QStringLiteral("_INBOX.7.reply"));
    QCOMPARE(text(0, Model::Headers), QStringLiteral("Trace-Id: 7b, User: a"));
    QCOMPARE(text(0, Model::Connection), QStringLiteral("demo"));
    QCOMPARE(m_list->model.index(0, Model::ReplySubject).data(Qt::ToolTipRole).toString(),
             QStringLiteral("_INBOX.7.reply")); // whole, however narrow the column
}

void MessageColumnsTest::orderWidthsAndTimeAreRemembered()
{
    m_columns->setShown(Model::Connection, true);
    m_columns->setShown(Model::Format, false);
    header()->moveSection(header()->visualIndex(Model::Size), header()->visualIndex(Model::Time));
    header()->resizeSection(Model::Subject, 333);
    action(m_columns->timeMenu(), QStringLiteral("Since the row above"))->trigger();
    const int place = header()->visualIndex(Model::Size);
    m_columns.reset();
    m_list->model.setTimeFormat({});
    header()->moveSection(place, header()->count() - 1);
    header()->resizeSection(Model::Subject, 100);
    m_columns = make();
    QVERIFY(m_columns->isShown(Model::Connection));
    QVERIFY(!m_columns->isShown(Model::Format));
    QCOMPARE(header()->visualIndex(Model::Size), place);
    QCOMPARE(header()->sectionSize(Model::Subject), 333);
    QCOMPARE(m_list->model.timeFormat().kind, TimeFormat::Kind::SincePrevious);
    action(m_columns->columnsMenu(), QStringLiteral("As it was built"))->trigger();
    QVERIFY(m_columns->isShown(Model::Format));
    QVERIFY(header()->visualIndex(Model::Size) > header()->visualIndex(Model::Subject));
    QCOMPARE(m_list->model.timeFormat(), TimeFormat());
}

void MessageColumnsTest::unknownOrBrokenStateDoesNoHarm()
{
    m_columns.reset();
    m_list->preferences.setState(
        QStringLiteral("test.list"),
        QVariantMap{{QStringLiteral("columns"),
                     QStringList{QStringLiteral("colour-of-the-sky 9 shown"), QStringLiteral("size -7 shown"),
                                 QString(), QStringLiteral("preview")}},
                    {QStringLiteral("time"), 99}});
    m_columns = make();
    QVERIFY(header()->sectionSize(Model::Size) >= 24);
    QVERIFY(m_columns->isShown(Model::Subject));
    QVERIFY(m_columns->isShown(Model::Preview));
}

void MessageColumnsTest::previewTakesTheRest()
{
    for (const int column : {Model::Connection, Model::Headers, Model::Sequence})
        m_columns->setShown(column, true);
    QCOMPARE(header()->visualIndex(Model::Preview), header()->count() - 1);
    QTRY_COMPARE(header()->length(), m_list->table.viewport()->width());
}

void MessageColumnsTest::timesFollowTheMenu()
{
    m_list->append(3);
    const int before = header()->sectionSize(Model::Time);
    action(m_columns->timeMenu(), QStringLiteral("Since the row above"))->trigger();
    QCOMPARE(text(0, Model::Time), QStringLiteral("–"));
    QCOMPARE(text(2, Model::Time), QStringLiteral("+0.001000"));
    action(m_columns->timeMenu(), QStringLiteral("Since the first message"))->trigger();
    QCOMPARE(text(2, Model::Time), QStringLiteral("0.002"));
    action(m_columns->timeMenu(), QStringLiteral("Time of day, UTC"))->trigger();
    QCOMPARE(text(2, Model::Time), QStringLiteral("22:13:20.002"));
    action(m_columns->timeMenu(), QStringLiteral("Nanoseconds"))->trigger();
    QCOMPARE(text(2, Model::Time), QStringLiteral("22:13:20.002000000"));
    QVERIFY(header()->sectionSize(Model::Time) > before);
    QVERIFY(action(m_columns->timeMenu(), QStringLiteral("Time of day, UTC"))->isChecked());
    QVERIFY(!action(m_columns->timeMenu(), QStringLiteral("Time of day, local"))->isChecked());
}

void MessageColumnsTest::copiedRowsHaveTheShownColumns()
{
    m_list->append({"a.b", "reply.here", {}, "hello"});
    for (const int column : {Model::Time, Model::Size, Model::Reply})
        m_columns->setShown(column, false);
    m_columns->setShown(Model::ReplySubject, true);
    m_list->table.selectRow(0);
    QTest::keyClick(&m_list->table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("a.b\treply.here\ttext\thello\n"));
}

QTEST_MAIN(MessageColumnsTest)
#include "tst_messagecolumns.moc"
