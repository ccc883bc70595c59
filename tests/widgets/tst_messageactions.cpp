// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagelistfixture.h"
#include "messages/messageactions.h"
#include "messages/messageselection.h"
#include "support/threadtime.h"
#include "transfer/copyas.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QSignalSpy>

#include <algorithm>
#include <limits>

using namespace gnat;

/// What is done with selected messages, by keys and menus.
class MessageActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_list = std::make_unique<test::MessageListFixture>();
        QVERIFY(m_list->show());
        QApplication::clipboard()->clear();
    }
    void cleanup() { m_list.reset(); }

    void keysCopyRowsAndPayloads();
    void copyAsUsesTheServerAndEverySelectedMessage();
    void textThatLosesBytesSaysSo();
    void aMillionSelectedRowsAreOneRange();
    void actionsNeedAMessage();
    void keysOfTheListStayOutOfTheWindow();

private:
    QAction *action(const QString &text) const
    {
        for (auto *each : m_list->table.messageActions().all()) {
            if (each->text().section(u'\t', 0, 0).remove(u'&') == text)
                return each;
        }
        return nullptr;
    }
    static QString clipboard() { return QApplication::clipboard()->text(); }
    /// So many thousand messages more, and their rows.
    void appendThousands(int count) const;
    /// The least of some times that Ctrl+A took, in ns of this thread.
    std::int64_t workOfSelectingAll() const;
    QPoint middle(int row) const
    {
        return m_list->table.visualRect(m_list->model.index(row, MessageListModel::Subject)).center();
    }
    QWidget *viewport() const { return m_list->table.viewport(); }

    std::unique_ptr<test::MessageListFixture> m_list;
};

