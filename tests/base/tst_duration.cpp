// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"

#include <QTest>

/// Durations as the nats program takes them.
class DurationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
};

void DurationTest::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds"); // -1: no duration

    QTest::newRow("seconds") << QStringLiteral("10s") << qint64(10'000);
    QTest::newRow("milliseconds") << QStringLiteral("500ms") << qint64(500);
    QTest::newRow("joined") << QStringLiteral("1m30s") << qint64(90'000);
    QTest::newRow("fraction") << QStringLiteral("1.5h") << qint64(5'400'000);
    QTest::newRow("day") << QStringLiteral("1d") << qint64(86'400'000);
    QTest::newRow("below a millisecond") << QStringLiteral("400us") << qint64(0);
    QTest::newRow("zero") << QStringLiteral("0") << qint64(0);
    QTest::newRow("bare number") << QStringLiteral("10") << qint64(-1);
    QTest::newRow("empty") << QString() << qint64(-1);
    QTest::newRow("word") << QStringLiteral("soon") << qint64(-1);
    QTest::newRow("rest behind") << QStringLiteral("10s!") << qint64(-1);
    QTest::newRow("negative") << QStringLiteral("-1s") << qint64(-1);
    QTest::newRow("too long") << QStringLiteral("99999999999999d") << qint64(-1);
}

void DurationTest::parses()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    QCOMPARE(gnat::parseDurationMs(text).value_or(-1), milliseconds);
}

QTEST_GUILESS_MAIN(DurationTest)
#include "tst_duration.moc"
