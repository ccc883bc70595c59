// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;
class QWidget;

namespace gnat {

class TimeWindow;

/// Mouse and keys of a chart: dragging with the left button chooses a stretch of time, with the right or middle one or
/// Shift it pans, the wheel zooms around the mouse, a double click goes back. Keys: + and - zoom, arrows pan, Home goes
/// to the oldest, End and Esc go back. GUI thread.
class ChartGestures : public QObject
{
    Q_OBJECT

public:
    /// The time at a place of the plot, in its pixels.
    using TimeAt = std::function<std::int64_t(qreal x)>;

    ChartGestures(QWidget *plot, TimeWindow &window, TimeAt timeAt, QObject *parent);

    /// The stretch that is being dragged, in pixels.
    std::optional<std::pair<qreal, qreal>> band() const;
    /// True if the key means something here.
    bool handleKey(const QKeyEvent &event);
    static bool knowsKey(const QKeyEvent &event);

Q_SIGNALS:
    void bandChanged();
    void clicked(const QPointF &at);
    void menuWanted(const QPoint &globalAt);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    enum class Drag { None, Choosing, Panning };

    void press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    void release(const QMouseEvent &event);
    void wheel(const QWheelEvent &event);
    std::int64_t nsPerPixel() const;

    QWidget *m_plot;
    TimeWindow &m_window;
    TimeAt m_timeAt;
    Drag m_drag = Drag::None;
    bool m_hasMoved = false;
    QPointF m_from;
    QPointF m_at;
};

} // namespace gnat
