// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/recordingreader.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <stop_token>

namespace gnat {

/// What was read of a damaged recording and what is lost.
struct SalvageReport
{
    quint64 messages = 0;        ///< read and saved
    quint64 lost = 0;            ///< known to have been there, by their numbers
    bool isLossKnown = true;     ///< false: more than that, and nothing says how many
    quint64 unnamed = 0;         ///< saved, but their subject could not be read: "unreadable.<number>"
    bool wasOpen = false;        ///< it had no end: it was cut off, or is still recorded
    QList<RecordedGap> gaps;     ///< the stretches that are lost, and where it breaks off without an end
    QStringList unreadableLists; ///< tables beside the messages that could not be read to their end
    bool isWhole() const { return gaps.isEmpty() && unnamed == 0 && unreadableLists.isEmpty(); }
};

/// What came of it, sentence by sentence.
QStringList salvageText(const SalvageReport &report);

/// Saves everything that can be read of the recording `from`, damaged or not, into the new recording `to`; `from` is
/// not altered. What is lost stands there as gaps "file damaged", and "not closed" where it has no end. Whole or not at
/// all: `to` gets its name when it is complete, see unfinishedPath(); what it overwrites stays until then. Blocks on
/// the disk; `progressed` gets the share, 0 … 1. The error says why nothing can be read at all, or that `to` cannot be
/// written.
Result<SalvageReport> salvageRecording(const QString &from, const QString &to,
                                       const std::function<void(double)> &progressed = {},
                                       const std::stop_token &stop = {}, bool overwrite = false);

} // namespace gnat
