// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/momentflag.h"

#include "base/duration.h"
#include "base/text.h"
#include "base/words.h"

#include <QDateTime>

namespace gnat::terminal {

namespace {

constexpr std::int64_t nsPerMs = 1'000'000;

} // namespace

Result<std::int64_t> parseMoment(const QString &text, std::int64_t firstNs)
{
    bool isNumber = false;
    const auto number = text.toLongLong(&isNumber);
    if (isNumber && !text.startsWith(u'+'))
        return std::int64_t{number};
    if (text.startsWith(u'+')) {
        if (const auto offset = parseDurationMs(text.mid(1)))
            return firstNs + *offset * nsPerMs;
    } else if (const auto time = QTime::fromString(text, Qt::ISODateWithMs); time.isValid()) {
        const QDateTime at(QDateTime::fromMSecsSinceEpoch(firstNs / nsPerMs).date(), time);
        return at.toMSecsSinceEpoch() * nsPerMs;
    } else if (const auto at = QDateTime::fromString(text, Qt::ISODateWithMs); at.isValid()) {
        return at.toMSecsSinceEpoch() * nsPerMs;
    }
    return makeError(
        ErrorKind::InvalidInput,
        Words::tr("“%1” is no time: 14:03:00, 2026-11-28T14:03:00Z, or +1m30s from the beginning are.").arg(text));
}

} // namespace gnat::terminal
