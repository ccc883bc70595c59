// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/elapsed.h" // durationText(), agoText()

#include <QString>

#include <string_view>

namespace gnat {

// Figures as cells show them. The exact value stands in the tooltip.

/// 15:04:22.446, local time, of wall-clock nanoseconds.
QString timeCell(qint64 wallNs);
/// 2026-03-01 15:04:22.446123 and the zone.
QString exactTimeCell(qint64 wallNs);
/// 402 B, 1.2 kB, 38 MB: decimal units.
QString bytesCell(quint64 bytes);
/// 1,204,331.
QString countCell(quint64 count);
/// 0.3/s, 6.8/s, 186/s, 1.2k/s.
QString rateCell(double perSecond);
/// +0.3, −0.02 (U+2212): the difference of two numbers given as text, with the decimals that they have.
QString differenceCell(double difference, const QString &now, const QString &before);
/// Stands for a value that is not there.
QString missingCell();

} // namespace gnat
