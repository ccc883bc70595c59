// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gnat {

struct Theme;

/// Paints a subscription: box, connection's dot, pattern, what the client library dropped of it; its rate, "off" or
/// "refused" at the right. GUI thread.
class SubscriptionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    static void paintRate(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index);
    static void paintPattern(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index);
    /// The width that it took.
    static int paintDropped(QPainter *painter, const QRect &where, const Theme &theme, quint64 dropped);
};

} // namespace gnat
