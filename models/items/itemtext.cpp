// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/words.h"
#include "items/itemtext_p.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace gnat {

namespace {

/// At most three digits: 1.23 of 1.234, 12.3, 123; without zeros at the end.
QString threeDigits(double value)
{
    const int decimals = value < 9.95 ? 1 : 0;
    auto text = QString::number(value, 'f', value >= 9.95 && value < 99.95 ? 1 : decimals);
    if (text.endsWith(QStringLiteral(".0")))
        text.chop(2);
    return text;
}

int decimalsOf(const QString &number)
{
    const auto dot = number.indexOf(u'.');
    return dot < 0 ? 0 : static_cast<int>(number.size() - dot - 1);
}

} // namespace

QString timeCell(qint64 wallNs)
{
    return QDateTime::fromMSecsSinceEpoch(wallNs / 1'000'000).time().toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString exactTimeCell(qint64 wallNs)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(wallNs / 1'000'000);
    const auto micros = wallNs / 1000 % 1'000'000;
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) +
           QStringLiteral(".%1 %2").arg(micros, 6, 10, QLatin1Char('0')).arg(time.timeZoneAbbreviation());
}

QString bytesCell(quint64 bytes)
{
    constexpr std::array units = {QStringView(u" B"), QStringView(u" kB"), QStringView(u" MB"), QStringView(u" GB"),
                                  QStringView(u" TB")};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    return (unit == 0 ? QString::number(bytes) : threeDigits(value)) + units[unit].toString();
}

QString countCell(quint64 count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString rateCell(double perSecond)
{
    if (perSecond >= 999'500)
        return threeDigits(perSecond / 1e6) + QStringLiteral("M/s");
    if (perSecond >= 999.5)
        return threeDigits(perSecond / 1e3) + QStringLiteral("k/s");
    return (perSecond >= 9.95 ? QString::number(perSecond, 'f', 0) : threeDigits(perSecond)) + QStringLiteral("/s");
}

QString differenceCell(double difference, const QString &now, const QString &before)
{
    const bool isPlain = !now.contains(u'e', Qt::CaseInsensitive) && !before.contains(u'e', Qt::CaseInsensitive);
    const auto size = std::abs(difference);
    const auto text = isPlain ? QString::number(size, 'f', std::max(decimalsOf(now), decimalsOf(before)))
                              : QString::number(size, 'g', 6);
    return (difference < 0 ? QChar(u'−') : QChar(u'+')) + text;
}

QString missingCell()
{
    return QStringLiteral("–");
}

} // namespace gnat
