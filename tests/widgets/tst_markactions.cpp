// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/buttons.h"
#include "items/messagemarks.h"
#include "items/roles.h"
#include "messagelistfixture.h"
#include "messages/colourrulesdialog.h"
#include "messages/markactions.h"

#include <QDialogButtonBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace gnat;

/// Marks, notes and colours of a list, with the keys that people use.
class MarkActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_actions.reset();
        m_list = std::make_unique<test::MessageListFixture>();
        m_marks = std::make_unique<MessageMarks>();
        m_actions = std::make_unique<MarkActions>(m_list->model, m_list->table, *m_marks);
        QVERIFY(m_list->show());
    }
    void cleanup()
    {
        m_actions.reset();
        m_marks.reset();
        m_list.reset();
    }

    void keysMarkNoteAndStep();
    void aMarkOutlivesItsMessage();
    void theMenuListsMarks();
    void rulesAreSeenWhileTheyAreTyped();

private:
    MessageTable &table() const { return m_list->table; }
    QVariant markOf(int row) const { return m_list->model.index(row, 0).data(MarkRole); }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(&m_list->table, Qt::Key(key), modifiers);
    }

    std::unique_ptr<test::MessageListFixture> m_list;
    std::unique_ptr<MessageMarks> m_marks;
    std::unique_ptr<MarkActions> m_actions;
};

void MarkActionsTest::keysMarkNoteAndStep()
{
    m_list->append(100);
    table().setCurrentIndex(m_list->model.index(10, 1));
    key(Qt::Key_M);
    QVERIFY(markOf(10).isValid());
    table().setCurrentIndex(m_list->model.index(60, 1));
    key(Qt::Key_N);
    auto *dialog = table().findChild<QInputDialog *>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), QStringLiteral("look here"));
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(markOf(60).toString(), QStringLiteral("look here")); // a note marks
    key(Qt::Key_Home);
    table().setCurrentIndex(m_list->model.index(0, 1));
    key(Qt::Key_F2);
    QCOMPARE(table().currentIndex().row(), 10);
    key(Qt::Key_F2);
    QCOMPARE(table().currentIndex().row(), 60);
    key(Qt::Key_F2); // the last one
    QCOMPARE(table().currentIndex().row(), 60);
    key(Qt::Key_F2, Qt::ShiftModifier);
    QCOMPARE(table().currentIndex().row(), 10);
    key(Qt::Key_M);
    QVERIFY(!markOf(10).isValid());
}

void MarkActionsTest::aMarkOutlivesItsMessage()
{
    m_list->log.setBudget(1'000'000);
    m_list->append({"first.one", {}, {}, "the payload"});
    table().setCurrentIndex(m_list->model.index(0, 1));
    key(Qt::Key_M);
    while (m_list->log.begin() == 0)
        m_list->append(1000, "0123456789");
    QSignalSpy copies(m_actions.get(), &MarkActions::copyWanted);
    QSignalSpy notices(&table(), &MessageTable::noticed);
    table().setCurrentIndex(m_list->model.index(100, 1));
    key(Qt::Key_F2, Qt::ShiftModifier);
    QCOMPARE(copies.size(), 1);
    QCOMPARE(copies[0][0].value<MessageHandle>().view().payload, std::string_view("the payload"));
    QVERIFY(notices[0][0].toString().contains(QStringLiteral("holds the marked message no more")));
}

void MarkActionsTest::theMenuListsMarks()
{
    m_list->append(3);
    table().selectAll();
    m_actions->toggle();
    QCOMPARE(m_marks->all().size(), 3U);
    Q_EMIT m_actions->menu().aboutToShow();
    QVERIFY(m_actions->menu().actions()[0]->text().endsWith(QStringLiteral("s.2")));
    m_actions->menu().actions()[1]->trigger();
    QCOMPARE(table().currentIndex().row(), 1);
    m_actions->menu().actions().last()->trigger();
    QVERIFY(m_marks->all().empty());
    QVERIFY(!markOf(1).isValid());
}

void MarkActionsTest::rulesAreSeenWhileTheyAreTyped()
{
    m_list->append({"shop.orders.late", {}, {}, "x"});
    const auto tone = [this] {
        return m_list->model.index(0, 0).data(ToneRole).toInt();
    };
    ColourRulesDialog dialog(ColourRules::builtIn(), {}, &table());
    connect(&dialog, &ColourRulesDialog::rulesChanged, &m_list->model,
            [this](const QList<ColourRule> &rules) { m_list->model.setColourRules(ColourRules(rules)); });
    dialog.show();
    auto *add = test::named<QPushButton>(dialog, QStringLiteral("Add a rule"));
    QTest::mouseClick(add, Qt::LeftButton);
    auto *field = dialog.findChildren<QLineEdit *>().last();
    QCOMPARE(tone(), int(RowTone::Plain));
    QTest::keyClicks(field, QStringLiteral("*.*.late"));
    QCOMPARE(tone(), int(RowTone::Err)); // live
    QCOMPARE(dialog.rules().size(), 2);
    test::shoot(dialog, QStringLiteral("colourrules"));
    QTest::mouseClick(dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel), Qt::LeftButton);
    QCOMPARE(tone(), int(RowTone::Plain)); // and taken back
}

QTEST_MAIN(MarkActionsTest)
#include "tst_markactions.moc"
