// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace gnat::bench {

/// What one child process measured while a load went through; handed to the parent as a line of JSON.
struct RunFigures
{
    double seconds = 0; ///< from the first message to the last
    double messages = 0;
    double dropped = 0;
    double processorSeconds = 0;
    double residentMegabytes = 0;
    double lateP50 = 0; ///< of a heartbeat of 10 ms in the GUI thread, milliseconds
    double lateP99 = 0;
    double lateMost = 0;
    double subjects = 0; ///< that the tree knows
    double inHand = 0;   ///< of the ledger at the end; 0: it adds up

    double perSecond() const { return seconds > 0 ? messages / seconds : 0; }
    double processorPerMessage() const { return messages > 0 ? processorSeconds / messages : 0; }

    QJsonObject toJson() const
    {
        return {{QStringLiteral("seconds"), seconds},
                {QStringLiteral("messages"), messages},
                {QStringLiteral("dropped"), dropped},
                {QStringLiteral("processor"), processorSeconds},
                {QStringLiteral("resident"), residentMegabytes},
                {QStringLiteral("p50"), lateP50},
                {QStringLiteral("p99"), lateP99},
                {QStringLiteral("most"), lateMost},
                {QStringLiteral("subjects"), subjects},
                {QStringLiteral("inHand"), inHand}};
    }
    static RunFigures fromJson(const QJsonObject &from)
    {
        const auto number = [&from](const char *name) {
            return from.value(QLatin1String(name)).toDouble();
        };
        return {number("seconds"), number("messages"), number("dropped"), number("processor"), number("resident"),
                number("p50"),     number("p99"),      number("most"),    number("subjects"),  number("inHand")};
    }
};

/// Processor time of this process so far, all threads, in seconds.
double ownProcessorSeconds();

} // namespace gnat::bench
