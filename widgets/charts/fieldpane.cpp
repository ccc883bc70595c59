// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/fieldpane.h"

#include "base/text.h"
#include "charts/fieldline_p.h"
#include "charts/timewindow.h"
#include "core/subjectpattern.h"

#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

FieldPane::FieldPane(FieldSeries &fields, TimeWindow &window, QWidget *parent)
    : QWidget(parent), m_fields(fields), m_window(window)
{
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
}

QString FieldPane::nameOf(const FieldSeries::Field &field)
{
    const QString subject = toText(field.pattern);
    return field.path.isEmpty() ? subject : subject + u' ' + field.path;
}

qsizetype FieldPane::find(const FieldSeries::Field &field) const
{
    const auto found = std::ranges::find_if(m_lines, [&](const Line &line) {
        const auto known = m_fields.field(line.series);
        return known && known->source == field.source && known->pattern == field.pattern && known->path == field.path;
    });
    return found == m_lines.end() ? -1 : found - m_lines.begin();
}

bool FieldPane::pin(const FieldSeries::Field &field, int color)
{
    if (const auto known = find(field); known >= 0) {
        drop(known);
        return true;
    }
    const auto series = m_fields.add(field);
    if (series == 0)
        return false;
    m_lines.append({series, color, nullptr, 0});
    place(m_lines.last());
    markSelected();
    Q_EMIT changed();
    return true;
}

bool FieldPane::isShown(const FieldSeries::Field &field) const
{
    const auto line = find(field);
    return line >= 0 && m_lines[line].chart->isLineShown(m_lines[line].line);
}

void FieldPane::setShown(const FieldSeries::Field &field, bool isShown)
{
    if (const auto line = find(field); line >= 0)
        m_lines[line].chart->setLineShown(m_lines[line].line, isShown);
}

TimeChart *FieldPane::addChart()
{
    auto *chart = new TimeChart(m_window, TimeChart::Kind::Values, this);
    chart->setTitle(m_charts.isEmpty() ? tr("Fields") : QString());
    chart->setFigure(nullptr, QStringLiteral("000.00"));
    chart->setTimeOfDay(m_isTimeOfDay);
    chart->setGaps(m_gaps);
    connect(chart, &TimeChart::menuWanted, this, &FieldPane::menuWanted);
    connect(chart, &TimeChart::lineToggled, this, &FieldPane::changed);
    connect(chart, &TimeChart::lineRemoved, this, [this, chart](int line) {
        const auto found =
            std::ranges::find_if(m_lines, [&](const Line &one) { return one.chart == chart && one.line == line; });
        if (found != m_lines.end())
            drop(found - m_lines.begin());
    });
    connect(chart, &TimeChart::pointClicked, this, [this, chart](int line, std::int64_t atNs, double value) {
        const auto found =
            std::ranges::find_if(m_lines, [&](const Line &one) { return one.chart == chart && one.line == line; });
        if (found == m_lines.end())
            return;
        if (const auto point = m_fields.nearest(found->series, atNs, value))
            Q_EMIT messageWanted(point->sequence);
    });
    m_column->addWidget(chart, 1);
    m_charts.append(chart);
    return chart;
}

void FieldPane::place(Line &line)
{
    line.chart = m_charts.isEmpty() || m_isSplit ? addChart() : m_charts.first();
    line.line = line.chart->addLine(std::make_unique<FieldLine>(m_fields, line.series),
                                    nameOf(m_fields.field(line.series).value_or(FieldSeries::Field())), line.color);
}

void FieldPane::drop(qsizetype line)
{
    const auto one = m_lines.takeAt(line);
    one.chart->removeLine(one.line);
    m_fields.remove(one.series);
    if (one.chart->lines().isEmpty()) {
        m_charts.removeOne(one.chart);
        one.chart->hide();
        one.chart->deleteLater(); // it may be telling us
    }
    Q_EMIT changed();
}

void FieldPane::rebuild()
{
    QList<FieldSeries::SeriesId> hidden;
    for (const Line &line : std::as_const(m_lines)) {
        if (!line.chart->isLineShown(line.line))
            hidden.append(line.series);
    }
    for (auto *chart : std::as_const(m_charts))
        delete chart;
    m_charts.clear();
    for (Line &line : m_lines) {
        place(line);
        line.chart->setLineShown(line.line, !hidden.contains(line.series));
    }
    markSelected();
}

void FieldPane::setSplit(bool isSplit)
{
    if (isSplit == m_isSplit)
        return;
    m_isSplit = isSplit;
    rebuild();
    Q_EMIT changed();
}

void FieldPane::setTimeOfDay(bool isTimeOfDay)
{
    m_isTimeOfDay = isTimeOfDay;
    for (auto *chart : std::as_const(m_charts))
        chart->setTimeOfDay(isTimeOfDay);
}

QList<int> FieldPane::colors() const
{
    QList<int> used;
    for (const Line &line : m_lines)
        used.append(line.color);
    return used;
}

QList<FieldSeries::Field> FieldPane::pinned() const
{
    QList<FieldSeries::Field> found;
    for (const Line &line : m_lines)
        found.append(m_fields.field(line.series).value_or(FieldSeries::Field()));
    return found;
}

void FieldPane::setSelected(const MessageHandle &message)
{
    m_selected = message;
    markSelected();
}

void FieldPane::markSelected()
{
    const auto view = m_selected.isEmpty() ? MessageView() : m_selected.view();
    for (auto *chart : std::as_const(m_charts)) {
        QList<TimeChart::PointOfLine> marked;
        for (const Line &line : std::as_const(m_lines)) {
            if (line.chart != chart || m_selected.isEmpty())
                continue;
            if (const auto point = m_fields.pointOf(line.series, view.atNs, view.sequence))
                marked.append({line.line, point->value});
        }
        chart->setSelected(view.atNs, marked);
    }
}

void FieldPane::setGaps(const QList<TimeChart::Gap> &gaps)
{
    m_gaps = gaps;
    for (auto *chart : std::as_const(m_charts))
        chart->setGaps(gaps);
}

void FieldPane::refresh(bool hasNews)
{
    for (auto *chart : std::as_const(m_charts)) {
        if (hasNews && !m_window.isMoving())
            chart->redraw();
        else
            chart->refresh();
    }
    if (hasNews && !m_selected.isEmpty())
        markSelected();
}

} // namespace gnat
