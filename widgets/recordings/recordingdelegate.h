// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gnat {

/// Paints a recording of a RecordingListModel: name and day, duration, messages and size, its density. GUI thread.
class RecordingDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// Bars of a recording's density, lowest to highest; for the list.
void paintDensity(QPainter *painter, const QRectF &where, const QList<float> &values, const QColor &color);

} // namespace gnat
