// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/hexview.h"

#include "theme/fonts.h"
#include "theme/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace gnat {

namespace {
constexpr int margin = 12;
constexpr int gapChars = 2;

char printable(char byte)
{
    return byte >= 0x20 && byte < 0x7f ? byte : '\0';
}
} // namespace

HexView::HexView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Payload bytes"));
    layOut();
}

void HexView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_markSize = 0;
    verticalScrollBar()->setValue(0);
    layOut();
    viewport()->update();
}

void HexView::setHighlight(qsizetype offset, qsizetype size)
{
    m_markOffset = std::clamp<qsizetype>(offset, 0, m_bytes.size());
    m_markSize = std::clamp<qsizetype>(size, 0, m_bytes.size() - m_markOffset);
    if (m_markSize > 0) {
        const int row = int(m_markOffset / m_perRow);
        const int inView = std::max(1, viewport()->height() / m_rowHeight);
        auto *bar = verticalScrollBar();
        if (row < bar->value() || row >= bar->value() + inView)
            bar->setValue(std::max(0, row - 2));
    }
    viewport()->update();
}

qsizetype HexView::rowCount() const
{
    return (m_bytes.size() + m_perRow - 1) / m_perRow;
}

void HexView::layOut()
{
    const QFontMetrics metrics(monoFont(11));
    m_charWidth = metrics.horizontalAdvance(QLatin1Char('0'));
    m_rowHeight = std::max(17, metrics.height() + 2);
    m_offsetDigits = m_bytes.size() > 0xffff ? 8 : 4;
    const auto charsFor = [this](int perRow) {
        return m_offsetDigits + gapChars + perRow * 3 + gapChars - 1 + perRow;
    };
    const int room = viewport()->width() - 2 * margin;
    m_perRow = charsFor(16) * m_charWidth <= room ? 16 : 8;
    const int inView = std::max(1, viewport()->height() / m_rowHeight);
    verticalScrollBar()->setPageStep(inView);
    verticalScrollBar()->setRange(0, int(std::max<qsizetype>(0, rowCount() - inView)));
}

int HexView::hexX(int column) const
{
    return margin + (m_offsetDigits + gapChars + column * 3) * m_charWidth;
}

int HexView::textX() const
{
    return hexX(m_perRow) + (gapChars - 1) * m_charWidth;
}

void HexView::paintRow(QPainter &painter, qsizetype row, int y) const
{
    const auto &colors = themeOf(this);
    const int baseline = y + (m_rowHeight + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) / 2;
    const qsizetype from = row * m_perRow;
    painter.setPen(colors.text3);
    painter.drawText(margin, baseline, QStringLiteral("%1").arg(from, m_offsetDigits, 16, QLatin1Char('0')));
    const qsizetype count = std::min<qsizetype>(m_perRow, m_bytes.size() - from);
    for (int column = 0; column < count; ++column) {
        const qsizetype at = from + column;
        const char byte = m_bytes.at(at);
        const bool isMarked = at >= m_markOffset && at < m_markOffset + m_markSize;
        if (isMarked) {
            painter.fillRect(hexX(column) - 2, y, 2 * m_charWidth + 4, m_rowHeight - 1, colors.select);
            painter.fillRect(textX() + column * m_charWidth, y, m_charWidth, m_rowHeight - 1, colors.select);
        }
        painter.setPen(colors.text);
        const auto value = static_cast<unsigned char>(byte);
        painter.drawText(hexX(column), baseline, QStringLiteral("%1").arg(value, 2, 16, QLatin1Char('0')));
        const char shown = printable(byte);
        painter.setPen(shown != '\0' ? colors.text2 : colors.text3);
        painter.drawText(textX() + column * m_charWidth, baseline,
                         shown != '\0' ? QString(QLatin1Char(shown)) : QStringLiteral("\u00b7"));
    }
}

void HexView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), themeOf(this).base);
    painter.setFont(monoFont(11));
    const qsizetype rows = rowCount();
    qsizetype row = verticalScrollBar()->value();
    for (int y = 4; y < viewport()->height() && row < rows; y += m_rowHeight, ++row)
        paintRow(painter, row, y);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const qsizetype row = verticalScrollBar()->value() + (at.y() - 4) / m_rowHeight;
    int column = -1;
    if (at.x() >= textX())
        column = (at.x() - textX()) / m_charWidth;
    else if (at.x() >= hexX(0))
        column = (at.x() - hexX(0)) / (3 * m_charWidth);
    const qsizetype offset = row * m_perRow + column;
    if (column >= 0 && column < m_perRow && offset < m_bytes.size())
        Q_EMIT byteClicked(offset);
}

} // namespace gnat
