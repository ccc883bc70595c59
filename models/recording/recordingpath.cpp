// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingpath_p.h"

#include "base/text.h"
#include "base/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <filesystem>
#include <system_error>

namespace gnat {

namespace {

/// What lies beside a recording and is of no use without it: logs that a killed recorder left behind, its index.
constexpr std::array companions{"-wal", "-shm", "-journal", "-search", "-search.part"};

Result<void> removeFile(const QString &path)
{
    QFile file(path);
    if (!file.exists() || file.remove())
        return {};
    return makeError(ErrorKind::NotPermitted,
                     Words::tr("“%1” cannot be removed: %2.").arg(file.fileName(), file.errorString()));
}

/// Its file was moved or deleted, and it holds what that lacks.
bool hasLogAlone(const QString &path)
{
    return !QFileInfo::exists(path) && QFileInfo(recordingLogPath(path)).size() > 0;
}

Result<void> removeCompanions(const QString &path)
{
    for (const auto *suffix : companions) {
        if (auto removed = removeFile(path + QLatin1String(suffix)); !removed)
            return removed;
    }
    return {};
}

/// What is overwritten stays until the new file stands in its place.
bool renameOver(const QString &from, const QString &to, bool overwrite)
{
    if (!overwrite)
        return QFile::rename(from, to);
    std::error_code error;
    std::filesystem::rename(QFile::encodeName(from).toStdString(), QFile::encodeName(to).toStdString(), error);
    return !error;
}

} // namespace

Result<void> prepareRecordingRename(const QString &path, bool overwrite)
{
    const QFileInfo info(path);
    if (path.isEmpty() || info.fileName().isEmpty())
        return makeError(ErrorKind::InvalidInput, Words::tr("The recording needs a file name."));
    if (info.isDir())
        return makeError(ErrorKind::InvalidInput, Words::tr("“%1” is a folder, not a file.").arg(path));
    if (info.exists() && !overwrite)
        return makeError(ErrorKind::Exists, Words::tr("“%1” exists already.").arg(path));
    if (hasLogAlone(path))
        return makeError(ErrorKind::Exists, Words::tr("“%1” is the log of a recording that is not there any more and "
                                                      "may hold its last messages. Move it to that recording, or "
                                                      "choose another name.")
                                                .arg(recordingLogPath(path)));
    const auto folder = info.absolutePath();
    if (!QDir().mkpath(folder))
        return makeError(ErrorKind::NotPermitted, Words::tr("The folder “%1” cannot be created.").arg(folder));
    if (!QFileInfo(folder).isWritable())
        return makeError(ErrorKind::NotPermitted, Words::tr("The folder “%1” cannot be written to.").arg(folder));
    return removeCompanions(path);
}

Result<void> removeRecording(const QString &path)
{
    auto removed = removeCompanions(path);
    return removed ? removeFile(path) : removed;
}

Result<void> prepareRecordingPath(const QString &path, bool overwrite)
{
    auto prepared = prepareRecordingRename(path, overwrite);
    return prepared ? removeFile(path) : prepared;
}

bool isFreeForRecording(const QString &path)
{
    return !QFileInfo::exists(path) && !hasLogAlone(path);
}

QString freeRecordingPath(const QString &path)
{
    const QFileInfo info(path);
    const auto suffix = info.suffix().isEmpty() ? QString() : QLatin1Char('.') + info.suffix();
    for (int number = 2;; ++number) {
        const auto name = QStringLiteral("%1 (%2)%3").arg(info.completeBaseName()).arg(number).arg(suffix);
        auto other = info.dir().filePath(name);
        if (isFreeForRecording(other))
            return other;
    }
}

QString unfinishedPath(const QString &path)
{
    const auto part = path + QStringLiteral(".part");
    return isFreeForRecording(part) ? part : freeRecordingPath(part);
}

Result<void> giveName(const QString &unfinished, const QString &path, bool overwrite)
{
    if (auto free = prepareRecordingRename(path, overwrite); !free) {
        (void)removeRecording(unfinished);
        return free;
    }
    if (renameOver(unfinished, path, overwrite))
        return {};
    return makeError(
        ErrorKind::StorageFailure,
        Words::tr("“%1” could not be given its name. The new recording is in “%2”.").arg(path, unfinished));
}

QString recordingLogPath(const QString &path)
{
    return path + QLatin1String("-wal");
}

qint64 recordingFileBytes(const QString &path)
{
    return QFileInfo(path).size() + QFileInfo(recordingLogPath(path)).size();
}

} // namespace gnat
