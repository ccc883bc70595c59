// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/exchangeanalyser.h"

#include "core/clock.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace gnat {

namespace {

constexpr std::int64_t clockStepNs = 5'000'000; // a clock that is corrected smoothly goes wrong by 50 µs a tick
constexpr std::int64_t steadyNs = 1'000'000;
constexpr std::uint64_t statisticsEach = 5; // ticks

ExchangeNews newsOf(std::span<const ExchangeChange> changes)
{
    ExchangeNews news;
    for (const auto &change : changes) {
        news.add({change.sequence, change.sequence, {}, false});
        if (change.isRejudged && news.rejudged.size() <= ExchangeNews::mostRejudged)
            news.rejudged.push_back(change.sequence);
    }
    return news;
}

} // namespace

void ExchangeNews::add(const ExchangeNews &more)
{
    if (more.first == 0)
        return;
    first = first == 0 ? more.first : std::min(first, more.first);
    last = std::max(last, more.last);
    rejudged.insert(rejudged.end(), more.rejudged.begin(), more.rejudged.end());
    isTooMuch = isTooMuch || more.isTooMuch || rejudged.size() > mostRejudged;
    if (isTooMuch)
        rejudged.clear();
}

ExchangeAnalyser::ExchangeAnalyser(std::shared_ptr<ExchangeTable> table) : m_table(std::move(table)) {}

void ExchangeAnalyser::take(const BatchPtr &batch)
{
    runCommands();
    watchClock();
    const auto nowNs = monotonicNanoseconds();
    for (std::size_t i = 0; i < batch->size(); ++i)
        m_tracker.take(batch->at(i), nowNs);
    publishChanges();
}

void ExchangeAnalyser::tick(std::int64_t nowNs)
{
    runCommands();
    watchClock();
    m_tracker.advance(nowNs);
    publishChanges();
    m_leftEarly = m_tracker.leftEarly();
    if (m_areStatisticsWanted && ++m_ticks % statisticsEach == 0)
        m_figures.put(m_tracker.statistics().rows());
}

void ExchangeAnalyser::missed(std::uint64_t)
{
    m_tracker.noteMissed({}, monotonicNanoseconds());
}

/// Compares the clocks; a look that was interrupted between them says nothing.
void ExchangeAnalyser::watchClock()
{
    const auto before = monotonicNanoseconds();
    const auto offset = wallNanoseconds() - before;
    if (monotonicNanoseconds() - before > steadyNs)
        return;
    if (m_clockOffsetNs != 0 && std::abs(offset - m_clockOffsetNs) > clockStepNs)
        m_tracker.noteClockStep(before);
    m_clockOffsetNs = offset;
}

void ExchangeAnalyser::publishChanges()
{
    const auto changes = m_tracker.takeChanges();
    if (changes.empty())
        return;
    m_table->apply(changes);
    const auto news = newsOf(changes);
    const std::lock_guard lock(m_mutex);
    m_news.add(news);
}

ExchangeNews ExchangeAnalyser::takeNews()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_news, {});
}

void ExchangeAnalyser::post(Command command)
{
    const std::lock_guard lock(m_mutex);
    m_commands.push_back(std::move(command));
}

void ExchangeAnalyser::runCommands()
{
    std::vector<Command> commands;
    {
        const std::lock_guard lock(m_mutex);
        commands.swap(m_commands);
    }
    for (const auto &command : commands)
        command(m_tracker);
}

void ExchangeAnalyser::setSubscriptions(SourceId source, std::vector<SubjectPattern> patterns)
{
    post([source, patterns = std::move(patterns)](auto &tracker) { tracker.setSubscriptions(source, patterns); });
}

void ExchangeAnalyser::setInbox(SourceId source, const std::string &prefix)
{
    post([source, prefix](auto &tracker) { tracker.setInbox(source, prefix); });
}

void ExchangeAnalyser::close(SourceId source)
{
    post([source](auto &tracker) { tracker.close(source); });
}

void ExchangeAnalyser::endOwn(SourceId source, const std::string &reply, ExchangeOutcome outcome,
                              std::int64_t latencyNs)
{
    post([=](auto &tracker) { tracker.endOwn(source, reply, outcome, latencyNs); });
}

void ExchangeAnalyser::noteMissed(SourceId source)
{
    post([source](auto &tracker) { tracker.noteMissed(source, monotonicNanoseconds()); });
}

} // namespace gnat
