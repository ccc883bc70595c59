// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/paletteentry.h"

#include <QWidget>

namespace gnat {

/// The rows of the command palette, in groups with a title each; one row is current. Own-painted. GUI thread.
class PaletteList final : public QWidget
{
    Q_OBJECT

public:
    explicit PaletteList(QWidget *parent = nullptr);

    /// The first row becomes current.
    void setEntries(const QList<PaletteEntry> &entries);
    const QList<PaletteEntry> &entries() const { return m_entries; }
    int current() const { return m_current; } ///< -1: none
    void setCurrent(int row);
    void step(int by);
    /// Where a row is drawn, to be scrolled to; the first of a group with its title.
    QRect placeOf(int row) const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void currentChanged(int row);
    void chosen(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    bool beginsGroup(int row) const;
    int rowAt(int y) const;
    void paintRow(QPainter &painter, int row) const;
    void paintText(QPainter &painter, const QRectF &where, const PaletteEntry &entry) const;

    QList<PaletteEntry> m_entries;
    QList<int> m_tops; ///< of the rows, behind their title
    int m_height = 0;
    int m_current = -1;
};

} // namespace gnat
