// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingopen_p.h"

#include <QFileInfo>

namespace gnat {

namespace {

/// SQLite touches the files only when it is first asked.
Result<sqlite::Database> openAndLook(const QString &path, sqlite::OpenMode mode)
{
    auto opened = sqlite::Database::open(path, mode);
    if (!opened)
        return opened;
    const auto looked = opened.value().number("PRAGMA schema_version");
    return looked || looked.error().kind != ErrorKind::NotPermitted ? std::move(opened)
                                                                    : Result<sqlite::Database>(looked.error());
}

} // namespace

Result<sqlite::Database> openToRead(const QString &path)
{
    auto opened = openAndLook(path, sqlite::OpenMode::Read);
    if (opened || opened.error().kind != ErrorKind::NotPermitted)
        return opened;
    // What is in the log is part of the recording: without a log the file alone is all.
    const bool hasLog = QFileInfo(path + QLatin1String("-wal")).size() > 0;
    return openAndLook(path, hasLog ? sqlite::OpenMode::ReadSealed : sqlite::OpenMode::ReadImmutable);
}

} // namespace gnat
