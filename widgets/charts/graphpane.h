// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/rateline_p.h"
#include "charts/timechart.h"
#include "charts/timewindow.h"
#include "core/messagebatch.h"
#include "traffic/fieldseries.h"

#include <QHash>
#include <QList>
#include <QWidget>

#include <optional>

class QHBoxLayout;
class QPushButton;

namespace gnat {

class FieldPane;
class Segmented;
class SubjectTree;

/// The rates of chosen subjects over time, live or of a recording, and beside them, on the same time axis, numeric
/// fields of payloads. Until the user pins a rate, the top branches of the busiest connection are shown. GUI thread.
class GraphPane final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int maxDefaults = 4;

    /// What the user wants to see: a rate, or with a path a field.
    struct Pin
    {
        SourceId source; ///< none: all
        QByteArray pattern;
        std::optional<QString> path;
        QString format; ///< of the field
        bool isHidden = false;
    };

    /// All must outlive it. Without `fields` there are rates only.
    GraphPane(const SubjectTree &tree, RateSource &rates, FieldSeries *fields, QWidget *parent = nullptr);
    ~GraphPane() override;

    /// Puts the bar into the head, where there is no corner for it.
    void setBar(QWidget *bar);
    /// Adds a line for what matches `pattern`, or takes it away if it is there. No source: of all connections.
    void pin(SourceId source, const QByteArray &pattern);
    /// The same for a payload field.
    void pinField(const FieldSeries::Field &field);
    /// Points kept of each field.
    void setFieldCapacity(std::size_t points);
    /// What the user chose, rates first.
    QList<Pin> pins() const;
    /// Does nothing if it is there already.
    void addPin(const Pin &pin);
    void removePin(const Pin &pin);
    /// Null: there are none.
    FieldPane *fields() const { return m_fieldPane; }
    FieldSeries *fieldSeries() const { return m_fields; }
    TimeWindow &window() { return m_window; }
    TimeChart &rates() { return *m_chart; }
    RateSource::SeriesId series(int line) const { return m_series.value(line); }
    RateLine::Unit unit() const { return m_unit; }
    void setUnit(RateLine::Unit unit);
    bool isTimeOfDay() const { return m_isTimeOfDay; }
    void setTimeOfDay(bool isTimeOfDay);
    /// Holds still at this moment.
    void setPaused(bool isPaused);
    /// What was not received, in all charts, and moments to be remembered, in that of the rates.
    void setGaps(const QList<TimeChart::Gap> &gaps);
    void setMarks(const QList<TimeChart::Mark> &marks);
    /// Marks this message in all charts; empty: none.
    void setSelected(const MessageHandle &message);

    void refresh();
    /// Looks for what to show unasked; about once a second.
    void chooseDefaults();

    /// All that are shown.
    QList<TimeChart *> charts() const;

Q_SIGNALS:
    /// Pins, unit, window or axes are others.
    void layoutChanged();
    void menuWanted(const QPoint &globalAt);
    /// The user clicked a point of a field: the message it came from, by its running number.
    void messageWanted(quint64 sequence);
    /// The user clicked a point of a rate: what came about then.
    void momentWanted(gnat::SourceId source, const QByteArray &pattern, qint64 atNs);
    /// A field was dropped here.
    void fieldDropped(const QString &path);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *buildHead();
    void addLine(SourceId source, const QByteArray &pattern, const QString &name);
    void dropDefaults();
    void dropLine(int line);
    int findLine(SourceId source, const QByteArray &pattern) const;
    int freeColor() const;

    const SubjectTree &m_tree;
    RateSource &m_rates;
    TimeWindow m_window;
    RateLine::Unit m_unit = RateLine::Unit::Messages;
    bool m_isTimeOfDay = false;
    bool m_isChosen = false;                   ///< the user has pinned or removed something
    QHash<int, RateSource::SeriesId> m_series; ///< by line of the chart
    TimeChart *m_chart = nullptr;
    FieldSeries *m_fields = nullptr;
    FieldPane *m_fieldPane = nullptr;
    Segmented *m_unitChoice = nullptr;
    QPushButton *m_back = nullptr;
    QHBoxLayout *m_head = nullptr;
};

} // namespace gnat
