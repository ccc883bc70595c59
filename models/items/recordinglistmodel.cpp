// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/recordinglistmodel.h"

#include "base/text.h"
#include "items/itemtext_p.h"
#include "items/recordingrow_p.h"
#include "items/roles.h"

#include <QDir>
#include <QFileSystemWatcher>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace gnat {

struct RecordingListModel::Private
{
    QString folder;
    QList<RecordingRow> rows;
    QFileSystemWatcher watcher;
    QTimer refreshTimer; ///< a file that grows reports itself all the time
    QThreadPool worker;
    quint64 job = 0; ///< counts up with the folder, so that late answers vanish
    int waiting = 0;

    qsizetype find(const QString &path) const
    {
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto &row) { return row.path == path; });
        return found == rows.end() ? -1 : found - rows.begin();
    }
};

RecordingListModel::RecordingListModel(QObject *parent) : QAbstractTableModel(parent), d(std::make_unique<Private>())
{
    d->worker.setMaxThreadCount(1);
    d->refreshTimer.setSingleShot(true);
    d->refreshTimer.setInterval(std::chrono::milliseconds(500));
    connect(&d->refreshTimer, &QTimer::timeout, this, &RecordingListModel::refresh);
    connect(&d->watcher, &QFileSystemWatcher::directoryChanged, this, &RecordingListModel::scheduleRefresh);
}

RecordingListModel::~RecordingListModel()
{
    d->worker.clear();
    d->worker.waitForDone();
}

void RecordingListModel::scheduleRefresh()
{
    if (!d->refreshTimer.isActive())
        d->refreshTimer.start();
}

void RecordingListModel::setFolder(const QString &folder)
{
    beginResetModel();
    ++d->job;
    d->worker.clear();
    d->waiting = 0;
    if (!d->watcher.directories().isEmpty())
        d->watcher.removePaths(d->watcher.directories());
    d->folder = folder;
    d->rows.clear();
    endResetModel();
    refresh();
}

QString RecordingListModel::folder() const
{
    return d->folder;
}

void RecordingListModel::refresh()
{
    if (d->folder.isEmpty())
        return;
    const QDir folder(d->folder);
    if (folder.exists() && d->watcher.directories().isEmpty())
        d->watcher.addPath(d->folder);
    const auto files = folder.entryInfoList({QStringLiteral("*.gnat")}, QDir::Files);
    for (int i = rowCount() - 1; i >= 0; --i) {
        const auto isThere = [&](const QFileInfo &file) {
            return file.absoluteFilePath() == d->rows[i].path;
        };
        if (std::any_of(files.begin(), files.end(), isThere))
            continue;
        beginRemoveRows({}, i, i);
        d->rows.removeAt(i);
        endRemoveRows();
    }
    for (const auto &file : files)
        takeFile(file);
}

/// A file of the folder: a new row, a row to be read again, or nothing new.
void RecordingListModel::takeFile(const QFileInfo &file)
{
    const auto path = file.absoluteFilePath();
    if (const auto at = d->find(path); at >= 0) {
        auto &row = d->rows[at];
        if (row.modified != file.lastModified() || row.fileBytes != file.size()) {
            row.modified = file.lastModified();
            row.fileBytes = file.size();
            read(path);
        }
        return;
    }
    RecordingRow row{path, file.completeBaseName(), file.lastModified(), file.size(), {}, {}};
    const auto before =
        std::find_if(d->rows.begin(), d->rows.end(), [&](const auto &other) { return other.modified <= row.modified; });
    const auto at = static_cast<int>(before - d->rows.begin());
    beginInsertRows({}, at, at);
    d->rows.insert(at, std::move(row));
    endInsertRows();
    read(path);
}

void RecordingListModel::read(const QString &path)
{
    ++d->waiting;
    d->worker.start([this, path, job = d->job] {
        auto reader = RecordingReader::open(path);
        auto summary = reader ? reader.value().summary() : Result<RecordingSummary>(reader.error());
        QMetaObject::invokeMethod(
            this, [this, path, job, summary = std::move(summary)] { takeSummary(job, path, summary); },
            Qt::QueuedConnection);
    });
}

void RecordingListModel::takeSummary(quint64 job, const QString &path, const Result<RecordingSummary> &summary)
{
    if (job != d->job)
        return;
    --d->waiting;
    if (const auto at = d->find(path); at >= 0) {
        auto &row = d->rows[at];
        row.summary = summary ? std::optional(summary.value()) : std::nullopt;
        row.problem = summary ? QString() : errorText(summary.error());
        Q_EMIT dataChanged(index(static_cast<int>(at), 0), index(static_cast<int>(at), ColumnCount - 1));
    }
    if (d->waiting == 0)
        Q_EMIT readingFinished();
}

bool RecordingListModel::isReading() const
{
    return d->waiting > 0;
}

QString RecordingListModel::path(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? d->rows[index.row()].path : QString();
}

const RecordingSummary *RecordingListModel::summary(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !d->rows[index.row()].summary)
        return nullptr;
    return &*d->rows[index.row()].summary;
}

QString RecordingListModel::problem(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? d->rows[index.row()].problem : QString();
}

QModelIndex RecordingListModel::indexOf(const QString &path) const
{
    const auto at = d->find(path);
    return at < 0 ? QModelIndex() : index(static_cast<int>(at), 0);
}

int RecordingListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->rows.size());
}

int RecordingListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RecordingListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = d->rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return recordingCell(row, index.column());
    case Qt::ToolTipRole:
        return row.problem.isEmpty() ? QDir::toNativeSeparators(row.path) : row.problem;
    case Qt::AccessibleTextRole:
        return recordingSentence(row);
    case Qt::TextAlignmentRole:
        return index.column() == Name ? QVariant() : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case SortRole:
        return recordingSortValue(row, index.column());
    case TimeRole:
        return row.summary ? row.summary->startedNs : row.modified.toMSecsSinceEpoch() * 1'000'000;
    case CountRole:
        return row.summary ? QVariant(row.summary->messages) : QVariant();
    case BytesRole:
        return static_cast<quint64>(row.fileBytes);
    case SparklineRole:
        return row.summary ? QVariant::fromValue(densityLine(*row.summary)) : QVariant();
    default:
        return {};
    }
}

QVariant RecordingListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Name ? QVariant() : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Name"), tr("Duration"), tr("Messages"), tr("Size"), tr("Density")};
    return titles[section];
}

} // namespace gnat
