// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gnat {

struct Theme;

/// Paints the rows of a message list by MessageListModel's columns: the connection's stripe, kind, time with the part
/// that the row above says already dimmed, subject, format, size, preview. GUI thread.
class MessageDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintKind(QPainter *painter, const QRect &where, const QModelIndex &index, const Theme &theme) const;
    void paintTime(QPainter *painter, const QRect &where, const QModelIndex &index, const Theme &theme) const;
};

} // namespace gnat
