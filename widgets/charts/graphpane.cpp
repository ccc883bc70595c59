// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/graphpane.h"

#include "base/text.h"
#include "charts/ratechart.h"
#include "traffic/subjecttree.h"

#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

GraphPane::GraphPane(const SubjectTree &tree, RateSource &rates, QWidget *parent)
    : QWidget(parent), m_tree(tree), m_rates(rates)
{
    m_chart = new RateChart(rates, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_chart);
    connect(m_chart, &RateChart::lineRemoved, this, [this](RateSource::SeriesId series) {
        m_isChosen = true;
        m_rates.removeSeries(series);
    });
}

void GraphPane::addLine(SourceId source, const QByteArray &pattern, const QString &name)
{
    const auto parsed = SubjectPattern::parse(viewOf(pattern));
    if (parsed)
        m_chart->addLine(m_rates.addSeries(parsed.value(), source), name);
}

void GraphPane::dropLine(RateSource::SeriesId series)
{
    m_chart->removeLine(series);
    m_rates.removeSeries(series);
}

void GraphPane::pin(SourceId source, const QByteArray &pattern)
{
    if (!m_isChosen) {
        m_isChosen = true;
        const auto shown = m_chart->lines();
        for (const auto series : shown)
            dropLine(series);
    }
    const auto lines = m_chart->lines();
    for (const auto series : lines) {
        if (m_rates.source(series) == source && m_rates.pattern(series) == viewOf(pattern)) {
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
    const auto sources = m_tree.children(SubjectTree::root);
    // A recording's tree has no rates: there its counts tell.
    const auto rateOf = [this](NodeIndex node) {
        const auto figures = m_tree.figures(node);
        return std::pair(figures.messageRate, figures.messages);
    };
    const auto busiest = std::ranges::max_element(sources, {}, rateOf);
    if (busiest == sources.end())
        return;
    auto branches = m_tree.children(*busiest);
    std::erase_if(branches, [this](NodeIndex node) { return m_tree.isInbox(node); });
    std::ranges::sort(branches, std::ranges::greater(), rateOf);
    if (branches.size() > maxDefaults)
        branches.resize(maxDefaults);
    const auto source = m_tree.source(*busiest);
    const auto lines = m_chart->lines();
    for (const auto branch : branches) {
        const auto subject = m_tree.subject(branch);
        const auto pattern = m_tree.childCount(branch) > 0 ? subject + ".>" : subject;
        const bool isThere = std::ranges::any_of(lines, [&](RateSource::SeriesId series) {
            return m_rates.pattern(series) == pattern && m_rates.source(series) == source;
        });
        if (!isThere && m_chart->lines().size() < maxDefaults)
            addLine(source, toByteArray(pattern), toText(m_tree.token(branch)));
    }
}

void GraphPane::refresh()
{
    m_chart->refresh();
}

} // namespace gnat
