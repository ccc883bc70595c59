// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "rework/masker.h"
#include "transfer/messageexport.h"

#include <QString>

namespace gnat {

/// A recording to be shared.
struct MaskRequest
{
    QString source;
    QString path; ///< of the new recording
    bool overwrite = false;
    MaskRules rules;
};

/// Writes a new recording in which the values are hidden; nothing of the old file's pages is in it. Names of
/// connections, servers, clusters, profiles and queue groups become pseudonyms; the note, the filter and the words of
/// marks are left out. Whole or not at all. For a worker thread.
Result<MaskFigures> maskRecording(const MaskRequest &request, const JobControl &control);

/// What was hidden, rule by rule, and which rule found nothing: one line each.
QStringList maskReport(const MaskFigures &figures);

} // namespace gnat
