// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/replayfigures.h"
#include "recording/replaypace.h"

#include <QString>

namespace gnat {

/// "1,204 sent, 96 left out   31/s   0.42 ms late at worst": a replay while it plays.
QString replayFiguresText(const ReplayFigures &figures);
/// What a replay did and how true it was, with the reasons for what was not sent: its report at the end.
QString replayReportText(const ReplayFigures &figures);
/// "18:44 at 1×", "2:04 at 500 a second", "As fast as the target takes them".
QString paceText(ReplayPace pace, qint64 durationNs, quint64 messages);

} // namespace gnat
