// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gnat {

class FreshRows;
struct Theme;

/// Paints the rows of a message list by MessageListModel's columns: the connection's stripe, kind, time with the part
/// that the row above says already dimmed, subject, format, size, preview. GUI thread.
class MessageDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Gives rows that came just now a ground of their own; null: none. Must outlive this.
    void setFresh(const FreshRows *fresh) { m_fresh = fresh; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintKind(QPainter *painter, const QRect &where, const QModelIndex &index, const Theme &theme) const;
    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                     const Theme &theme) const;
    void paintTime(QPainter *painter, const QRect &where, const QModelIndex &index, const Theme &theme) const;

    const FreshRows *m_fresh = nullptr;
};

} // namespace gnat
