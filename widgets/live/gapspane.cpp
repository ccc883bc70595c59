// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/gapspane.h"

#include "base/text.h"
#include "charts/gaphistogram.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "common/textlabel.h"

#include <QGridLayout>
#include <QHBoxLayout>

#include <algorithm>

namespace gnat {

namespace {
constexpr std::size_t mostArrivals = 100'000; ///< they are gone through twice a second
} // namespace

GapsPane::GapsPane(FieldSeries &fields, QWidget *parent) : QWidget(parent), m_fields(fields)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title = new TextLabel({}, TextRole::Small, this);
    m_histogram = new GapHistogram(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    row->addLayout(buildFigures());
    row->addWidget(m_histogram, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 12, 6);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addLayout(row, 1);
    showFigures();
}

QLayout *GapsPane::buildFigures()
{
    const QStringList names{tr("Gaps"), tr("Shortest"), tr("p50"), tr("p99"), tr("Longest"), tr("Mean"), tr("Jitter")};
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(1);
    for (int i = 0; i < FigureCount; ++i) {
        auto *name = new TextLabel(names[i], TextRole::Caption, this);
        auto *value = new TextLabel({}, TextRole::MonoSmall, this);
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        value->setMinimumWidth(76);
        grid->addWidget(name, i, 0);
        grid->addWidget(value, i, 1);
        m_values.append(value);
        if (i == Jitter)
            name->setToolTip(tr("The mean difference between one gap and the next"));
    }
    grid->setRowStretch(FigureCount, 1);
    return grid;
}

void GapsPane::setSubject(SourceId source, const QByteArray &subject)
{
    if (source == m_source && subject == m_subject)
        return;
    m_source = source;
    m_subject = subject;
    stopLooking();
    if (isVisible())
        look();
    showFigures();
}

void GapsPane::look()
{
    if (m_series == 0 && !m_subject.isEmpty())
        m_series = m_fields.add({m_source, m_subject.toStdString(), {}, {}, true});
    refresh();
}

void GapsPane::stopLooking()
{
    if (m_series != 0)
        m_fields.remove(m_series);
    m_series = 0;
    m_figures = {};
}

void GapsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    look();
}

void GapsPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    stopLooking();
}

void GapsPane::refresh()
{
    if (!isVisible() || m_series == 0)
        return;
    m_fields.take();
    const auto &points = m_fields.points(m_series);
    std::vector<std::int64_t> arrivals;
    arrivals.reserve(std::min(points.size(), mostArrivals));
    for (auto at = points.size() - std::min(points.size(), mostArrivals); at < points.size(); ++at)
        arrivals.push_back(points[at].sequence == 0 ? -1 : points[at].atNs);
    m_figures = gapFigures(arrivals);
    showFigures();
}

void GapsPane::showFigures()
{
    if (m_subject.isEmpty())
        m_title->setText(tr("Select a message or a subject to see how regularly it comes."));
    else
        m_title->setText(
            tr("Time between messages on %1, newest %2 at most")
                .arg(monoHtml(toText(viewOf(m_subject))), countFull(std::min(m_fields.capacity(), mostArrivals))));
    const auto &f = m_figures;
    m_values[Count]->setText(countFull(f.count));
    const std::int64_t values[] = {f.shortest, f.median, f.p99, f.longest, f.mean, f.jitter};
    for (int i = Shortest; i < FigureCount; ++i)
        m_values[i]->setText(f.count == 0 ? missingText() : latencyText(values[i - 1]));
    m_histogram->set(f);
}

} // namespace gnat
