// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>
#include <QWidget>

namespace gnat {

/// The names of a chart's lines with their current values, right-aligned. A click hides or shows a line; Left and Right
/// choose one, Space does the same as a click, Delete removes it. GUI thread.
class ChartLegend : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        QString name;
        QString value;
        QColor color;
        bool isShown = true;
    };

    explicit ChartLegend(QWidget *parent = nullptr);

    void setEntries(const QList<Entry> &entries);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {40, 24}; }

Q_SIGNALS:
    void toggled(int entry);
    void removeRequested(int entry);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    qreal entryWidth(const Entry &entry) const;
    /// Left ends of the entries that fit, last one at the right edge; the first may be left out (-1).
    QList<qreal> lefts() const;
    int entryAt(qreal x) const;

    QList<Entry> m_entries;
    int m_current = 0;
};

} // namespace gnat
