// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/recordinglistmodel.h"

#include "base/text.h"
#include "items/itemtext_p.h"
#include "items/recordingorder_p.h"
#include "items/recordingrow_p.h"
#include "items/roles.h"

#include <QDir>
#include <QFileSystemWatcher>
#include <QHash>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace gnat {

namespace {

/// The folder itself, or the one nearest above it that is there.
QString nearestFolder(const QString &folder)
{
    QFileInfo info(folder);
    while (!info.isDir() && info.absolutePath() != info.absoluteFilePath())
        info.setFile(info.absolutePath());
    return info.absoluteFilePath();
}

} // namespace

struct RecordingListModel::Private
{
    QString folder;
    QList<RecordingRow> rows;
    QFileSystemWatcher watcher;
    QTimer refreshTimer; ///< a file that grows reports itself all the time
    QThreadPool worker;
    quint64 job = 0; ///< counts up with the folder, so that late answers vanish
    int waiting = 0;

    mutable QHash<QString, qsizetype> places; ///< of the rows; empty: rows came or went since it was made

    /// The folder, or where it will appear. It may do so while this looks: until what is watched is what there is.
    void watch()
    {
        for (auto wanted = nearestFolder(folder); watcher.directories() != QStringList(wanted);
             wanted = nearestFolder(folder)) {
            if (!watcher.directories().isEmpty())
                watcher.removePaths(watcher.directories());
            if (!watcher.addPath(wanted))
                return; // cannot be watched: looked at when asked
        }
    }

    qsizetype find(const QString &path) const
    {
        if (places.size() != rows.size()) {
            places.clear();
            for (qsizetype at = 0; at < rows.size(); ++at)
                places.insert(rows[at].path, at);
        }
        return places.value(path, -1);
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
    d->folder = folder;
    d->rows.clear();
    d->places.clear();
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
    d->watch();
    const auto files = QDir(d->folder).entryInfoList({QStringLiteral("*.gnat")}, QDir::Files);
    QSet<QString> there;
    QList<RecordingRow> fresh;
    for (const auto &file : files) {
        there.insert(file.absoluteFilePath());
        if (d->find(file.absoluteFilePath()) < 0)
            fresh << RecordingRow{
                file.absoluteFilePath(), file.completeBaseName(), file.lastModified(), file.size(), {}, {}};
        else
            takeChange(file);
    }
    removeAllBut(there);
    insertFresh(fresh);
}

/// A file that has a row is read again if it has changed.
void RecordingListModel::takeChange(const QFileInfo &file)
{
    auto &row = d->rows[d->find(file.absoluteFilePath())];
    if (row.modified == file.lastModified() && row.fileBytes == file.size())
        return;
    row.modified = file.lastModified();
    row.fileBytes = file.size();
    read(row.path);
}

/// What stands side by side goes at once: a split recording is a folder of thousands.
void RecordingListModel::removeAllBut(const QSet<QString> &there)
{
    for (int end = rowCount(); end > 0;) {
        int first = end;
        while (first > 0 && !there.contains(d->rows[first - 1].path))
            --first;
        if (first == end) {
            --end;
            continue;
        }
        beginRemoveRows({}, first, end - 1);
        d->rows.remove(first, end - first);
        d->places.clear();
        endRemoveRows();
        end = first;
    }
}

/// Those that come to the same place come at once.
void RecordingListModel::insertFresh(QList<RecordingRow> fresh)
{
    auto placed = placesOf(d->rows, std::move(fresh));
    int inserted = 0;
    for (auto first = placed.begin(); first != placed.end();) {
        const auto last =
            std::find_if(first, placed.end(), [&](const auto &row) { return row.before != first->before; });
        const auto count = static_cast<int>(last - first);
        const int begin = first->before + inserted;
        beginInsertRows({}, begin, begin + count - 1);
        d->rows.insert(begin, count, RecordingRow());
        for (int at = begin; first != last; ++first, ++at)
            d->rows[at] = std::move(first->row);
        d->places.clear();
        endInsertRows();
        for (int at = begin; at < begin + count; ++at)
            read(d->rows[at].path);
        inserted += count;
    }
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
