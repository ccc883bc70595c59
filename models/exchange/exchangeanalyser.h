// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/exchangetracker.h"
#include "flow/analyser.h"
#include "flow/handover.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace gnat {

/// Which messages are seen differently than before; by sequence.
struct ExchangeNews
{
    std::uint64_t first = 0; ///< something is new of messages between first and last; 0: of none
    std::uint64_t last = 0;
    /// Those that a filter judges differently than by the message alone: timeouts, replies to unusual inboxes.
    std::vector<std::uint64_t> rejudged;
    /// More than are named above: any message may be judged otherwise.
    bool isTooMuch = false;
    static constexpr std::size_t mostRejudged = 10'000;

    void add(const ExchangeNews &more);
};

/// The ExchangeTracker on the analysis thread: feeds it, and carries what it finds into the table that list and filter
/// read. The functions below the first two are for one other thread, the window's; none of them waits for work.
class ExchangeAnalyser final : public Analyser
{
public:
    explicit ExchangeAnalyser(std::shared_ptr<ExchangeTable> table);

    void take(const BatchPtr &batch) override;
    void tick(std::int64_t nowNs) override;
    void missed(std::uint64_t messages) override;

    /// As ExchangeTracker's functions of these names.
    void setSubscriptions(SourceId source, std::vector<SubjectPattern> patterns);
    void setInbox(SourceId source, const std::string &prefix);
    void close(SourceId source);
    void endOwn(SourceId source, const std::string &reply, ExchangeOutcome outcome, std::int64_t latencyNs);
    void noteMissed(SourceId source);

    /// What changed since the last call.
    ExchangeNews takeNews();
    /// While wanted, the figures by subject are handed over twice a second.
    void wantStatistics(bool isWanted) { m_areStatisticsWanted = isWanted; }
    std::optional<std::vector<RequestFigures>> takeStatistics() { return m_figures.take(); }
    /// Requests that had to leave before their time was over; for "not observed".
    std::uint64_t leftEarly() const { return m_leftEarly; }

private:
    using Command = std::function<void(ExchangeTracker &)>;

    void post(Command command);
    void runCommands();
    void watchClock();
    void publishChanges();

    const std::shared_ptr<ExchangeTable> m_table;
    std::mutex m_mutex; // guards the two below
    std::vector<Command> m_commands;
    ExchangeNews m_news;
    std::atomic<bool> m_areStatisticsWanted = false;
    std::atomic<std::uint64_t> m_leftEarly = 0;
    Handover<std::vector<RequestFigures>> m_figures;
    // The analysis thread's:
    ExchangeTracker m_tracker;
    std::int64_t m_clockOffsetNs = 0;
    std::uint64_t m_ticks = 0;
};

} // namespace gnat
