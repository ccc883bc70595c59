// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/tokenshape_p.h"

#include <QTest>

using namespace gnat;

class TestTokenShape final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes_data();
    void shapes();
};

void TestTokenShape::shapes_data()
{
    QTest::addColumn<std::string>("token");
    QTest::addColumn<std::string>("name");
    QTest::addColumn<bool>("isValue");
    const auto row = [](const char *token, const char *name, bool isValue) {
        QTest::newRow(token) << std::string(token) << std::string(name) << isValue;
    };
    row("550e8400-e29b-41d4-a716-446655440000", "{uuid}", true);
    row("48213", "{n}", true);
    row("1700000000123", "{n}", true);
    row("17", "{n}", false);
    row("00017", "{n}", false);
    row("9f86d081884c7d65", "{id}", true);
    row("a1b2c3d4", "{id}", true);
    row("N7Qx2LpRt9VbYc3KdM5wEa", "{id}", true);
    row("01HX5V8Z3QJ4W9E7RT2YPKM6ND", "{id}", true);
    row("order-48213", "{id}", true);
    row("user_9f86d081884c", "{id}", true);
    row("device007", "{name}", false);
    row("line3zone4", "{name}", false);
    row("order-00017", "{name}", false);
    row("2026-11-27", "{name}", false);
    row("temperature", "{name}", false);
    row("deadbeef", "{name}", false);
    row("someRatherLongCamelCaseName2", "{name}", false);
    row("{id}", "{name}", false);
    row("", "{name}", false);
}

void TestTokenShape::shapes()
{
    QFETCH(std::string, token);
    QFETCH(std::string, name);
    QFETCH(bool, isValue);
    QCOMPARE(std::string(foldedName(shapeOf(token))), name);
    QCOMPARE(looksLikeValue(shapeOf(token), token), isValue);
}

QTEST_APPLESS_MAIN(TestTokenShape)
#include "tst_tokenshape.moc"
