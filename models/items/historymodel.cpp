// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/historymodel.h"

#include "base/text.h"
#include "items/itemtext_p.h"
#include "items/roles.h"

#include <algorithm>
#include <chrono>

namespace gnat {

namespace {

bool isSame(const HistoryEntry &left, const HistoryEntry &right)
{
    return left.at == right.at && left.subject == right.subject && left.result == right.result;
}

/// How many entries of `now` are new if the rest of it is the beginning of `before`; -1 if it is not.
qsizetype addedInFront(const QList<HistoryEntry> &now, const QList<HistoryEntry> &before)
{
    if (before.isEmpty())
        return now.size();
    const auto first =
        std::find_if(now.begin(), now.end(), [&](const auto &entry) { return isSame(entry, before[0]); });
    const auto rest = now.end() - first;
    if (rest == 0 || rest > before.size() || !std::equal(first, now.end(), before.begin(), isSame))
        return -1;
    return first - now.begin();
}

} // namespace

HistoryModel::HistoryModel(SendHistory &history, QObject *parent)
    : QAbstractTableModel(parent), m_history(history), m_entries(history.entries())
{
    connect(&history, &SendHistory::changed, this, &HistoryModel::takeChanges);
    connect(&m_ageTimer, &QTimer::timeout, this, &HistoryModel::refreshAges);
    m_ageTimer.start(std::chrono::seconds(1));
}

void HistoryModel::takeChanges()
{
    const auto now = m_history.entries();
    const auto added = addedInFront(now, m_entries);
    if (added < 0) {
        beginResetModel();
        m_entries = now;
        endResetModel();
        return;
    }
    const auto kept = now.size() - added;
    if (kept < m_entries.size()) {
        beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(m_entries.size() - 1));
        m_entries.resize(kept);
        endRemoveRows();
    }
    if (added > 0) {
        beginInsertRows({}, 0, static_cast<int>(added - 1));
        m_entries = now;
        endInsertRows();
    }
}

void HistoryModel::refreshAges()
{
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, Age), index(rowCount() - 1, Age), {Qt::DisplayRole});
}

const HistoryEntry *HistoryModel::entry(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? &m_entries[index.row()] : nullptr;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const auto *sent = entry(index);
    if (!sent)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*sent, index.column());
    case Qt::ToolTipRole:
        return index.column() == Age ? sent->at.toString(Qt::TextDate) : text(*sent, index.column());
    case Qt::AccessibleTextRole:
        return tr("%1 on %2, %3").arg(text(*sent, Kind), text(*sent, Subject), sent->result);
    case SubjectRole:
        return sent->subject;
    case MessageKindRole:
        return static_cast<int>(sent->isRequest ? MessageKind::Request : MessageKind::Message);
    case SortRole:
        return index.column() == Age ? QVariant(sent->at) : QVariant(sent->outcome);
    default:
        return {};
    }
}

QString HistoryModel::text(const HistoryEntry &entry, int column) const
{
    switch (column) {
    case Kind:
        return entry.isRequest ? tr("request") : tr("publish");
    case Subject:
        return toText(viewOf(entry.subject));
    case Result:
        return entry.result;
    default:
        return agoText(entry.at.msecsTo(QDateTime::currentDateTime()));
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Kind"), tr("Subject"), tr("Result"), tr("Age")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace gnat
