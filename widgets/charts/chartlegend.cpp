// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlegend.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace gnat {

namespace {
constexpr qreal bar = 10;
constexpr qreal gap = 5;
constexpr qreal between = 12;
constexpr qreal longestName = 260;
constexpr qreal shortestName = 60;
constexpr qreal moreWidth = 56;
constexpr int oneRow = 24;
constexpr int lowRow = 17; ///< of two

/// Of field lines ("iot.pump-07.telemetry temp_c") the tokens that all subjects share at their ends are left out; a
/// field that all share stands with the first alone.
QStringList shortNames(const QList<ChartLegend::Entry> &entries)
{
    QList<QStringList> subjects;
    QStringList names;
    for (const auto &entry : entries) {
        subjects.append(entry.name.section(u' ', 0, 0).split(u'.'));
        names.append(entry.name);
    }
    const bool areFields = std::ranges::all_of(names, [](const QString &name) { return name.contains(u' '); });
    const auto isShared = [&subjects](bool isLast) {
        return std::ranges::all_of(subjects, [&](const QStringList &tokens) {
            return tokens.size() > 1 &&
                   (isLast ? tokens.last() == subjects[0].last() : tokens.first() == subjects[0].first());
        });
    };
    for (const bool isLast : {false, true}) {
        while (areFields && entries.size() > 1 && isShared(isLast)) {
            for (auto &tokens : subjects)
                isLast ? tokens.removeLast() : tokens.removeFirst();
        }
    }
    const auto fieldOf = [&entries](qsizetype i) {
        return entries[i].name.section(u' ', 1);
    };
    for (qsizetype i = 0; i < names.size() && areFields; ++i) {
        const bool isOnlySubject = std::ranges::count(subjects, subjects[i]) == 1;
        const bool isSaid = i > 0 && isOnlySubject && fieldOf(i) == fieldOf(0);
        names[i] = subjects[i].join(u'.') + (isSaid ? QString() : u' ' + fieldOf(i));
    }
    return names;
}

qreal nameWidth(const QString &name, qreal longest)
{
    return std::min(std::ceil(QFontMetricsF(uiFont(px::caption)).horizontalAdvance(name)), longest);
}
} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Lines of the chart"));
}

void ChartLegend::setEntries(const QList<Entry> &entries)
{
    m_entries = entries;
    m_names = shortNames(entries);
    m_current = qBound(0, m_current, qMax(0, static_cast<int>(entries.size()) - 1));
    updateGeometry();
    update();
}

void ChartLegend::setWidestValue(const QString &text)
{
    m_widestValue = text;
    updateGeometry();
    update();
}

QSize ChartLegend::sizeHint() const
{
    return {static_cast<int>(widthOf(m_entries.size(), longestName)), oneRow};
}

int ChartLegend::heightForWidth(int width) const
{
    return places(width).shown < m_entries.size() ? 2 * lowRow : oneRow;
}

qreal ChartLegend::entryWidth(qsizetype entry, qreal longest) const
{
    return bar + gap + nameWidth(m_names[entry], longest) + gap + valueWidth();
}

qreal ChartLegend::widthOf(qsizetype entries, qreal longest) const
{
    qreal width = 0;
    for (qsizetype i = 0; i < entries; ++i)
        width += entryWidth(i, longest) + (i > 0 ? between : 0);
    return width;
}

qreal ChartLegend::valueWidth() const
{
    return std::ceil(QFontMetricsF(monoFont(px::figure)).horizontalAdvance(m_widestValue));
}

/// Names are shortened before entries are left out, and the last ones are left out first.
ChartLegend::Places ChartLegend::places(qreal width) const
{
    Places found{longestName, m_entries.size(), 0};
    while (found.longest > shortestName && widthOf(found.shown, found.longest) > width)
        found.longest = std::max(found.longest - 10, shortestName);
    if (widthOf(found.shown, found.longest) > width) {
        width -= moreWidth;
        while (found.shown > 0 && widthOf(found.shown, found.longest) > width)
            --found.shown;
        found.longest = longestName; // those that are left may have room
        while (found.longest > shortestName && widthOf(found.shown, found.longest) > width)
            found.longest -= 10;
    }
    found.left = width - widthOf(found.shown, found.longest);
    return found;
}

/// In the first row as many as fit with names of that length, then the others; "N more" has room behind the second.
QList<QRectF> ChartLegend::inTwoRows(const QSizeF &room, qreal longest) const
{
    const qreal high = room.height() / 2;
    QList<QRectF> rects;
    qreal x = 0;
    qreal top = 0;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const qreal wide = entryWidth(i, longest);
        if (top == 0 && x > 0 && x + wide > room.width())
            std::tie(x, top) = std::pair(0.0, high);
        const bool needsMore = top > 0 && i + 1 < m_entries.size();
        if (x + wide > room.width() - (needsMore ? moreWidth : 0))
            break;
        rects.append({x, top, wide, high});
        x = rects.last().right() + between;
    }
    return rects;
}

/// Both rows end at the right edge, as one row does.
QList<QRectF> ChartLegend::twoRows(const QSizeF &room) const
{
    QList<QRectF> rects;
    for (qreal longest = longestName; rects.size() < m_entries.size() && longest >= shortestName; longest -= 10)
        rects = inTwoRows(room, longest);
    const qreal end = room.width() - (rects.size() < m_entries.size() ? moreWidth : 0);
    qreal shift = 0;
    for (qsizetype i = rects.size() - 1; i >= 0; --i) {
        const bool endsRow = i + 1 == rects.size() || rects[i].top() != rects[i + 1].top();
        if (endsRow)
            shift = (rects[i].top() > 0 ? end : room.width()) - rects[i].right();
        rects[i].translate(shift, 0);
    }
    return rects;
}

