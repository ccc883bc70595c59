// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlegend.h"

#include "theme/fonts.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
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

qreal nameWidth(const QString &name)
{
    return std::min(std::ceil(QFontMetricsF(uiFont(px::caption)).horizontalAdvance(name)), longestName);
}

// Room for "98.4k" always, so that nothing moves while numbers change.
qreal valueWidth()
{
    return std::ceil(QFontMetricsF(monoFont(px::figure)).horizontalAdvance(QStringLiteral("00000")));
}
} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
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

QList<qreal> ChartLegend::lefts() const
{
    QList<qreal> found(m_entries.size(), -1);
    qreal x = width();
    for (qsizetype i = m_entries.size() - 1; i >= 0; --i) {
        x -= entryWidth(m_entries[i]);
        if (x < 0)
            break;
        found[i] = x;
        x -= between;
    }
    return found;
}

int ChartLegend::entryAt(qreal x) const
{
    const QList<qreal> starts = lefts();
    for (qsizetype i = 0; i < starts.size(); ++i) {
        if (starts[i] >= 0 && x >= starts[i] - 4 && x < starts[i] + entryWidth(m_entries[i]) + 4)
            return static_cast<int>(i);
    }
    return -1;
}

void ChartLegend::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<qreal> starts = lefts();
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (starts[i] < 0)
            continue;
        const Entry &entry = m_entries[i];
        qreal x = starts[i];
        painter.setPen(Qt::NoPen);
        painter.setBrush(entry.isShown ? entry.color : theme.lineCtl);
        painter.drawRoundedRect(QRectF(x, height() / 2.0 - 1.5, bar, 3), 1.5, 1.5);
        x += bar + gap;
        const QColor words = entry.isShown ? theme.text2 : theme.text3;
        QFont nameFont = uiFont(px::caption);
        nameFont.setStrikeOut(!entry.isShown);
        painter.setFont(nameFont);
        painter.setPen(words);
        const qreal wide = nameWidth(entry.name);
        const QString name = QFontMetricsF(nameFont).elidedText(entry.name, Qt::ElideMiddle, wide + 1);
        painter.drawText(QRectF(x, 0, wide + 1, height()), Qt::AlignVCenter | Qt::AlignLeft, name);
        painter.setFont(monoFont(px::figure));
        x += wide + gap;
        painter.drawText(QRectF(x, 0, valueWidth() + 1, height()), Qt::AlignVCenter | Qt::AlignLeft, entry.value);
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(theme.accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(starts[i] - 3.5, 2.5, entryWidth(entry) + 6, height() - 5), 3, 3);
        }
    }
}

void ChartLegend::mouseReleaseEvent(QMouseEvent *event)
{
    if (const int entry = entryAt(event->position().x()); entry >= 0) {
        m_current = entry;
        Q_EMIT toggled(entry);
    }
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
            QToolTip::showText(help->globalPos(),
                               tr("%1, click to hide or show it, Delete removes it").arg(m_entries[entry].name), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace gnat
