// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/servertreemodel.h"

#include "items/clustertables.h"
#include "items/itemtext_p.h"

#include <algorithm>

namespace gnat {

ServerTreeModel::ServerTreeModel(QObject *parent) : QAbstractItemModel(parent) {}

void ServerTreeModel::setView(const QString &name, const BrokerView &view)
{
    const bool isSameShape = m_view.nodes.isEmpty() == view.nodes.isEmpty() && m_view.nodes.size() <= view.nodes.size();
    if (!isSameShape) {
        beginResetModel();
        m_name = name;
        m_view = view;
        endResetModel();
        return;
    }
    const auto before = static_cast<int>(m_view.nodes.size());
    const auto now = static_cast<int>(view.nodes.size());
    if (now > before)
        beginInsertRows(rootIndex(), before, now - 1);
    m_name = name;
    m_view = view;
    if (now > before)
        endInsertRows();
    if (now == 0)
        return;
    Q_EMIT dataChanged(index(0, 0), index(0, 1));
    Q_EMIT dataChanged(index(0, 0, rootIndex()), index(now - 1, 1, rootIndex()));
}

QModelIndex ServerTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(1) : quintptr(0));
}

QModelIndex ServerTreeModel::parent(const QModelIndex &child) const
{
    return !child.isValid() || isRoot(child) ? QModelIndex() : createIndex(0, 0, quintptr(0));
}

int ServerTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_view.nodes.isEmpty() ? 0 : 1;
    return isRoot(parent) && parent.column() == 0 ? static_cast<int>(m_view.nodes.size()) : 0;
}

int ServerTreeModel::columnCount(const QModelIndex & /*parent*/) const
{
    return 2;
}

QVariant ServerTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (isRoot(index)) {
        const auto remark = tr("embedded, %1 of %2 up").arg(m_view.nodesUp()).arg(m_view.nodes.size());
        if (role == Qt::DisplayRole)
            return index.column() == 0 ? m_name : remark;
        if (role == Qt::AccessibleTextRole)
            return m_name + QStringLiteral(", ") + remark;
        return role == NodeRole ? QVariant(-1) : QVariant();
    }
    const auto &node = m_view.nodes.at(index.row());
    const auto state = nodeStateText(node, m_view.atNs);
    const auto downMs = std::max<qint64>(0, m_view.atNs - node.sinceNs) / 1'000'000;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == 0)
            return node.name;
        if (node.state == NodeState::Running)
            return rateCell(node.inPerSecond);
        return node.isUp() || node.sinceNs == 0 ? state : tr("down %1").arg(agoText(downMs));
    case Qt::ToolTipRole:
        return tr("%1, %2, %n client(s)", nullptr, static_cast<int>(node.clients)).arg(node.url, state);
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3").arg(node.name, state, rateCell(node.inPerSecond));
    case NodeRole:
        return index.row();
    case NodeStateRole:
        return static_cast<int>(node.state);
    default:
        return {};
    }
}

} // namespace gnat
