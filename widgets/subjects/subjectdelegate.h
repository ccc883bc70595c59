// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gnat {

class ChangeGlow;
class ConnectionSet;
struct Theme;

/// Paints a node of the subject tree: token, child count, sparkline, rate; in further columns a figure. GUI thread.
class SubjectDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `connections` null: a tree without live connections (a recording).
    explicit SubjectDelegate(const ConnectionSet *connections, QObject *parent = nullptr);

    /// Whether the first column ends with the rate: there is little room where figures have columns of their own.
    void setRateInName(bool isIn) { m_hasRateInName = isIn; }

    /// Must outlive the delegate's last painting; null: rows do not glow.
    void setGlow(ChangeGlow *glow) { m_glow = glow; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int paintState(QPainter *painter, const QRect &inner, const QModelIndex &index, const Theme &theme) const;
    int paintConnectionSign(QPainter *painter, const QRect &inner, const QModelIndex &index, const Theme &theme) const;
    QString figure(const QModelIndex &index) const;
    void paintName(QPainter *painter, QRect inner, const QModelIndex &index, const Theme &theme) const;
    static int paintSigns(QPainter *painter, const QRect &where, const QModelIndex &index, const Theme &theme);
    static void paintMore(QPainter *painter, const QRect &inner, const QModelIndex &index, const Theme &theme);
    void paintRemark(QPainter *painter, const QRect &where, const QModelIndex &index, const Theme &theme) const;

    const ConnectionSet *m_connections;
    ChangeGlow *m_glow = nullptr;
    bool m_hasRateInName = true;
};

} // namespace gnat
