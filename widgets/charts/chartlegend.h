// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>
#include <QWidget>

class QPainter;

namespace gnat {

/// The names of a chart's lines with their current values, right-aligned. A click hides or shows a line, one on the
/// cross that its dash becomes under the mouse removes it; Left and Right choose one, Space does the same as a click,
/// Delete removes it. Lines that find no room are in a menu. GUI thread.
class ChartLegend : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        QString name;
        QString value;
        QColor color;
        bool isShown = true;
    };

    explicit ChartLegend(QWidget *parent = nullptr);

    void setEntries(const QList<Entry> &entries);
    /// Room for this much beside each name, so that nothing moves while numbers change.
    void setWidestValue(const QString &text);
    /// Draws all entries that fit into `where`, for a document.
    void paintAll(QPainter &painter, const QRectF &where) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {40, 24}; }
    /// Two low rows where one has no room for all entries.
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void toggled(int entry);
    void removeRequested(int entry);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    qreal valueWidth() const;
    /// How entries are laid out in one row, the last one at the right edge.
    struct Places
    {
        qreal longest;   ///< name, pixels; longer ones are shortened
        qsizetype shown; ///< entries that have room, the first ones
        qreal left;      ///< of the first one
    };

    qreal entryWidth(qsizetype entry, qreal longest) const;
    qreal widthOf(qsizetype entries, qreal longest) const;
    Places places(qreal width) const;
    QList<QRectF> inTwoRows(const QSizeF &room, qreal longest) const;
    QList<QRectF> twoRows(const QSizeF &room) const;
    QList<QRectF> entryRects(const QSizeF &room) const;
    int entryAt(const QPointF &at) const;
    bool isOnCross(int entry, qreal x) const;
    int leftOut() const;
    void showLeftOut();
    void paintEntry(QPainter &painter, qsizetype number, const QRectF &where, bool hasCross) const;

    QList<Entry> m_entries;
    QStringList m_names; ///< as they are written
    QString m_widestValue = QStringLiteral("00000");
    int m_current = 0;
    int m_hovered = -1;
};

} // namespace gnat
