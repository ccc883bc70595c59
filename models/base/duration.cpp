// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration.h"

#include <QRegularExpression>

#include <cmath>

namespace gnat {

namespace {

double millisecondsOf(const QString &unit)
{
    if (unit == QLatin1String("ns"))
        return 1e-6;
    if (unit == QLatin1String("us") || unit == QStringLiteral("µs"))
        return 1e-3;
    if (unit == QLatin1String("ms"))
        return 1;
    if (unit == QLatin1String("s"))
        return 1000;
    if (unit == QLatin1String("m"))
        return 60'000;
    return unit == QLatin1String("h") ? 3'600'000 : 86'400'000;
}

} // namespace

std::optional<qint64> parseDurationMs(const QString &text)
{
    if (text == QLatin1String("0"))
        return 0;
    static const QRegularExpression part(QStringLiteral("\\G(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h|d)"));
    double total = 0;
    qsizetype at = 0;
    while (at < text.size()) {
        const auto match = part.match(text, at);
        if (!match.hasMatch())
            return std::nullopt;
        total += match.capturedView(1).toDouble() * millisecondsOf(match.captured(2));
        at = match.capturedEnd();
    }
    if (at == 0 || total > 1e15)
        return std::nullopt;
    return std::llround(total);
}

} // namespace gnat
