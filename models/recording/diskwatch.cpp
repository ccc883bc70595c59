// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/diskwatch_p.h"

#include "recording/recordingpath_p.h"

#include <QFile>
#include <QFileInfo>

#include <filesystem>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace gnat {

DiskWatch::DiskWatch(const QString &path)
    : m_path(path), m_folder(QFileInfo(path).absolutePath()), m_identity(identityOf(path))
{
}

DiskWatch::Identity DiskWatch::identityOf(const QString &path)
{
#ifdef Q_OS_UNIX
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) == 0)
        return {static_cast<quint64>(status.st_dev), static_cast<quint64>(status.st_ino)};
#else
    Q_UNUSED(path) // an open file cannot be deleted there
#endif
    return {};
}

DiskWatch::State DiskWatch::look() const
{
    if (QFileInfo::exists(m_path) && identityOf(m_path) == m_identity) {
        const auto log = identityOf(recordingLogPath(m_path));
        if (m_log == Identity())
            m_log = log;
        return log == m_log ? State::There : State::LogGone;
    }
    return QFileInfo::exists(m_folder) ? State::FileGone : State::FolderGone;
}

quint64 DiskWatch::freeBytes() const
{
    std::error_code error;
    const auto space = std::filesystem::space(QFile::encodeName(m_folder).toStdString(), error);
    return error ? 0 : space.available;
}

} // namespace gnat
