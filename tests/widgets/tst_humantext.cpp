// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/humantext.h"

#include <QLocale>
#include <QTest>

using namespace gnat;

class TestHumanText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void rates_data();
    void rates();
    void countsShort_data();
    void countsShort();
    void countsFull();
    void bytes_data();
    void bytes();
    void byteRates_data();
    void byteRates();
    void latencies_data();
    void latencies();
    void durations_data();
    void durations();
    void ages_data();
    void ages();
    void differences();
    void shares();
};

void TestHumanText::rates_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << QStringLiteral("0/s");
    QTest::newRow("rare") << 0.01 << QStringLiteral("<0.1/s");
    QTest::newRow("tenths") << 0.3 << QStringLiteral("0.3/s");
    QTest::newRow("ones") << 6.8 << QStringLiteral("6.8/s");
    QTest::newRow("whole") << 5.0 << QStringLiteral("5.0/s");
    QTest::newRow("below ten") << 9.96 << QStringLiteral("10/s");
    QTest::newRow("hundreds") << 186.4 << QStringLiteral("186/s");
    QTest::newRow("below thousand") << 999.7 << QStringLiteral("1.0k/s");
    QTest::newRow("thousands") << 1234.0 << QStringLiteral("1.2k/s");
    QTest::newRow("ten thousands") << 98'400.0 << QStringLiteral("98.4k/s");
    QTest::newRow("hundred thousands") << 214'300.0 << QStringLiteral("214k/s");
    QTest::newRow("millions") << 1'100'000.0 << QStringLiteral("1.1M/s");
    QTest::newRow("missing") << -1.0 << QStringLiteral("–");
}

void TestHumanText::rates()
{
    QFETCH(double, rate);
    QTEST(rateText(rate), "text");
}

void TestHumanText::countsShort_data()
{
    QTest::addColumn<quint64>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << quint64(0) << QStringLiteral("0");
    QTest::newRow("small") << quint64(999) << QStringLiteral("999");
    QTest::newRow("thousand") << quint64(1000) << QStringLiteral("1.00k");
    QTest::newRow("ten thousand") << quint64(18'330) << QStringLiteral("18.3k");
    QTest::newRow("hundred thousand") << quint64(214'000) << QStringLiteral("214k");
    QTest::newRow("almost a million") << quint64(999'900) << QStringLiteral("1.00M");
    QTest::newRow("million") << quint64(1'204'331) << QStringLiteral("1.20M");
}

void TestHumanText::countsShort()
{
    QFETCH(quint64, count);
    QTEST(countShort(count), "text");
}

void TestHumanText::countsFull()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(countFull(1'204'331), QStringLiteral("1,204,331"));
    QLocale::setDefault(QLocale::c());
}

void TestHumanText::bytes_data()
{
    QTest::addColumn<quint64>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << quint64(0) << QStringLiteral("0 B");
    QTest::newRow("bytes") << quint64(402) << QStringLiteral("402 B");
    QTest::newRow("kilo") << quint64(1'204) << QStringLiteral("1.2 kB");
    QTest::newRow("ten kilo") << quint64(12'040) << QStringLiteral("12 kB");
    QTest::newRow("mega") << quint64(38'000'000) << QStringLiteral("38 MB");
    QTest::newRow("edge") << quint64(999'999) << QStringLiteral("1.0 MB");
    QTest::newRow("giga") << quint64(2'500'000'000) << QStringLiteral("2.5 GB");
}

void TestHumanText::bytes()
{
    QFETCH(quint64, count);
    QTEST(bytesText(count), "text");
}

void TestHumanText::byteRates_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << QStringLiteral("0 B/s");
    QTest::newRow("kilo") << 121'000.0 << QStringLiteral("121 kB/s");
    QTest::newRow("mega") << 14'600'000.0 << QStringLiteral("14.6 MB/s");
    QTest::newRow("missing") << -1.0 << QStringLiteral("–");
}

void TestHumanText::byteRates()
{
    QFETCH(double, rate);
    QTEST(byteRateText(rate), "text");
}

void TestHumanText::latencies_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << QStringLiteral("0.00 ms");
    QTest::newRow("tiny") << qint64(3'000) << QStringLiteral("<0.01 ms");
    QTest::newRow("below a ms") << qint64(420'000) << QStringLiteral("0.42 ms");
    QTest::newRow("ms") << qint64(2'310'000) << QStringLiteral("2.31 ms");
    QTest::newRow("rounds up") << qint64(9'996'000) << QStringLiteral("10.0 ms");
    QTest::newRow("ten ms") << qint64(11'800'000) << QStringLiteral("11.8 ms");
    QTest::newRow("hundred ms") << qint64(147'000'000) << QStringLiteral("147 ms");
    QTest::newRow("seconds") << qint64(2'000'000'000) << QStringLiteral("2.00 s");
    QTest::newRow("missing") << qint64(-1) << QStringLiteral("–");
}

void TestHumanText::latencies()
{
    QFETCH(qint64, ns);
    QTEST(latencyText(ns), "text");
}

void TestHumanText::durations_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << qint64(7'900) << QStringLiteral("0:07");
    QTest::newRow("minutes") << qint64(18 * 60'000 + 44'000) << QStringLiteral("18:44");
    QTest::newRow("hours") << qint64(2 * 3'600'000 + 3 * 60'000 + 11'000) << QStringLiteral("2:03:11");
}

void TestHumanText::durations()
{
    QFETCH(qint64, ms);
    QTEST(durationText(ms), "text");
}

void TestHumanText::ages_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(999) << QStringLiteral("now");
    QTest::newRow("seconds") << qint64(12'400) << QStringLiteral("12 s");
    QTest::newRow("minutes") << qint64(14 * 60'000) << QStringLiteral("14 min");
    QTest::newRow("hours") << qint64(5 * 3'600'000) << QStringLiteral("5 h");
    QTest::newRow("days") << qint64(3) * 86'400'000 << QStringLiteral("3 d");
}

void TestHumanText::ages()
{
    QFETCH(qint64, ms);
    QTEST(agoText(ms), "text");
}

void TestHumanText::differences()
{
    QCOMPARE(signedText(0.3, 1), QStringLiteral("+0.3"));
    QCOMPARE(signedText(-0.02, 2), QStringLiteral("\u22120.02"));
    QCOMPARE(signedText(0.001, 1), QStringLiteral("0"));
}

void TestHumanText::shares()
{
    QCOMPARE(percentText(0.24), QStringLiteral("24 %"));
    QCOMPARE(percentText(0.015), QStringLiteral("1.5 %"));
    QCOMPARE(percentText(0), QStringLiteral("0 %"));
}

QTEST_GUILESS_MAIN(TestHumanText)
#include "tst_humantext.moc"
