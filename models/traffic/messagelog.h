// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/messagesource.h"

#include <memory>

namespace gnat {

class DropLedger;
class ExchangeTable;

/// The kept messages: a deque of batches under a byte budget; whole batches leave at the old end and are counted as no
/// longer kept. Scans run on a worker over shared batches. GUI thread.
class MessageLog final : public MessageSource
{
    Q_OBJECT

public:
    static constexpr std::size_t defaultBudget = 256'000'000;

    explicit MessageLog(DropLedger &ledger, QObject *parent = nullptr);
    ~MessageLog() override;

    /// Does not emit; the frame's end does (announce()).
    void append(const BatchPtr &batch);
    /// Emits changed() if something was appended or left since the last time, and hands new batches to running scans.
    void announce();
    void clear();

    std::size_t budget() const;
    /// What is over it leaves at once, and changed() says so.
    void setBudget(std::size_t bytes);
    std::size_t memoryBytes() const;
    quint64 noLongerKept() const;

    /// What is known of requests and replies; entries of messages that left are dropped from it. Set it once.
    void setExchanges(std::shared_ptr<ExchangeTable> exchanges);
    /// Something new is known of messages of these sequences: exchangesChanged() follows. Of those in `rejudged`
    /// filters may judge otherwise: scans look at them again, and judgedAgain() follows.
    void noteExchanges(std::uint64_t firstSequence, std::uint64_t lastSequence,
                       const std::vector<std::uint64_t> &rejudged);

    quint64 begin() const override;
    quint64 end() const override;
    MessageHandle at(quint64 position) override;
    std::shared_ptr<const MessageSnapshot> snapshot() const override;
    quint64 startScan(const MessagePredicate &wanted, const PayloadWords &words = {}) override;
    void stopScan(quint64 scan) override;
    std::optional<quint64> positionAt(std::int64_t atNs) override;
    FindExchange exchanges() const override;
    std::optional<quint64> positionOf(std::uint64_t sequence) const override;
    std::vector<std::uint64_t> repliesTo(std::uint64_t request, std::size_t most) const override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
