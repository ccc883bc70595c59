// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>

namespace gnat {

/// Bytes as offset, hex and characters, 8 or 16 a row as the width allows. Paints only the rows in view, so a payload
/// of any size costs the same. GUI thread.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    const QByteArray &bytes() const { return m_bytes; }
    /// Marks `size` bytes from `offset` and brings the first into view; size 0: none.
    void setHighlight(qsizetype offset, qsizetype size);
    int bytesPerRow() const { return m_perRow; }

Q_SIGNALS:
    void byteClicked(qsizetype offset);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void layOut();
    void paintRow(QPainter &painter, qsizetype row, int y) const;
    qsizetype rowCount() const;
    int hexX(int column) const;
    int textX() const;

    QByteArray m_bytes;
    qsizetype m_markOffset = 0;
    qsizetype m_markSize = 0;
    int m_perRow = 8;
    int m_charWidth = 7;
    int m_rowHeight = 17;
    int m_offsetDigits = 4;
};

} // namespace gnat
