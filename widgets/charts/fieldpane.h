// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timechart.h"
#include "core/messagebatch.h"
#include "traffic/fieldseries.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace gnat {

class TimeWindow;

/// Numeric payload fields over time, beside the rates: all in one chart, or each in its own with an axis of its own.
/// GUI thread.
class FieldPane final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive it.
    FieldPane(FieldSeries &fields, TimeWindow &window, QWidget *parent = nullptr);

    /// Adds a line, or takes it away if it is there. False if the pattern is none.
    bool pin(const FieldSeries::Field &field, int color);
    bool isPinned(const FieldSeries::Field &field) const { return find(field) >= 0; }
    bool isShown(const FieldSeries::Field &field) const;
    void setShown(const FieldSeries::Field &field, bool isShown);
    bool isEmpty() const { return m_lines.isEmpty(); }
    QList<int> colors() const;
    QList<FieldSeries::Field> pinned() const;
    bool isSplit() const { return m_isSplit; }
    void setSplit(bool isSplit);
    void setTimeOfDay(bool isTimeOfDay);
    const QList<TimeChart *> &charts() const { return m_charts; }

    /// Marks the message on the lines of its fields; empty: none.
    void setSelected(const MessageHandle &message);
    void setGaps(const QList<TimeChart::Gap> &gaps);
    /// On the window's tick; `hasNews`: points were found, maybe of the past.
    void refresh(bool hasNews);

Q_SIGNALS:
    /// A line was added, removed, hidden or shown.
    void changed();
    /// The user clicked a point: the message that it came from, by its running number.
    void messageWanted(quint64 sequence);
    void menuWanted(const QPoint &globalAt);

private:
    struct Line
    {
        FieldSeries::SeriesId series;
        int color;
        TimeChart *chart;
        TimeChart::LineId line;
    };

    qsizetype find(const FieldSeries::Field &field) const;
    static QString nameOf(const FieldSeries::Field &field);
    void rebuild();
    TimeChart *addChart();
    void place(Line &line);
    void drop(qsizetype line);
    void markSelected();

    FieldSeries &m_fields;
    TimeWindow &m_window;
    QList<Line> m_lines;
    QList<TimeChart *> m_charts;
    QList<TimeChart::Gap> m_gaps;
    QVBoxLayout *m_column = nullptr;
    MessageHandle m_selected;
    bool m_isSplit = false;
    bool m_isTimeOfDay = false;
};

} // namespace gnat
