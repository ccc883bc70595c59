// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/timeformat.h"

#include "items/itemtext_p.h"

#include <QDateTime>

#include <cmath>

namespace gnat {

namespace {

constexpr qint64 secondNs = 1'000'000'000;

/// The seconds of a moment, rounded down also before 1970, and the nanoseconds behind them.
struct Parts
{
    explicit Parts(qint64 ns) : seconds(ns / secondNs), rest(ns % secondNs)
    {
        if (rest < 0) {
            rest += secondNs;
            --seconds;
        }
    }

    qint64 seconds;
    qint64 rest;
};

QString decimals(qint64 rest, int digits)
{
    return QStringLiteral("%1").arg(rest, 9, 10, QLatin1Char('0')).left(digits);
}

QString ofDay(const TimeFormat &format, qint64 atNs)
{
    const Parts at(atNs);
    const auto time = QDateTime::fromSecsSinceEpoch(at.seconds, format.isUtc ? Qt::UTC : Qt::LocalTime);
    return time.toString(QStringLiteral("HH:mm:ss.")) + decimals(at.rest, format.isPrecise ? 9 : 3);
}

QString twoDigits(qint64 value)
{
    return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
}

/// 12.446, 2:03.446, 1:02:03.446; a clock that was set back shows as a minus.
QString sinceStart(const TimeFormat &format, qint64 ns)
{
    const Parts span(std::abs(ns));
    const auto hours = span.seconds / 3600;
    const auto minutes = span.seconds / 60 % 60;
    auto text = hours > 0 ? QStringLiteral("%1:%2:%3").arg(hours).arg(twoDigits(minutes), twoDigits(span.seconds % 60))
                : minutes > 0 ? QStringLiteral("%1:%2").arg(minutes).arg(twoDigits(span.seconds % 60))
                              : QString::number(span.seconds);
    text += u'.' + decimals(span.rest, format.isPrecise ? 9 : 3);
    return ns < 0 ? u'−' + text : text;
}

QString sincePrevious(const TimeFormat &format, qint64 ns)
{
    const Parts span(std::abs(ns));
    return (ns < 0 ? QChar(u'−') : QChar(u'+')) + QString::number(span.seconds) + u'.' +
           decimals(span.rest, format.isPrecise ? 9 : 6);
}

} // namespace

QString formattedTime(const TimeFormat &format, qint64 atNs, std::optional<qint64> startNs,
                      std::optional<qint64> previousNs)
{
    switch (format.kind) {
    case TimeFormat::Kind::OfDay:
        break;
    case TimeFormat::Kind::SinceStart:
        return startNs ? sinceStart(format, atNs - *startNs) : missingCell();
    case TimeFormat::Kind::SincePrevious:
        return previousNs ? sincePrevious(format, atNs - *previousNs) : missingCell();
    }
    return ofDay(format, atNs);
}

QString everyTime(qint64 atNs)
{
    const Parts at(atNs);
    const auto date = QStringLiteral("yyyy-MM-dd HH:mm:ss.");
    const auto utc = QDateTime::fromSecsSinceEpoch(at.seconds, Qt::UTC);
    const auto nine = decimals(at.rest, 9);
    const auto local = QDateTime::fromSecsSinceEpoch(at.seconds);
    return local.toString(date) + nine + u' ' + local.timeZoneAbbreviation() + u'\n' + utc.toString(date) + nine +
           QStringLiteral(" UTC\n%1 ns").arg(atNs);
}

} // namespace gnat
