// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/replayfigures.h"
#include "recording/replayoptions.h"

#include <QByteArray>

#include <functional>
#include <stop_token>

namespace gnat {

/// What a replay would do, without doing it.
struct ReplayPreview
{
    struct Target
    {
        QByteArray subject;
        quint64 messages = 0;
    };

    /// Subjects that are listed: a recording of requests may have a million of them.
    static constexpr std::size_t mostSubjects = 10'000;

    ReplayFigures figures;    ///< read, skipped, refused for their subjects; `sent` is what would be sent in one round
    QList<Target> subjects;   ///< those that it would be sent on, most messages first
    quint64 moreSubjects = 0; ///< that are not listed
};

/// Looks at every message of the range as the replay would. Blocks on the disk; Cancelled if `stop` is requested.
/// `progressed` gets the messages read so far and those of the file, and is called often.
Result<ReplayPreview> previewReplay(const ReplayOptions &options, const std::stop_token &stop = {},
                                    const std::function<void(quint64 done, quint64 total)> &progressed = {});

} // namespace gnat
