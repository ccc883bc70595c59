// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/eventchart.h"

#include "charts/chartlegend.h"
#include "common/humantext.h"
#include "common/textlabel.h"
#include "core/clock.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace gnat {

namespace {
constexpr int headHeight = 28;
constexpr QMargins margins(44, 12, 14, 20);
} // namespace

EventChart::EventChart(const QString &title, QWidget *parent) : QWidget(parent)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setAccessibleName(title);
    auto *name = new TextLabel(title, TextRole::Small, this);
    name->setFont(uiFont(px::small, QFont::Medium));
    m_legend = new ChartLegend(this);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 2, 12, 2);
    head->setSpacing(12);
    head->addWidget(name);
    head->addWidget(m_legend, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addStretch(1);
    connect(m_legend, &ChartLegend::toggled, this, [this](int line) {
        m_isHidden[line] = !m_isHidden[line];
        showLegend();
        update();
    });
}

void EventChart::set(const QList<Line> &lines, const QList<Mark> &marks)
{
    m_lines = lines;
    m_marks = marks;
    m_isHidden.resize(lines.size());
    double largest = 0;
    for (const auto &line : m_lines) {
        for (const auto &point : line.points)
            largest = std::max(largest, point.y());
    }
    m_scale.update(largest, monotonicNanoseconds() / 1'000'000);
    showLegend();
    QStringList spoken;
    for (const auto &line : m_lines)
        spoken += tr("%1: %2 per second").arg(line.name, line.value);
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    update();
}

void EventChart::showLegend()
{
    const Theme &theme = themeOf(this);
    QList<ChartLegend::Entry> entries;
    for (int i = 0; i < m_lines.size(); ++i)
        entries.append({m_lines.at(i).name, m_lines.at(i).value, theme.seriesColor(i), !m_isHidden.at(i)});
    m_legend->setEntries(entries);
}

QRectF EventChart::area() const
{
    return QRectF(rect().adjusted(0, headHeight, 0, 0)).marginsRemoved(margins);
}

QPointF EventChart::at(const QPointF &point) const
{
    const auto where = area();
    return {where.right() + where.width() * point.x() / windowSeconds,
            where.bottom() - where.height() * point.y() / m_scale.top()};
}

void EventChart::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintGrid(painter);
    painter.setClipRect(area().adjusted(0, -8, 0, 1));
    for (int i = 0; i < m_lines.size(); ++i) {
        if (!m_isHidden.at(i))
            paintLine(painter, i);
    }
    painter.setClipping(false);
    paintMarks(painter);
}

void EventChart::paintGrid(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const auto where = area();
    painter.setFont(monoFont(px::axis));
    const int steps = static_cast<int>(m_scale.top() / m_scale.step() + 0.01);
    for (int step = 0; step <= steps; ++step) {
        const double value = step * m_scale.step();
        const int y = qRound(at({0, value}).y());
        painter.fillRect(QRectF(where.left(), y, where.width(), 1), theme.line);
        painter.setPen(theme.text3);
        painter.drawText(QRectF(0, y - 8, where.left() - 6, 16), int(Qt::AlignRight | Qt::AlignVCenter),
                         rateFigure(value));
    }
    const QRectF foot(where.left(), where.bottom() + 2, where.width(), 16);
    painter.drawText(foot, Qt::AlignLeft, tr("−%1 s").arg(windowSeconds));
    painter.drawText(foot, Qt::AlignHCenter, tr("−%1 s").arg(windowSeconds / 2));
    painter.drawText(foot, Qt::AlignRight, tr("now"));
}

void EventChart::paintLine(QPainter &painter, int number) const
{
    const Theme &theme = themeOf(this);
    const auto &points = m_lines.at(number).points;
    if (points.size() < 2)
        return;
    QPainterPath path(at(points.first()));
    for (const auto &point : points)
        path.lineTo(at(point));
    QPainterPath ground = path;
    ground.lineTo(at({points.last().x(), 0}));
    ground.lineTo(at({points.first().x(), 0}));
    QColor fill = theme.seriesColor(number);
    fill.setAlphaF(static_cast<float>(theme.fillAlpha));
    painter.fillPath(ground, fill);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(theme.seriesColor(number), 1.4, number < 8 ? Qt::SolidLine : Qt::DashLine);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.strokePath(path, pen);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// Marks with their words; words that would run into those of a later mark are left out.
void EventChart::paintMarks(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const auto where = area();
    painter.setFont(monoFont(px::axis));
    qreal freeUntil = where.right() + 10;
    for (qsizetype i = m_marks.size() - 1; i >= 0; --i) {
        const auto *mark = &m_marks.at(i);
        const auto x = at({mark->seconds, 0}).x();
        if (x < where.left())
            continue;
        const QColor color = mark->tone == MarkTone::Bad ? theme.err : theme.ok;
        painter.setPen(QPen(color, 1, Qt::DashLine));
        painter.drawLine(QPointF(x, where.top() - 8), QPointF(x, where.bottom()));
        const auto width = QFontMetricsF(painter.font()).horizontalAdvance(mark->text);
        const bool fitsLeft = x - 5 - width >= where.left() && x - 5 <= freeUntil;
        const bool fitsRight = x + 5 + width <= std::min(freeUntil, where.right() + 10);
        if (!fitsLeft && !fitsRight)
            continue;
        const auto left = fitsLeft ? x - 5 - width : x + 5;
        const QRectF text(left, where.top() - 10, width, 14);
        painter.fillRect(text, theme.base);
        painter.setPen(color);
        painter.drawText(text, Qt::AlignCenter, mark->text);
        freeUntil = std::min(left, x);
    }
}

} // namespace gnat
