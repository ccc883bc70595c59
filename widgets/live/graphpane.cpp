// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/graphpane.h"

#include "base/text.h"
#include "charts/ratechart.h"
#include "traffic/subjecttree.h"
#include "traffic/trafficview.h"

#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

GraphPane::GraphPane(TrafficView &traffic, QWidget *parent) : QWidget(parent), m_traffic(traffic)
{
    m_chart = new RateChart(traffic.rates(), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_chart);
    connect(m_chart, &RateChart::lineRemoved, this, [this](RateSeries::SeriesId series) {
        m_isChosen = true;
        m_traffic.rates().removeSeries(series);
    });
}

void GraphPane::addLine(SourceId source, const QByteArray &pattern, const QString &name)
{
    const auto parsed = SubjectPattern::parse(viewOf(pattern));
    if (parsed)
        m_chart->addLine(m_traffic.rates().addSeries(parsed.value(), source), name);
}

void GraphPane::dropLine(RateSeries::SeriesId series)
{
    m_chart->removeLine(series);
    m_traffic.rates().removeSeries(series);
}

void GraphPane::pin(SourceId source, const QByteArray &pattern)
{
    auto &rates = m_traffic.rates();
    if (!m_isChosen) {
        m_isChosen = true;
        const auto shown = m_chart->lines();
        for (const auto series : shown)
            dropLine(series);
    }
    const auto lines = m_chart->lines();
    for (const auto series : lines) {
        if (rates.source(series) == source && rates.pattern(series) == viewOf(pattern)) {
            dropLine(series);
            return;
        }
    }
    addLine(source, pattern, toText(viewOf(pattern)));
}

void GraphPane::chooseDefaults()
{
    if (m_isChosen || m_chart->lines().size() >= maxDefaults)
        return;
    const auto &tree = m_traffic.tree();
    const auto sources = tree.children(SubjectTree::root);
    const auto rateOf = [&tree](NodeIndex node) {
        return tree.figures(node).messageRate;
    };
    const auto busiest = std::ranges::max_element(sources, {}, rateOf);
    if (busiest == sources.end())
        return;
    auto branches = tree.children(*busiest);
    std::erase_if(branches, [&tree](NodeIndex node) { return tree.isInbox(node); });
    std::ranges::sort(branches, std::ranges::greater(), rateOf);
    if (branches.size() > maxDefaults)
        branches.resize(maxDefaults);
    const auto source = tree.source(*busiest);
    const auto lines = m_chart->lines();
    for (const auto branch : branches) {
        const auto subject = tree.subject(branch);
        const auto pattern = tree.childCount(branch) > 0 ? subject + ".>" : subject;
        const bool isThere = std::ranges::any_of(lines, [&](RateSeries::SeriesId series) {
            return m_traffic.rates().pattern(series) == pattern && m_traffic.rates().source(series) == source;
        });
        if (!isThere && m_chart->lines().size() < maxDefaults)
            addLine(source, toByteArray(pattern), toText(tree.token(branch)));
    }
}

void GraphPane::refresh()
{
    m_chart->refresh();
}

} // namespace gnat
