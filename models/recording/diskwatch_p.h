// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

namespace gnat {

/// Tells whether a file that we hold open is still found under its name: an open file goes on to take what is written
/// after it was deleted or its folder was moved away, and nobody would ever see it. The recorder's thread.
class DiskWatch
{
public:
    enum class State { There, FileGone, FolderGone };

    /// The file must exist.
    explicit DiskWatch(const QString &path);

    /// Asks the system; a few microseconds.
    State look() const;
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
};

} // namespace gnat
