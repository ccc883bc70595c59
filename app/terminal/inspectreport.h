// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingreader.h"
#include "recording/subjecttally.h"

namespace gnat::terminal {

/// What `inspect --json` prints: one line.
QByteArray inspectJson(const RecordingSummary &summary, const SubjectsFound &subjects);

/// What `inspect` prints: a line each for the facts, the gaps and marks, then the subjects and how many are not listed.
QByteArray inspectText(const RecordingSummary &summary, const SubjectsFound &subjects);

} // namespace gnat::terminal