void MessageActionsTest::appendThousands(int count) const
{
    for (int i = 0; i < count; ++i) {
        BatchBuilder builder{SourceId(1)};
        for (int n = 0; n < 1000; ++n)
            QVERIFY(builder.append({"s", {}, {}, "x"}, n, SubscriptionId(1)));
        m_list->log.append(builder.take(m_list->firstOfNext()));
    }
    m_list->log.announce();
    const auto kept = static_cast<int>(m_list->log.count());
    QTRY_COMPARE_WITH_TIMEOUT(m_list->model.rowCount(), kept, 60'000); // in portions, frame by frame
}

std::int64_t MessageActionsTest::workOfSelectingAll() const
{
    auto least = std::numeric_limits<std::int64_t>::max();
    for (int i = 0; i < 10; ++i) {
        m_list->table.setCurrentIndex(m_list->model.index(5, 1));
        const auto from = test::threadNanoseconds();
        QTest::keyClick(&m_list->table, Qt::Key_A, Qt::ControlModifier);
        if (selectedRows(m_list->table).size() != 1)
            return least;
        least = std::min(least, test::threadNanoseconds() - from);
    }
    return least;
}

void MessageActionsTest::keysCopyRowsAndPayloads()
{
    m_list->append({"a.first", {}, {}, "one"});
    m_list->append({"a.second", {}, {}, "two\n"});
    m_list->append({"a.third", {}, {}, "three"});
    QTest::mouseClick(viewport(), Qt::LeftButton, {}, middle(0));
    QTest::mouseClick(viewport(), Qt::LeftButton, Qt::ControlModifier, middle(2));
    QTest::keyClick(&m_list->table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(clipboard(), QStringLiteral("one\nthree"));
    QTest::mouseClick(viewport(), Qt::LeftButton, Qt::ShiftModifier, middle(0));
    QTest::keyClick(&m_list->table, Qt::Key_C, Qt::ControlModifier);
    const auto lines = clipboard().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[1].contains(QStringLiteral("a.second\ttext\t4 B")));
}

void MessageActionsTest::copyAsUsesTheServerAndEverySelectedMessage()
{
    m_list->append({"a.b", "r", "NATS/1.0\r\nK: v\r\n\r\n", "it's"});
    m_list->append({"a.c", {}, {}, std::string_view("\0", 1)});
    auto &actions = m_list->table.messageActions();
    actions.setServer([](SourceId) { return QStringLiteral("nats://example:4223"); });
    m_list->table.selectAll();
    auto *menu = action(QStringLiteral("Copy as"))->menu();
    QCOMPARE(menu->actions().size(), static_cast<qsizetype>(copyFormats.size()));
    for (auto *each : menu->actions()) {
        if (each->text() == copyFormatName(CopyFormat::NatsCommand))
            each->trigger();
    }
    QCOMPARE(clipboard(), QStringLiteral("nats pub --server=nats://example:4223 --reply=r --header=K:v a.b 'it'\\''s'\n"
                                         "printf %s 'AA==' | base64 -d | nats pub --server=nats://example:4223 "
                                         "--force-stdin a.c\n"));
    actions.copyAs(CopyFormat::Go);
    QVERIFY(clipboard().startsWith(QStringLiteral("package main")));
    QCOMPARE(clipboard().count(QStringLiteral("nc.PublishMsg")), 2);
}

void MessageActionsTest::textThatLosesBytesSaysSo()
{
    m_list->append({"a.b", {}, {}, "text"});
    m_list->append({"a.c", {}, {}, "\xff\xfe"});
    QSignalSpy notices(&m_list->table, &MessageTable::noticed);
    QTest::mouseClick(viewport(), Qt::LeftButton, {}, middle(0));
    QTest::mouseClick(viewport(), Qt::LeftButton, Qt::ShiftModifier, middle(1));
    QTest::keyClick(&m_list->table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(notices.size(), 1);
    QVERIFY(notices.first().first().toString().startsWith(u"1 of 2 payloads are not text"));
    m_list->table.messageActions().copyAs(CopyFormat::Base64);
    QTest::mouseClick(viewport(), Qt::LeftButton, {}, middle(0));
    QTest::keyClick(&m_list->table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(notices.size(), 1);
}

void MessageActionsTest::aMillionSelectedRowsAreOneRange()
{
    m_list->tester.reset(); // it walks over all rows at each insertion
    m_list->log.setBudget(512'000'000);
    appendThousands(10);
    const auto few = std::max(workOfSelectingAll(), std::int64_t{100'000});
    appendThousands(990);
    const auto many = workOfSelectingAll();
    qInfo("selecting 10,000 rows took %.2f ms, a million %.2f ms", double(few) / 1e6, double(many) / 1e6);
    QVERIFY(many < 10 * few); // a look at every row would be a hundred times as much
    QCOMPARE(selectedRows(m_list->table), (std::vector<RowRange>{{0, 999'999}}));
    QSignalSpy notices(&m_list->table, &MessageTable::noticed);
    m_list->append(100); // the selection does not grow by itself, and a new row costs nothing
    QCOMPARE(rowCount(selectedRows(m_list->table)), 1'000'000);
    QTest::keyClick(&m_list->table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(notices.size(), 1); // and not a word is lost in silence
    QVERIFY(notices.first().first().toString().contains(QStringLiteral("1,000,000")));
    QCOMPARE(clipboard().count(u'\n'), SelectedMessages::maxMessages);
}

void MessageActionsTest::actionsNeedAMessage()
{
    QVERIFY(!action(QStringLiteral("Copy rows"))->isEnabled());
    QVERIFY(!action(QStringLiteral("Publish again"))->isVisible());
    m_list->append(3);
    QTest::mouseClick(viewport(), Qt::LeftButton, {}, middle(1));
    QVERIFY(action(QStringLiteral("Copy rows"))->isEnabled());
    QSignalSpy filters(&m_list->table, &MessageTable::filterTermRequested);
    action(QStringLiteral("Exclude this subject"))->trigger();
    QCOMPARE(filters.first().first().toString(), QStringLiteral("!s.1"));
}

/// A shortcut of the window would take Ctrl+C from every other view.
void MessageActionsTest::keysOfTheListStayOutOfTheWindow()
{
    for (const auto *each : m_list->table.messageActions().all()) {
        const auto keys = each->shortcut();
        QVERIFY2(keys.isEmpty() || keys[0].keyboardModifiers().testFlag(Qt::ControlModifier), qPrintable(each->text()));
        QVERIFY(keys != QKeySequence(QKeySequence::Copy));
    }
    QVERIFY(action(QStringLiteral("Copy rows"))->text().endsWith(QStringLiteral("\tCtrl+C")));
}

QTEST_MAIN(MessageActionsTest)
#include "tst_messageactions.moc"
