// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/fieldactions.h"

#include "items/payloadmodel.h"
#include "items/roles.h"
#include "payload/payloaddelegate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QTreeView>

namespace gnat {

FieldActions::FieldActions(QTreeView &tree, PayloadModel &model, QObject *parent)
    : QObject(parent), m_tree(tree), m_model(model)
{
    auto *delegate = new PayloadDelegate(&tree);
    tree.setItemDelegate(delegate);
    tree.setDragEnabled(true);
    tree.setDragDropMode(QAbstractItemView::DragOnly);
    tree.setContextMenuPolicy(Qt::CustomContextMenu);
    tree.installEventFilter(this);
    connect(delegate, &PayloadDelegate::plotClicked, this, &FieldActions::plot);
    connect(&tree, &QWidget::customContextMenuRequested, this, &FieldActions::openMenu);
}

void FieldActions::plot(const QModelIndex &index)
{
    if (index.data(IsPlottableRole).toBool())
        Q_EMIT plotRequested(m_model.path(index.siblingAtColumn(0)));
}

void FieldActions::openMenu(const QPoint &at)
{
    const auto index = m_tree.indexAt(at).siblingAtColumn(PayloadModel::Key);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(&m_tree);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto path = m_model.path(index);
    const auto value = index.siblingAtColumn(PayloadModel::Value).data().toString();
    auto *plot = menu->addAction(tr("Plot this field"), this, [this, path] { Q_EMIT plotRequested(path); });
    plot->setShortcut(Qt::Key_P);
    plot->setEnabled(index.data(IsPlottableRole).toBool());
    menu->addSeparator();
    menu->addAction(tr("Copy value"), this, [value] { QGuiApplication::clipboard()->setText(value); });
    menu->addAction(tr("Copy path"), this, [path] { QGuiApplication::clipboard()->setText(path); });
    menu->popup(m_tree.viewport()->mapToGlobal(at));
}

bool FieldActions::eventFilter(QObject *object, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!isKey)
        return QObject::eventFilter(object, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_P || key->modifiers() != Qt::NoModifier)
        return false;
    event->accept();
    if (event->type() == QEvent::KeyPress)
        plot(m_tree.currentIndex());
    return true;
}

} // namespace gnat
