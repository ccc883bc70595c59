// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/historymodel.h"
#include "items/roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gnat;

class TestHistoryModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsNewestFirst();
    void keepsTheSelectionWhenFull();

private:
    static HistoryEntry entry(int number)
    {
        HistoryEntry entry;
        entry.at = QDateTime::currentDateTime().addSecs(-90).addMSecs(number);
        entry.isRequest = number % 2 == 1;
        entry.subject = "user." + QByteArray::number(number);
        entry.result = QStringLiteral("%1 ms").arg(number);
        entry.outcome = number % 3;
        return entry;
    }
};

void TestHistoryModel::showsNewestFirst()
{
    SendHistory history;
    history.clear();
    HistoryModel model(history);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    history.add(entry(1));
    history.add(entry(2));
    QCOMPARE(model.rowCount(), 2);
    const auto row = [&model](int number) {
        QStringList cells;
        for (int column = 0; column < HistoryModel::ColumnCount; ++column)
            cells.append(model.index(number, column).data().toString());
        return cells.join(u'|');
    };
    QCOMPARE(row(0), QStringLiteral("publish|user.2|2 ms|1 min"));
    QCOMPARE(row(1), QStringLiteral("request|user.1|1 ms|1 min"));
    QCOMPARE(model.entry(model.index(1, 0))->subject, QByteArray("user.1"));
    QCOMPARE(model.index(0, HistoryModel::Result).data(SortRole).toInt(), 2);
    QVERIFY(!model.entry({}));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), 5000); // ages grow by themselves
    history.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestHistoryModel::keepsTheSelectionWhenFull()
{
    SendHistory history;
    history.clear();
    for (int i = 0; i < SendHistory::maxEntries; ++i)
        history.add(entry(i));
    HistoryModel model(history);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QPersistentModelIndex selected = model.index(0, 0);
    const QPersistentModelIndex oldest = model.index(SendHistory::maxEntries - 1, 0);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    history.add(entry(1000));
    QCOMPARE(model.rowCount(), SendHistory::maxEntries);
    QCOMPARE(selected.row(), 1);
    QVERIFY(!oldest.isValid());
    QCOMPARE(resets.size(), 0);
}

QTEST_GUILESS_MAIN(TestHistoryModel)
#include "tst_historymodel.moc"
