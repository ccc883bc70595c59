// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gnat {

/// Paints the cells of a PayloadModel: values coloured by kind, types and changes small at the right. GUI thread.
class PayloadDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    /// The graph icon of a number was clicked.
    void plotClicked(const QModelIndex &index);
};

} // namespace gnat
