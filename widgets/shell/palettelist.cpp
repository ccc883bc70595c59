// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/palettelist.h"

#include "common/painting.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace gnat {

namespace {

constexpr int rowHeight = 30;
constexpr int titleHeight = 28;
constexpr int side = 14;
constexpr int textAt = 40;
constexpr int iconSize = 16;
constexpr int edge = 3; ///< accent at the left of the current row

QString titleOf(PaletteEntry::Kind kind)
{
    switch (kind) {
    case PaletteEntry::Last:
        return PaletteList::tr("Last chosen");
    case PaletteEntry::Subject:
        return PaletteList::tr("Subjects");
    case PaletteEntry::Connection:
        return PaletteList::tr("Connections");
    case PaletteEntry::Filter:
        return PaletteList::tr("Saved filters");
    case PaletteEntry::Command:
    case PaletteEntry::KindCount:
        break;
    }
    return PaletteList::tr("Commands");
}

} // namespace

PaletteList::PaletteList(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
}

bool PaletteList::beginsGroup(int row) const
{
    return row == 0 || m_entries[row].kind != m_entries[row - 1].kind;
}

void PaletteList::setEntries(const QList<PaletteEntry> &entries)
{
    m_entries = entries;
    m_tops.clear();
    m_height = 0;
    for (int row = 0; row < static_cast<int>(entries.size()); ++row) {
        m_height += beginsGroup(row) ? titleHeight : 0;
        m_tops.append(m_height);
        m_height += rowHeight;
    }
    m_height += 6;
    resize(width(), m_height);
    updateGeometry();
    m_current = -1;
    setCurrent(entries.isEmpty() ? -1 : 0);
    update();
}

void PaletteList::setCurrent(int row)
{
    if (row == m_current)
        return;
    m_current = row;
    update();
    Q_EMIT currentChanged(row);
}

void PaletteList::step(int by)
{
    if (m_entries.isEmpty())
        return;
    const int count = static_cast<int>(m_entries.size());
    setCurrent((m_current + by + count) % count);
}

QRect PaletteList::placeOf(int row) const
{
    const int title = beginsGroup(row) ? titleHeight : 0;
    return {0, m_tops[row] - title, width(), rowHeight + title};
}

QSize PaletteList::sizeHint() const
{
    return {400, m_height};
}

int PaletteList::rowAt(int y) const
{
    const auto behind = std::ranges::upper_bound(m_tops, y);
    const int row = static_cast<int>(behind - m_tops.begin()) - 1;
    return row >= 0 && y < m_tops[row] + rowHeight ? row : -1;
}

void PaletteList::mouseMoveEvent(QMouseEvent *event)
{
    if (const int row = rowAt(event->pos().y()); row >= 0)
        setCurrent(row);
}

void PaletteList::mouseReleaseEvent(QMouseEvent *event)
{
    if (const int row = rowAt(event->pos().y()); row >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT chosen(row);
}

void PaletteList::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int row = 0; row < static_cast<int>(m_entries.size()); ++row) {
        if (!placeOf(row).intersects(event->rect()))
            continue;
        if (beginsGroup(row)) {
            painter.setFont(uiFont(px::caption, QFont::Medium));
            painter.setPen(theme.text3);
            painter.drawText(QRectF(side, m_tops[row] - titleHeight + 4, width(), titleHeight - 4),
                             Qt::AlignLeft | Qt::AlignVCenter, titleOf(m_entries[row].kind));
        }
        paintRow(painter, row);
    }
}

void PaletteList::paintRow(QPainter &painter, int row) const
{
    const Theme &theme = themeOf(this);
    const PaletteEntry &entry = m_entries[row];
    const QRectF where(0, m_tops[row], width(), rowHeight);
    if (row == m_current) {
        painter.fillRect(where, theme.select);
        painter.fillRect(QRectF(0, where.top(), edge, where.height()), theme.accent);
    }
    paintIcon(&painter, {side, where.center().y() - iconSize / 2.0, iconSize, iconSize}, entry.icon, theme.text2);
    qreal right = where.right() - side;
    if (!entry.keys.isEmpty()) {
        const qreal wide = keyCapWidth(entry.keys);
        paintKeyCap(&painter, {right - wide, where.center().y() - 8, wide, 16}, entry.keys, theme);
        right -= wide + 12;
    }
    painter.save();
    painter.setClipRect(QRectF(textAt, where.top(), right - textAt, where.height()));
    paintText(painter, where.adjusted(textAt, 0, 0, 0), entry);
    painter.restore();
}

/// Piece by piece: what came off the wire in mono, what was typed in accent, behind it the hint.
void PaletteList::paintText(QPainter &painter, const QRectF &where, const PaletteEntry &entry) const
{
    const Theme &theme = themeOf(this);
    const auto nameFrom = entry.name.isEmpty() ? entry.text.size() : entry.text.indexOf(entry.name);
    const auto nameTo = nameFrom + entry.name.size();
    qreal x = where.left();
    const auto draw = [&](const QString &piece, const QFont &font, const QColor &color) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(QRectF(x, where.top(), where.width(), where.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         piece);
        x += QFontMetricsF(font).horizontalAdvance(piece);
    };
    const auto looksLike = [&](qsizetype at) {
        return std::pair(at >= nameFrom && at < nameTo, entry.places.contains(at));
    };
    for (qsizetype from = 0; from < entry.text.size();) {
        const auto look = looksLike(from);
        auto to = from + 1;
        while (to < entry.text.size() && looksLike(to) == look)
            ++to;
        const auto weight = look.second ? QFont::DemiBold : QFont::Normal;
        draw(entry.text.mid(from, to - from), look.first ? monoFont(px::data, weight) : uiFont(px::body, weight),
             look.second ? theme.accent : theme.text);
        from = to;
    }
    x += 10;
    draw(entry.hint, uiFont(px::caption), theme.text3);
}

} // namespace gnat
