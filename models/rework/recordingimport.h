// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/messageimport.h"

namespace gnat {

/// What becomes a recording.
struct ImportRequest
{
    QString source; ///< a file or folder of another program, see importMessages()
    QString path;   ///< of the new recording
    bool overwrite = false;
    bool skipBroken = false;
};

struct RecordingImportFigures : ImportFigures
{
    quint64 outOfOrder = 0; ///< got the time of the message before them, so that time never goes back
};

/// Makes a recording of what another program wrote: whole or not at all. For a worker thread; the error names the line
/// or file that is wrong.
Result<RecordingImportFigures> importRecording(const ImportRequest &request, const JobControl &control);

/// "12,300 messages were imported." and, sentence by sentence, what had to be changed.
QString importText(const RecordingImportFigures &figures);

} // namespace gnat
