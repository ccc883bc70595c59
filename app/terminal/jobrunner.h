// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "transfer/transferjob.h"

#include <QCommandLineOption>
#include <QString>

namespace gnat::terminal {

/// Runs a job on a worker until it ends, with its progress in one line of a terminal (none if standard error is no
/// terminal). Ctrl+C cancels it. The result is the job's sentence.
Result<QString> runJob(const TransferJob::Work &work);

/// --force, the same words everywhere.
QCommandLineOption forceOption();

} // namespace gnat::terminal
