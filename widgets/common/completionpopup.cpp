// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/completionpopup.h"

#include "theme/fonts.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace gnat {

namespace {

constexpr int rowHeight = 24;
constexpr int frame = 4; ///< above and below the rows
constexpr int side = 10;
constexpr int gap = 24; ///< between text and hint
constexpr int leastWidth = 220;
constexpr int mostWidth = 560;

} // namespace

CompletionPopup::CompletionPopup(QWidget *field) : QWidget(field->window()), m_field(field)
{
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Suggestions"));
    hide();
}

void CompletionPopup::showRows(const QList<Row> &rows, int x)
{
    m_rows = rows;
    m_current = -1;
    if (rows.isEmpty()) {
        hide();
        return;
    }
    auto *window = m_field->window();
    if (parentWidget() != window)
        setParent(window);
    qreal wide = leastWidth;
    for (const auto &row : rows)
        wide = std::max(wide, QFontMetricsF(monoFont()).horizontalAdvance(row.text) + gap + 2 * side +
                                  QFontMetricsF(uiFont(px::caption)).horizontalAdvance(row.hint));
    const auto below = m_field->mapTo(window, QPoint(x, m_field->height() + 2));
    resize(std::min({static_cast<int>(std::ceil(wide)), mostWidth, window->width()}),
           static_cast<int>(rows.size()) * rowHeight + 2 * frame);
    move(std::clamp(below.x(), 0, std::max(0, window->width() - width())), below.y());
    raise();
    show();
    update();
}

void CompletionPopup::step(int by)
{
    const int places = rowCount() + 1; // one is: none
    m_current = (m_current + 1 + by + places) % places - 1;
    update();
}

int CompletionPopup::rowAt(QPoint point) const
{
    const int row = (point.y() - frame) / rowHeight;
    return point.y() >= frame && row < rowCount() ? row : -1;
}

void CompletionPopup::mouseMoveEvent(QMouseEvent *event)
{
    m_current = rowAt(event->pos());
    update();
}

void CompletionPopup::mousePressEvent(QMouseEvent *event)
{
    if (const int row = rowAt(event->pos()); row >= 0)
        Q_EMIT chosen(row);
}

void CompletionPopup::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.lineStrong, 1));
    painter.setBrush(theme.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    for (int row = 0; row < rowCount(); ++row) {
        const QRectF cell(1, frame + row * rowHeight, width() - 2, rowHeight);
        if (row == m_current)
            painter.fillRect(cell, theme.select);
        const auto inside = cell.adjusted(side, 0, -side, 0);
        const QFontMetricsF hintMetrics(uiFont(px::caption));
        const qreal hintWidth = m_rows[row].hint.isEmpty() ? 0 : hintMetrics.horizontalAdvance(m_rows[row].hint) + gap;
        painter.setFont(uiFont(px::caption));
        painter.setPen(theme.text3);
        painter.drawText(inside, Qt::AlignRight | Qt::AlignVCenter, m_rows[row].hint);
        painter.setFont(monoFont());
        painter.setPen(theme.text);
        painter.drawText(
            inside, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetricsF(monoFont()).elidedText(m_rows[row].text, Qt::ElideRight, inside.width() - hintWidth));
    }
}

} // namespace gnat
