// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/replayoptions.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

namespace gnat::terminal {

/// How a recording is to be replayed: pace, range, rules, what becomes of replies and headers.
QList<QCommandLineOption> replayOptionFlags();

/// What the flags say, for the recording `path`; all but the filter. The error names the flag.
Result<ReplayOptions> replayOptionsFromFlags(const QCommandLineParser &flags, const QString &path);

} // namespace gnat::terminal
