// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/headerblock.h"
#include "items/headermodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace gnat;

class TestHeaderModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsLinesInOrder();
};

void TestHeaderModel::showsLinesInOrder()
{
    HeaderModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setHeaders(makeHeaderBlock({{"Trace-Id", "7b"}, {"a", "1"}, {"a", "2"}}));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, HeaderModel::Key).data().toString(), QStringLiteral("Trace-Id"));
    QCOMPARE(model.index(2, HeaderModel::Value).data().toString(), QStringLiteral("2"));
    QCOMPARE(model.index(1, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("a: 1"));
    model.setHeaders("NATS/1.0 503\r\n\r\n");
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, HeaderModel::Value).data().toString(), QStringLiteral("503"));
    model.setHeaders({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestHeaderModel)
#include "tst_headermodel.moc"
