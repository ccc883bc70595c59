// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/humantext.h"
#include "base/words.h"

#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

namespace gnat {

namespace {

QString fixed(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

// The number of decimals that leaves `digits` significant ones, thinking of 9.996 as 10.00.
int decimalsFor(double value, int digits)
{
    int decimals = digits - 1;
    double limit = 10;
    while (decimals > 0 && value >= limit - 0.5 * std::pow(10, -decimals)) {
        --decimals;
        limit *= 10;
    }
    return decimals;
}

struct Scaled
{
    double value;
    std::size_t step;
};

// Divides by 1000 until it reads below 1000 once rounded.
Scaled scaled(double value, std::size_t steps)
{
    std::size_t step = 0;
    while (value >= 999.5 && step + 1 < steps) {
        value /= 1000;
        ++step;
    }
    return {value, step};
}

constexpr std::array<const char *, 4> countUnits = {"", "k", "M", "G"};
constexpr std::array<const char *, 5> byteUnits = {"B", "kB", "MB", "GB", "TB"};

} // namespace

QString missingText()
{
    return QStringLiteral("–");
}

QString rateFigure(double perSecond)
{
    if (!(perSecond >= 0))
        return missingText();
    if (perSecond == 0)
        return QStringLiteral("0");
    if (perSecond < 0.05)
        return QStringLiteral("<") + fixed(0.1, 1);
    const Scaled s = scaled(perSecond, countUnits.size());
    const bool hasDecimal = s.step == 0 ? s.value < 9.95 : s.value < 99.95;
    return fixed(s.value, hasDecimal ? 1 : 0) + QLatin1StringView(countUnits.at(s.step));
}

QString rateText(double perSecond)
{
    return perSecond >= 0 ? Words::tr("%1/s").arg(rateFigure(perSecond)) : missingText();
}

QString countShort(quint64 count)
{
    if (count < 1000)
        return QString::number(count);
    const Scaled s = scaled(static_cast<double>(count), countUnits.size());
    return fixed(s.value, decimalsFor(s.value, 3)) + QLatin1StringView(countUnits.at(s.step));
}

QString countFull(quint64 count)
{
    return QLocale().toString(count);
}

QString bytesText(quint64 bytes)
{
    const Scaled s = scaled(static_cast<double>(bytes), byteUnits.size());
    const int decimals = s.step == 0 ? 0 : decimalsFor(s.value, 2);
    return QStringLiteral("%1 %2").arg(fixed(s.value, decimals), QLatin1StringView(byteUnits.at(s.step)));
}

QString byteRateText(double bytesPerSecond)
{
    if (!(bytesPerSecond >= 0))
        return missingText();
    const Scaled s = scaled(bytesPerSecond, byteUnits.size());
    const int decimals = s.step > 0 && s.value < 99.95 ? 1 : 0;
    return Words::tr("%1 %2/s").arg(fixed(s.value, decimals), QLatin1StringView(byteUnits.at(s.step)));
}

QString percentText(double share)
{
    return Words::tr("%1 %").arg(fixed(share * 100, share > 0 && share < 0.0995 ? 1 : 0));
}

QString signedText(double difference, int decimals)
{
    const QString digits = fixed(std::abs(difference), decimals);
    if (digits == fixed(0, decimals))
        return QStringLiteral("0");
    return (difference < 0 ? QStringLiteral("−") : QStringLiteral("+")) + digits;
}

QString valueText(double value)
{
    if (!std::isfinite(value))
        return missingText();
    QString digits = QString::number(std::abs(value), 'g', 6);
    if (std::abs(value) >= 1e6 && std::abs(value) < 1e9 && value == std::trunc(value))
        digits = QString::number(std::abs(value), 'f', 0);
    return value < 0 ? QStringLiteral("−") + digits : digits;
}

QString timeOfDayText(qint64 wallNs)
{
    return QDateTime::fromMSecsSinceEpoch(wallNs / 1'000'000).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString exactTimeText(qint64 wallNs)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(wallNs / 1'000'000);
    const QString micros = QStringLiteral("%1").arg(wallNs / 1000 % 1'000'000, 6, 10, QLatin1Char('0'));
    return QStringLiteral("%1.%2 %3")
        .arg(time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), micros, time.timeZoneAbbreviation());
}

} // namespace gnat
