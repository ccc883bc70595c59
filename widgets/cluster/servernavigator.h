// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokerview.h"
#include "core/strongid.h"

#include <QStyledItemDelegate>
#include <QWidget>

class QTreeView;

namespace gnat {

class ServerTreeModel;

/// Paints the navigator's rows: the connection with its dot, servers with an icon in the colour of their state.
class ServerTreeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setSource(SourceId source) { m_source = source; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    SourceId m_source;
};

/// The cluster page's navigator: the connection, below it its servers. GUI thread.
class ServerNavigator : public QWidget
{
    Q_OBJECT

public:
    explicit ServerNavigator(QWidget *parent = nullptr);

    /// `source` gives the connection's colour.
    void setView(const QString &name, SourceId source, const BrokerView &view);
    void setCurrentNode(int node);
    QTreeView *tree() const { return m_tree; }

Q_SIGNALS:
    /// -1: the connection.
    void nodeChosen(int node);

private:
    ServerTreeModel *m_model = nullptr;
    ServerTreeDelegate *m_delegate = nullptr;
    QTreeView *m_tree = nullptr;
};

} // namespace gnat
