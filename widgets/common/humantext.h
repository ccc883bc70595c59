// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/elapsed.h" // durationText(), agoText()
#include "base/latency.h" // latencyText()

#include <QString>

namespace gnat {

// Numbers and times as the window writes them. Separators follow QLocale; a missing value is an en dash, zero is 0.

/// What stands for a value that is not known.
QString missingText();
/// 0.3, 6.8, 186, 1.2k, 98.4k, 1.1M: a rate without its unit, at most three digits. Negative: missing.
QString rateFigure(double perSecond);
/// 6.8/s
QString rateText(double perSecond);
/// 214k, 1.20M: for bars and trees.
QString countShort(quint64 count);
/// 1,204,331: for tables and tooltips.
QString countFull(quint64 count);
/// 402 B, 1.2 kB, 38 MB: decimal units.
QString bytesText(quint64 bytes);
/// 121 kB/s, 14.6 MB/s
QString byteRateText(double bytesPerSecond);
/// 24 % of a share 0…1
QString percentText(double share);
/// 71.4, −0.012, 1.5e+12: a measured value in at most six digits. Not a number: missing.
QString valueText(double value);
/// +0.3, −0.02 (U+2212), 0
QString signedText(double difference, int decimals);
/// 15:04:22.446, local time, of wall-clock nanoseconds
QString timeOfDayText(qint64 wallNs);
/// 2026-03-01 15:04:22.446123 and the zone: for tooltips
QString exactTimeText(qint64 wallNs);

} // namespace gnat
