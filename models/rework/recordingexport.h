// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/messageexport.h"

namespace gnat {

/// A recording to be written as a file for other programs.
struct RecordingExportRequest
{
    QString source;
    QString path;
    ExportFormat format = ExportFormat::Ndjson;
    MessagePredicate wanted;               ///< null: all
    const CodecRegistry *codecs = nullptr; ///< not null
};

/// Whole or not at all; see exportMessages(). For a worker thread.
Result<ExportFigures> exportRecording(const RecordingExportRequest &request, const JobControl &control);

/// "12,300 messages were exported." and what was lost.
QString exportText(const ExportFigures &figures);

} // namespace gnat
