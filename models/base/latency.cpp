// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/latency.h"

#include "base/words.h"

#include <QLocale>

namespace gnat {

namespace {

QString threeDigits(double value)
{
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return QLocale().toString(value, 'f', decimals);
}

} // namespace

QString latencyText(qint64 nanoseconds)
{
    if (nanoseconds < 0)
        return QStringLiteral("\u2013");
    const double ms = static_cast<double>(nanoseconds) / 1e6;
    if (nanoseconds > 0 && ms < 0.005)
        return Words::tr("<%1 ms").arg(threeDigits(0.01));
    if (ms < 999.5)
        return Words::tr("%1 ms").arg(threeDigits(ms));
    return Words::tr("%1 s").arg(threeDigits(ms / 1000));
}

} // namespace gnat
