// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace gnat {

/// A short list under a field, over whatever lies there in the window: a text and what it is in each row. Never takes
/// the focus; who types moves in it by step(). Owned by the field.
class CompletionPopup final : public QWidget
{
    Q_OBJECT

public:
    struct Row
    {
        QString text;
        QString hint;
    };

    explicit CompletionPopup(QWidget *field);

    /// Below the field, its left edge `x` px into it; no row is chosen. Without rows it hides.
    void showRows(const QList<Row> &rows, int x);
    int rowCount() const { return static_cast<int>(m_rows.size()); }
    /// -1: none is chosen.
    int currentRow() const { return m_current; }
    QString text(int row) const { return m_rows.value(row).text; }
    /// To the next row or the one before; around the ends by way of none.
    void step(int by);

Q_SIGNALS:
    void chosen(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    int rowAt(QPoint point) const;

    QWidget *m_field;
    QList<Row> m_rows;
    int m_current = -1;
};

} // namespace gnat
