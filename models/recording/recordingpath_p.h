// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

namespace gnat {

/// Makes `path` free for a new recording: creates its folder, refuses an existing file (ErrorKind::Exists) or, with
/// `overwrite`, removes it together with a log that a killed recorder left behind. A log that stands there alone may be
/// all that is left of a recording: that is refused, too, always.
Result<void> prepareRecordingPath(const QString &path, bool overwrite);

/// The same for a finished recording that is to be renamed to `path`: a file that stands there is left to the rename,
/// only its logs are removed.
Result<void> prepareRecordingRename(const QString &path, bool overwrite);

/// Where a result is written until it is whole and gets its name: "<path>.part", or if there is such a file, which is
/// somebody else's, "<path> (2).part" and so on.
QString unfinishedPath(const QString &path);

/// Gives a finished recording its name, in the place of what it overwrites. If `path` is not free, `unfinished` is
/// removed; if only the name cannot be given, it stays and the error says so.
Result<void> giveName(const QString &unfinished, const QString &path, bool overwrite);

/// Removes the file and what lies beside it; after an error the file is there still.
Result<void> removeRecording(const QString &path);

/// Whether neither a file nor a log that holds something has that name.
bool isFreeForRecording(const QString &path);

/// "<name> (2).gnat" … beside `path`: the first name that is free.
QString freeRecordingPath(const QString &path);

/// Of the write-ahead log beside a recording.
QString recordingLogPath(const QString &path);

/// Bytes on the disk of a recording and its write-ahead log.
qint64 recordingFileBytes(const QString &path);

} // namespace gnat
