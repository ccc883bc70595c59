// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

namespace gnat {

/// When a recording goes on in a new file, and which of its files stay. As it is made here: one file.
struct RecordingSplit
{
    quint64 fileBytes = 0;  ///< no file becomes larger; the log beside it comes on top while it is written. 0: any size
    qint64 ms = 0;          ///< no file covers more, from its first message on. 0: any time
    quint64 messages = 0;   ///< no file holds more. 0: any number
    quint32 keepFiles = 0;  ///< only the newest stay. 0: all
    quint64 totalBytes = 0; ///< only the newest that fit stay; without fileBytes a file takes a quarter at most. 0: all

    bool isOn() const { return fileBytes || ms || messages || totalBytes; }
    /// The largest size of a file; 0: any.
    quint64 largestFile() const { return fileBytes ? fileBytes : totalBytes / 4; }
};

/// The error is for limits that contradict each other or are too small to work.
Result<void> checkSplit(const RecordingSplit &split);

/// The error is for a size of the whole recording that not even an empty one keeps to; 0: any.
Result<void> checkLargestRecording(quint64 bytes);

/// "<name>_00001.gnat" … for `path` "<name>.gnat": the files of a split recording, in an order that sorts.
QString recordingPartPath(const QString &path, quint32 number);

/// The files with such a name that are there, in order. A name that ends in a date looks the same.
QStringList recordingPartPaths(const QString &path);

/// Those of them that a split recording into `path` would replace: they say that they are parts of the same series, or
/// have the name of its first. Looks into each; blocks on the disk.
QStringList recordingsInTheWay(const QString &path);

} // namespace gnat
