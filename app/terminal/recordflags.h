// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/recorder.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

namespace gnat::terminal {

/// The flags of `record` that say what belongs to the recording and when it begins and ends: --filter, --start-when,
/// --before, --stop-when, --count, --max-size, --note; and into which files it goes: --split-size, --split-time,
/// --split-count, --keep-files, --max-total.
QList<QCommandLineOption> recordOptions();

/// What these flags say. The error is a wrong usage and shows where a filter is wrong.
Result<void> applyRecordFlags(const QCommandLineParser &flags, RecordingOptions &options);

} // namespace gnat::terminal