QList<QRectF> ChartLegend::entryRects(const QSizeF &room) const
{
    const auto there = places(room.width());
    if (there.shown < m_entries.size() && room.height() >= 2 * lowRow)
        return twoRows(room);
    QList<QRectF> rects;
    qreal x = there.left;
    for (qsizetype i = 0; i < there.shown; ++i) {
        rects.append({x, 0, entryWidth(i, there.longest), room.height()});
        x = rects.last().right() + between;
    }
    return rects;
}

int ChartLegend::leftOut() const
{
    return static_cast<int>(m_entries.size() - entryRects(size()).size());
}

int ChartLegend::entryAt(const QPointF &at) const
{
    const auto rects = entryRects(size());
    const auto found =
        std::ranges::find_if(rects, [at](const QRectF &rect) { return rect.adjusted(-4, 0, 4, 0).contains(at); });
    return found == rects.end() ? -1 : static_cast<int>(found - rects.begin());
}

bool ChartLegend::isOnCross(int entry, qreal x) const
{
    return entry >= 0 && x < entryRects(size())[entry].left() + bar + gap / 2;
}

void ChartLegend::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto rects = entryRects(size());
    for (qsizetype i = 0; i < rects.size(); ++i) {
        paintEntry(painter, i, rects[i], i == m_hovered);
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(theme.accent, 1));
            painter.setBrush(Qt::NoBrush);
            const qreal above = rects[i].height() < oneRow ? 0.5 : 2.5;
            painter.drawRoundedRect(rects[i].adjusted(-3.5, above, 2.5, -above), 3, 3);
        }
    }
    if (const int more = leftOut(); more > 0) {
        painter.setFont(uiFont(px::caption));
        painter.setPen(theme.accent);
        const auto row = height() >= 2 * lowRow ? rect().adjusted(0, height() / 2, 0, 0) : rect();
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, tr("%n more", nullptr, more));
    }
}

void ChartLegend::paintAll(QPainter &painter, const QRectF &where) const
{
    painter.save();
    painter.translate(where.topLeft());
    const auto rects = entryRects(where.size());
    for (qsizetype i = 0; i < rects.size(); ++i)
        paintEntry(painter, i, rects[i], false);
    painter.restore();
}

void ChartLegend::paintEntry(QPainter &painter, qsizetype number, const QRectF &where, bool hasCross) const
{
    const Entry &entry = m_entries[number];
    const Theme &theme = themeOf(this);
    qreal x = where.left();
    if (hasCross) {
        paintIcon(&painter, {x, where.center().y() - bar / 2, bar, bar}, QStringLiteral("close"), theme.text);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(entry.isShown ? entry.color : theme.lineCtl);
        painter.drawRoundedRect(QRectF(x, where.center().y() - 1.5, bar, 3), 1.5, 1.5);
    }
    x += bar + gap;
    QFont nameFont = uiFont(px::caption);
    nameFont.setStrikeOut(!entry.isShown);
    painter.setFont(nameFont);
    painter.setPen(entry.isShown ? theme.text2 : theme.text3);
    const qreal wide = where.width() - (bar + gap + gap + valueWidth());
    // What tells subjects apart is in their middle or end, what tells fields' subjects apart stands first.
    const auto elide = m_names[number].contains(u' ') ? Qt::ElideRight : Qt::ElideMiddle;
    const QString name = QFontMetricsF(nameFont).elidedText(m_names[number], elide, wide + 1);
    painter.drawText(QRectF(x, where.top(), wide + 1, where.height()), Qt::AlignVCenter | Qt::AlignLeft, name);
    painter.setFont(monoFont(px::figure));
    x += wide + gap;
    painter.drawText(QRectF(x, where.top(), valueWidth() + 1, where.height()), Qt::AlignVCenter | Qt::AlignLeft,
                     entry.value);
}

void ChartLegend::mouseMoveEvent(QMouseEvent *event)
{
    const int hovered = entryAt(event->position());
    if (hovered != m_hovered)
        update();
    m_hovered = hovered;
}

void ChartLegend::leaveEvent(QEvent * /*event*/)
{
    m_hovered = -1;
    update();
}

void ChartLegend::mouseReleaseEvent(QMouseEvent *event)
{
    const qreal x = event->position().x();
    if (const int entry = entryAt(event->position()); entry >= 0) {
        m_current = entry;
        m_hovered = -1;
        if (isOnCross(entry, x))
            Q_EMIT removeRequested(entry);
        else
            Q_EMIT toggled(entry);
    } else if (leftOut() > 0) {
        showLeftOut();
    }
}

void ChartLegend::showLeftOut()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = static_cast<int>(m_entries.size()) - leftOut(); i < m_entries.size(); ++i) {
        auto *action = menu->addAction(m_entries[i].name);
        action->setCheckable(true);
        action->setChecked(m_entries[i].isShown);
        connect(action, &QAction::triggered, this, [this, i] { Q_EMIT toggled(i); });
    }
    menu->popup(mapToGlobal(QPoint(width() - menu->sizeHint().width(), height())));
}

void ChartLegend::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(m_entries.size()) - 1;
    if (last < 0)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        m_current = qMax(0, m_current - 1);
        break;
    case Qt::Key_Right:
        m_current = qMin(last, m_current + 1);
        break;
    case Qt::Key_Space:
        Q_EMIT toggled(m_current);
        break;
    case Qt::Key_Delete:
        Q_EMIT removeRequested(m_current);
        break;
    default:
        return QWidget::keyPressEvent(event);
    }
    update();
}

bool ChartLegend::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int entry = entryAt(help->pos());
        if (entry >= 0)
            QToolTip::showText(
                help->globalPos(),
                tr("%1, click to hide or show it, the cross or Delete removes it").arg(m_entries[entry].name), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace gnat
