// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "transfer/transferjob.h"

#include <QCommandLineOption>
#include <QString>

namespace gnat::terminal {

/// When a job prints its data: a line that tells how far it is would stand between them on the same terminal.
enum class JobOutput { AtItsEnd, Meanwhile };

/// Runs a job on a worker until it ends, with its progress in one line of a terminal from its second second on (none if
/// standard error is no terminal). Ctrl+C or SIGTERM cancels it; whatever it then says is Cancelled. The result is the
/// job's sentence.
Result<QString> runJob(const TransferJob::Work &work, JobOutput output = JobOutput::AtItsEnd);

/// Says why a job failed; returns Interrupted if it was cancelled, else Failed.
int failJob(const Error &error);

/// --force, the same words everywhere.
QCommandLineOption forceOption();

} // namespace gnat::terminal
