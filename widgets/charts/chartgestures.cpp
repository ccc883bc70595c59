// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartgestures_p.h"

#include "charts/timewindow.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <utility>

namespace gnat {

namespace {
constexpr qreal dragDistance = 4;
constexpr double zoomStep = 0.8;
} // namespace

ChartGestures::ChartGestures(QWidget *plot, TimeWindow &window, TimeAt timeAt, QObject *parent)
    : QObject(parent), m_plot(plot), m_window(window), m_timeAt(std::move(timeAt))
{
    plot->setMouseTracking(true);
    plot->installEventFilter(this);
}

std::optional<std::pair<qreal, qreal>> ChartGestures::band() const
{
    if (m_drag != Drag::Choosing || !m_hasMoved)
        return {};
    return std::pair(m_from.x(), m_at.x());
}

bool ChartGestures::eventFilter(QObject *object, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        press(*static_cast<QMouseEvent *>(event));
        return false; // the chart takes the focus
    case QEvent::MouseMove:
        move(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonRelease:
        release(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        m_drag = Drag::None;
        m_window.reset();
        return true;
    case QEvent::Wheel:
        wheel(*static_cast<QWheelEvent *>(event));
        return true;
    case QEvent::Leave:
        m_window.setCursor({});
        return false;
    default:
        return QObject::eventFilter(object, event);
    }
}

void ChartGestures::press(const QMouseEvent &event)
{
    const bool pans = event.button() != Qt::LeftButton || event.modifiers().testFlag(Qt::ShiftModifier);
    m_drag = pans ? Drag::Panning : Drag::Choosing;
    m_hasMoved = false;
    m_from = m_at = event.position();
}

void ChartGestures::move(const QMouseEvent &event)
{
    const QPointF at = event.position();
    m_window.setCursor(m_timeAt(at.x()));
    if (m_drag == Drag::None)
        return;
    m_hasMoved = m_hasMoved || std::abs(at.x() - m_from.x()) >= dragDistance;
    if (!m_hasMoved)
        return;
    if (m_drag == Drag::Panning) {
        m_plot->setCursor(Qt::ClosedHandCursor);
        m_window.pan(m_timeAt(m_at.x()) - m_timeAt(at.x()));
    }
    m_at = at;
    Q_EMIT bandChanged();
}

void ChartGestures::release(const QMouseEvent &event)
{
    const auto drag = std::exchange(m_drag, Drag::None);
    m_plot->unsetCursor();
    if (!m_hasMoved && drag != Drag::None) {
        if (event.button() == Qt::LeftButton)
            Q_EMIT clicked(event.position());
        else if (event.button() == Qt::RightButton)
            Q_EMIT menuWanted(event.globalPosition().toPoint());
    } else if (drag == Drag::Choosing) {
        const auto [from, to] = std::minmax({m_timeAt(m_from.x()), m_timeAt(event.position().x())});
        m_window.hold(from, to);
    }
    Q_EMIT bandChanged();
}

void ChartGestures::wheel(const QWheelEvent &event)
{
    const QPoint angle = event.angleDelta();
    const bool pans = event.modifiers().testFlag(Qt::ShiftModifier) || std::abs(angle.x()) > std::abs(angle.y());
    const int turned = angle.y() != 0 && !pans ? angle.y() : angle.x() != 0 ? angle.x() : angle.y();
    if (pans)
        m_window.pan(-nsPerPixel() * turned / 2);
    else if (turned != 0)
        m_window.zoom(std::pow(zoomStep, turned / 120.0), m_timeAt(event.position().x()));
}

std::int64_t ChartGestures::nsPerPixel() const
{
    return m_timeAt(1) - m_timeAt(0);
}

bool ChartGestures::knowsKey(const QKeyEvent &event)
{
    if ((event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Escape:
        return true;
    default:
        return false;
    }
}

bool ChartGestures::handleKey(const QKeyEvent &event)
{
    if (!knowsKey(event))
        return false;
    const auto length = m_window.toNs() - m_window.fromNs();
    const auto center = m_window.cursorNs().value_or(m_window.fromNs() + length / 2);
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_window.zoom(zoomStep, center);
        break;
    case Qt::Key_Minus:
        m_window.zoom(1 / zoomStep, center);
        break;
    case Qt::Key_Left:
        m_window.pan(-length / 10);
        break;
    case Qt::Key_Right:
        m_window.pan(length / 10);
        break;
    case Qt::Key_Home:
        m_window.goToOldest();
        break;
    default:
        m_window.reset();
        break;
    }
    return true;
}

} // namespace gnat
