// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QWidget>

#include <optional>
#include <utility>

namespace gnat {

struct Theme;

/// What moves over a chart without the chart being drawn again: crosshair with the lines' values, the stretch that is
/// being dragged, the selected message, gaps. In pixels of the plot; takes no mouse. GUI thread.
class ChartOverlay : public QWidget
{
    Q_OBJECT

public:
    struct Dot
    {
        QPointF at;
        QColor color;
    };
    struct Reading
    {
        QString name;
        QString value;
        Dot dot;
    };
    struct Content
    {
        QRectF area;                   ///< of the plot inside its axes
        std::optional<qreal> cursor;   ///< x of the crosshair
        QString cursorText;            ///< its time
        QList<Reading> readings;       ///< of the lines there
        std::optional<qreal> selected; ///< x of the selected message
        QList<Dot> selectedDots;
        std::optional<std::pair<qreal, qreal>> band; ///< being dragged
        QList<std::pair<qreal, qreal>> gaps;         ///< not everything was received there
        QList<std::pair<qreal, QString>> marks;      ///< moments with their words
    };

    explicit ChartOverlay(QWidget *parent);

    void show(const Content &content);
    const Content &content() const { return m_content; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintGaps(QPainter &painter, const Theme &theme) const;
    void paintMarks(QPainter &painter, const Theme &theme) const;
    void paintWords(QPainter &painter, const Theme &theme) const;
    void paintBand(QPainter &painter, const Theme &theme) const;
    void paintSelected(QPainter &painter, const Theme &theme) const;
    void paintCursor(QPainter &painter, const Theme &theme) const;
    void paintReadings(QPainter &painter, const Theme &theme) const;

    Content m_content;
};

} // namespace gnat
