// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingsplit.h"

#include "base/text.h"
#include "base/words.h"
#include "recording/recordingpart_p.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace gnat {

namespace {

constexpr quint64 smallestFile = 1'000'000; // the tables alone take half of it

Error invalid(const QString &sentence)
{
    return makeError(ErrorKind::InvalidInput, sentence);
}

/// ".gnat", or nothing.
QString dotSuffix(const QFileInfo &info)
{
    return info.suffix().isEmpty() ? QString() : QLatin1Char('.') + info.suffix();
}

/// Says of itself that it belongs to the series.
bool isPartOf(const QString &series, const QString &path)
{
    const auto database = sqlite::Database::open(path, sqlite::OpenMode::Read);
    const auto part = database ? readPart(database.value()) : Result<std::optional<RecordedPart>>(database.error());
    return part && part.value() && part.value()->series == series;
}

} // namespace

Result<void> checkSplit(const RecordingSplit &split)
{
    if (split.keepFiles && !split.isOn())
        return invalid(Words::tr("To keep only some files, say also when a new one begins."));
    if (split.keepFiles == 1)
        return invalid(Words::tr("Keep at least 2 files: of one nothing would be left when the next begins."));
    if (split.isOn() && split.largestFile() && split.largestFile() < smallestFile)
        return invalid(split.fileBytes ? Words::tr("A file needs at least 1 MB.")
                                       : Words::tr("All files together need at least 4 MB."));
    if (split.totalBytes && split.totalBytes / 2 < split.fileBytes)
        return invalid(Words::tr("All files together must have room for two of the largest."));
    return {};
}

Result<void> checkLargestRecording(quint64 bytes)
{
    return bytes && bytes < smallestFile ? invalid(Words::tr("A recording needs at least 1 MB.")) : Result<void>();
}

QString recordingPartPath(const QString &path, quint32 number)
{
    const QFileInfo info(path);
    const auto digits = QStringLiteral("%1").arg(number, 5, 10, QLatin1Char('0'));
    const auto folder = path.chopped(info.fileName().size()); // as it was written
    return folder + info.completeBaseName() + QLatin1Char('_') + digits + dotSuffix(info);
}

QStringList recordingPartPaths(const QString &path)
{
    const QFileInfo info(path);
    const QRegularExpression name(QRegularExpression::anchoredPattern(
        QRegularExpression::escape(info.completeBaseName()) + QStringLiteral("_[0-9]{5,}") +
        QRegularExpression::escape(dotSuffix(info))));
    QStringList paths;
    const auto entries = info.dir().entryList(QDir::Files, QDir::Name);
    for (const auto &entry : entries) {
        if (name.match(entry).hasMatch())
            paths << info.dir().filePath(entry);
    }
    return paths;
}

QStringList recordingsInTheWay(const QString &path)
{
    const auto series = QFileInfo(path).completeBaseName();
    const auto first = recordingPartPath(path, 1);
    auto paths = recordingPartPaths(path);
    paths.removeIf([&](const QString &part) { return part != first && !isPartOf(series, part); });
    return paths;
}

} // namespace gnat
