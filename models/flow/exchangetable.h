// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchangeverdict.h"

#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace gnat {

/// A step in what is known of a message.
struct ExchangeChange
{
    std::uint64_t sequence = 0;
    ExchangeVerdict verdict;
    bool isLink = false;     ///< only nextReply is new; the rest stays
    bool isRejudged = false; ///< a filter judges it otherwise than by exchangeByShape()
};

/// What is known of messages as parts of exchanges, beside the batches, which never change. Written by the analysis
/// thread, read by the window and by scans. Bounded: the oldest entries leave, and with the log those that it lets go.
/// Thread-safe; the lock is held for a few entries at a time.
class ExchangeTable
{
public:
    static constexpr std::size_t defaultEntries = 1'000'000; ///< about 50 MB

    explicit ExchangeTable(std::size_t maxEntries = defaultEntries) : m_maxEntries(maxEntries) {}

    void apply(std::span<const ExchangeChange> changes);
    /// Forgets what is known of messages before `sequence`.
    void dropBefore(std::uint64_t sequence);

    std::optional<ExchangeVerdict> find(std::uint64_t sequence) const;
    /// What is known, or what the message alone tells.
    ExchangeVerdict of(const MessageView &message) const;
    /// The sequences of a request's replies, oldest first, at most `most`.
    std::vector<std::uint64_t> repliesTo(std::uint64_t request, std::size_t most) const;
    std::size_t size() const;

private:
    struct Entry
    {
        std::uint64_t sequence;
        ExchangeVerdict verdict;
    };
    using Entries = std::deque<Entry>;

    void applyOne(const ExchangeChange &change);

    const std::size_t m_maxEntries;
    mutable std::mutex m_mutex; // guards all below
    Entries m_entries;          // by sequence
    std::uint64_t m_begin = 0;  // nothing before it is taken
};

} // namespace gnat
