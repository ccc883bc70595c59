// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gnat {

class ConnectionSet;

/// Paints a node of the subject tree: token, child count, sparkline, rate. GUI thread.
class SubjectDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `connections` null: a tree without live connections (a recording).
    explicit SubjectDelegate(const ConnectionSet *connections, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int paintConnectionSign(QPainter *painter, const QRect &inner, const QModelIndex &index,
                            const struct Theme &theme) const;
    QString figure(const QModelIndex &index) const;

    const ConnectionSet *m_connections;
};

} // namespace gnat
