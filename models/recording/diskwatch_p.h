// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

namespace gnat {

/// Tells whether a file that we hold open is still found under its name: an open file goes on to take what is written
/// after it was deleted or its folder was moved away, and nobody would ever see it. So does its write-ahead log, where
/// what came last is alone. The recorder's thread.
class DiskWatch
{
public:
    enum class State { There, LogGone, FileGone, FolderGone };

    /// The file must exist; its log is watched from the first look on that finds one.
    explicit DiskWatch(const QString &path);

    /// Asks the system; a few microseconds.
    State look() const;
    /// The file is; of a closed one the log does not matter.
    bool isFileThere() const { return look() == State::There || look() == State::LogGone; }
    /// Bytes that are free where the file is; 0: not known.
    quint64 freeBytes() const;

private:
    struct Identity
    {
        quint64 device = 0;
        quint64 file = 0; ///< 0: there is no such file, or the system does not number them

        friend bool operator==(const Identity &, const Identity &) = default;
    };
    static Identity identityOf(const QString &path);

    QString m_path;
    QString m_folder;
    Identity m_identity;
    mutable Identity m_log; ///< learned by looking
};

} // namespace gnat
