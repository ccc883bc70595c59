// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokerview.h"

#include <QAbstractItemModel>

namespace gnat {

/// The navigator of the cluster page: the embedded broker's connection, below it its servers. Two columns: name, and
/// how it is ("104/s", "down 12 s"). GUI thread.
class ServerTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    explicit ServerTreeModel(QObject *parent = nullptr);

    /// `name` is the connection's. Without nodes the tree is empty.
    void setView(const QString &name, const BrokerView &view);
    QModelIndex rootIndex() const { return index(0, 0); }
    QModelIndex nodeIndex(int node) const { return index(node, 0, rootIndex()); }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// NodeRole is -1 for the connection; NodeStateRole for servers.
    QVariant data(const QModelIndex &index, int role) const override;

private:
    bool isRoot(const QModelIndex &index) const { return index.isValid() && index.internalId() == 0; }

    QString m_name;
    BrokerView m_view;
};

} // namespace gnat
