// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/valuescale.h"

#include <QColor>
#include <QList>
#include <QPointF>
#include <QString>
#include <QWidget>

namespace gnat {

class ChartLegend;

/// A few lines over the last minute, measured by somebody else, with marks where something happened. The owner hands
/// in everything each time; nothing is kept here but what is shown. GUI thread.
class EventChart : public QWidget
{
    Q_OBJECT

public:
    struct Line
    {
        QString name;
        QString value;         ///< beside the name in the legend
        QList<QPointF> points; ///< seconds before now (negative) and value, oldest first
    };
    enum class MarkTone { Bad, Good };
    struct Mark
    {
        double seconds; ///< before now, negative
        QString text;
        MarkTone tone;
    };

    explicit EventChart(const QString &title, QWidget *parent = nullptr);

    void set(const QList<Line> &lines, const QList<Mark> &marks);
    static constexpr int windowSeconds = 60;

    QSize sizeHint() const override { return {480, 186}; }
    QSize minimumSizeHint() const override { return {220, 110}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF area() const;
    QPointF at(const QPointF &point) const;
    void paintGrid(QPainter &painter) const;
    void paintLine(QPainter &painter, int number) const;
    void paintMarks(QPainter &painter) const;
    void showLegend();

    ChartLegend *m_legend = nullptr;
    ValueScale m_scale;
    QList<Line> m_lines;
    QList<Mark> m_marks;
    QList<bool> m_isHidden; ///< by the user, in the legend
};

} // namespace gnat
