// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/servernavigator.h"

#include "cluster/nodecolors.h"
#include "common/painting.h"
#include "items/clustertables.h"
#include "items/servertreemodel.h"
#include "theme/fonts.h"
#include "theme/icons.h"

#include <QHeaderView>
#include <QPainter>
#include <QTreeView>
#include <QVBoxLayout>

namespace gnat {

void ServerTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    painter->save();
    paintRowGround(painter, option);
    const auto text = index.data().toString();
    const bool isServer = index.data(NodeRole).toInt() >= 0;
    const auto state = static_cast<NodeState>(index.data(NodeStateRole).toInt());
    QRect inner = option.rect.adjusted(4, 0, -4, 0);
    if (index.column() == 1) {
        const bool isFine = !isServer || state == NodeState::Running;
        painter->setFont(isServer ? monoFont(px::figure) : uiFont(px::caption));
        painter->setPen(isFine ? theme.text3 : nodeColor(theme, state));
        painter->drawText(inner.adjusted(0, 0, -6, 0), int(Qt::AlignRight | Qt::AlignVCenter), text);
        painter->restore();
        return;
    }
    if (isServer)
        paintIcon(painter, QRectF(inner.left(), inner.center().y() - 7, 14, 14), QStringLiteral("server"),
                  nodeColor(theme, state));
    else
        paintDot(painter, QPointF(inner.left() + 4, inner.center().y() + 0.5), connectionColor(theme, m_source), true);
    inner.setLeft(inner.left() + (isServer ? 21 : 15));
    painter->setFont(isServer ? monoFont(px::data) : uiFont(px::body, QFont::DemiBold));
    painter->setPen(theme.text);
    painter->drawText(inner, int(Qt::AlignLeft | Qt::AlignVCenter), text);
    painter->restore();
}

QSize ServerTreeDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const
{
    return {60, 23};
}

ServerNavigator::ServerNavigator(QWidget *parent) : QWidget(parent)
{
    m_model = new ServerTreeModel(this);
    m_delegate = new ServerTreeDelegate(this);
    m_tree = new QTreeView(this);
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(m_delegate);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(16);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setAccessibleName(tr("Servers"));
    m_tree->viewport()->setBackgroundRole(QPalette::AlternateBase);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setMinimumSectionSize(60);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_tree->header()->resizeSection(1, 150);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        Q_EMIT nodeChosen(current.isValid() ? current.data(NodeRole).toInt() : -1);
    });
    connect(m_model, &QAbstractItemModel::modelReset, m_tree, &QTreeView::expandAll);
}

void ServerNavigator::setView(const QString &name, SourceId source, const BrokerView &view)
{
    m_delegate->setSource(source);
    m_model->setView(name, view);
}

void ServerNavigator::setCurrentNode(int node)
{
    const auto index = node < 0 ? m_model->rootIndex() : m_model->nodeIndex(node);
    if (m_tree->currentIndex().siblingAtColumn(0) != index)
        m_tree->setCurrentIndex(index);
}

} // namespace gnat
