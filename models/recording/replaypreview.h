// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/replayfigures.h"
#include "recording/replayoptions.h"

#include <QByteArray>

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

    ReplayFigures figures;  ///< read, skipped, refused for their subjects; `sent` is what would be sent in one round
    QList<Target> subjects; ///< those that it would be sent on, most messages first
};

/// Looks at every message of the range as the replay would. Blocks on the disk; Cancelled if `stop` is requested.
Result<ReplayPreview> previewReplay(const ReplayOptions &options, const std::stop_token &stop = {});

} // namespace gnat
