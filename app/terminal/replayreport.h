// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/replayfigures.h"
#include "recording/replaypreview.h"

#include <QJsonObject>

namespace gnat::terminal {

/// How far a replay is, in less than a line.
QString replayProgress(const ReplayFigures &figures);

/// What a replay did and how true it was, for machines.
QJsonObject replayJson(const ReplayFigures &figures);
/// The same in a few lines for a person.
QString replayText(const ReplayFigures &figures);

/// What a replay would do: {messages, skipped_…, subjects:[{name,messages}]}.
QJsonObject previewJson(const ReplayPreview &preview);
/// The same as lines "messages  subject".
QString previewText(const ReplayPreview &preview);

} // namespace gnat::terminal
