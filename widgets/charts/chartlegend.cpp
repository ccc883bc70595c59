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

#include <cmath>

namespace gnat {

namespace {
constexpr qreal bar = 10;
constexpr qreal gap = 5;
constexpr qreal between = 12;
constexpr qreal longestName = 150;
constexpr qreal moreWidth = 56;

qreal nameWidth(const QString &name)
{
    return std::min(std::ceil(QFontMetricsF(uiFont(px::caption)).horizontalAdvance(name)), longestName);
}
} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Lines of the chart"));
}

void ChartLegend::setEntries(const QList<Entry> &entries)
{
    m_entries = entries;
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
    qreal width = 0;
    for (const Entry &entry : m_entries)
        width += entryWidth(entry) + between;
    return {static_cast<int>(width), 24};
}

qreal ChartLegend::entryWidth(const Entry &entry) const
{
    return bar + gap + nameWidth(entry.name) + gap + valueWidth();
}

qreal ChartLegend::valueWidth() const
{
    return std::ceil(QFontMetricsF(monoFont(px::figure)).horizontalAdvance(m_widestValue));
}

QList<qreal> ChartLegend::lefts(qreal width) const
{
    qreal all = -between;
    for (const Entry &entry : m_entries)
        all += entryWidth(entry) + between;
    const qreal first = all <= width ? 0 : moreWidth;
    QList<qreal> found(m_entries.size(), -1);
    qreal x = width;
    for (qsizetype i = m_entries.size() - 1; i >= 0; --i) {
        x -= entryWidth(m_entries[i]);
        if (x < first)
            break;
        found[i] = x;
        x -= between;
    }
    return found;
}

int ChartLegend::leftOut() const
{
    return static_cast<int>(lefts(width()).count(-1));
}

int ChartLegend::entryAt(qreal x) const
{
    const QList<qreal> starts = lefts(width());
    for (qsizetype i = 0; i < starts.size(); ++i) {
        if (starts[i] >= 0 && x >= starts[i] - 4 && x < starts[i] + entryWidth(m_entries[i]) + 4)
            return static_cast<int>(i);
    }
    return -1;
}

bool ChartLegend::isOnCross(int entry, qreal x) const
{
    return entry >= 0 && x < lefts(width())[entry] + bar + gap / 2;
}

void ChartLegend::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<qreal> starts = lefts(width());
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (starts[i] < 0)
            continue;
        const QRectF where(starts[i], 0, entryWidth(m_entries[i]), height());
        paintEntry(painter, m_entries[i], where, i == m_hovered);
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(theme.accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(where.adjusted(-3.5, 2.5, 2.5, -2.5), 3, 3);
        }
    }
    if (const int more = leftOut(); more > 0) {
        painter.setFont(uiFont(px::caption));
        painter.setPen(theme.accent);
        const qreal end = more < starts.size() ? starts[more] - between : width();
        painter.drawText(QRectF(0, 0, end, height()), Qt::AlignVCenter | Qt::AlignRight, tr("%n more", nullptr, more));
    }
}

void ChartLegend::paintAll(QPainter &painter, const QRectF &where) const
{
    painter.save();
    painter.translate(where.topLeft());
    const QList<qreal> starts = lefts(where.width());
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (starts[i] >= 0)
            paintEntry(painter, m_entries[i], {starts[i], 0, entryWidth(m_entries[i]), where.height()}, false);
    }
    painter.restore();
}

void ChartLegend::paintEntry(QPainter &painter, const Entry &entry, const QRectF &where, bool hasCross) const
{
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
    const qreal wide = nameWidth(entry.name);
    const QString name = QFontMetricsF(nameFont).elidedText(entry.name, Qt::ElideMiddle, wide + 1);
    painter.drawText(QRectF(x, where.top(), wide + 1, where.height()), Qt::AlignVCenter | Qt::AlignLeft, name);
    painter.setFont(monoFont(px::figure));
    x += wide + gap;
    painter.drawText(QRectF(x, where.top(), valueWidth() + 1, where.height()), Qt::AlignVCenter | Qt::AlignLeft,
                     entry.value);
}

void ChartLegend::mouseMoveEvent(QMouseEvent *event)
{
    const int hovered = entryAt(event->position().x());
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
    if (const int entry = entryAt(x); entry >= 0) {
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
    for (int i = 0; i < leftOut(); ++i) {
        auto *action = menu->addAction(m_entries[i].name);
        action->setCheckable(true);
        action->setChecked(m_entries[i].isShown);
        connect(action, &QAction::triggered, this, [this, i] { Q_EMIT toggled(i); });
    }
    menu->popup(mapToGlobal(QPoint(0, height())));
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
        const int entry = entryAt(help->pos().x());
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
