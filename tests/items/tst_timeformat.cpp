// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/timeformat.h"

#include <QTest>

using namespace gnat;
using Kind = TimeFormat::Kind;

/// The times of a list in every format.
class TestTimeFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "Asia/Tokyo"); // nine hours ahead, all year
        tzset();
    }
    void writes_data();
    void writes();
    void tellsEveryTime();
};

void TestTimeFormat::writes_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("isUtc");
    QTest::addColumn<bool>("isPrecise");
    QTest::addColumn<qint64>("fromNs"); ///< start or row above
    QTest::addColumn<QString>("text");
    constexpr qint64 at = 1'700'000'000'123'456'789; // 2023-11-14 22:13:20 UTC
    const auto row = [](const char *name, Kind kind, bool isUtc, bool isPrecise, qint64 from, const char *text) {
        QTest::newRow(name) << int(kind) << isUtc << isPrecise << from << QString::fromUtf8(text);
    };
    row("local", Kind::OfDay, false, false, 0, "07:13:20.123");
    row("UTC", Kind::OfDay, true, false, 0, "22:13:20.123");
    row("UTC, ns", Kind::OfDay, true, true, 0, "22:13:20.123456789");
    row("first", Kind::SinceStart, false, false, at, "0.000");
    row("seconds", Kind::SinceStart, false, false, at - 12'446'000'000, "12.446");
    row("minutes", Kind::SinceStart, false, true, at - 123'000'000'001, "2:03.000000001");
    row("hours", Kind::SinceStart, false, false, at - 3'723'500'000'000, "1:02:03.500");
    row("clock set back", Kind::SinceStart, false, false, at + 1'500'000'000, "−1.500");
    row("delta", Kind::SincePrevious, false, false, at - 123'999, "+0.000123");
    row("delta, ns", Kind::SincePrevious, false, true, at - 123'999, "+0.000123999");
    row("delta back", Kind::SincePrevious, false, false, at + 2'000'000'000, "−2.000000");
}

void TestTimeFormat::writes()
{
    QFETCH(int, kind);
    QFETCH(bool, isUtc);
    QFETCH(bool, isPrecise);
    QFETCH(qint64, fromNs);
    const TimeFormat format{static_cast<Kind>(kind), isUtc, isPrecise};
    QTEST(formattedTime(format, 1'700'000'000'123'456'789, fromNs, fromNs), "text");
    if (format.kind != Kind::OfDay)
        QCOMPARE(formattedTime(format, 5, {}, {}), QStringLiteral("–"));
}

void TestTimeFormat::tellsEveryTime()
{
    QCOMPARE(everyTime(1'700'000'000'000'000'001),
             QStringLiteral("2023-11-15 07:13:20.000000001 JST\n2023-11-14 22:13:20.000000001 UTC\n"
                            "1700000000000000001 ns"));
}

QTEST_GUILESS_MAIN(TestTimeFormat)
#include "tst_timeformat.moc"
