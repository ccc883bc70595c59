// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/exchangetable.h"

#include <algorithm>

namespace gnat {

namespace {
constexpr std::size_t portion = 64; // entries for which the lock is held
}

void ExchangeTable::apply(std::span<const ExchangeChange> changes)
{
    while (!changes.empty()) {
        const auto some = changes.first(std::min(portion, changes.size()));
        const std::lock_guard lock(m_mutex);
        for (const auto &change : some)
            applyOne(change);
        changes = changes.subspan(some.size());
    }
}

/// New messages come in ascending order but for replays beside live traffic.
void ExchangeTable::applyOne(const ExchangeChange &change)
{
    if (change.sequence < m_begin)
        return;
    auto place = m_entries.end();
    if (!m_entries.empty() && m_entries.back().sequence >= change.sequence)
        place = std::ranges::lower_bound(m_entries, change.sequence, {}, &Entry::sequence);
    const bool isKnown = place != m_entries.end() && place->sequence == change.sequence;
    if (change.isLink) {
        if (isKnown)
            place->verdict.nextReply = change.verdict.nextReply;
        return;
    }
    if (isKnown) {
        place->verdict = change.verdict;
        return;
    }
    m_entries.insert(place, {change.sequence, change.verdict});
    if (m_entries.size() > m_maxEntries)
        m_entries.pop_front();
}

void ExchangeTable::dropBefore(std::uint64_t sequence)
{
    bool isDone = false;
    while (!isDone) {
        const std::lock_guard lock(m_mutex);
        m_begin = std::max(m_begin, sequence);
        for (std::size_t i = 0; i < portion && !isDone; ++i) {
            isDone = m_entries.empty() || m_entries.front().sequence >= sequence;
            if (!isDone)
                m_entries.pop_front();
        }
    }
}

std::optional<ExchangeVerdict> ExchangeTable::find(std::uint64_t sequence) const
{
    const std::lock_guard lock(m_mutex);
    if (m_entries.empty() || sequence > m_entries.back().sequence)
        return {};
    const auto place = std::ranges::lower_bound(m_entries, sequence, {}, &Entry::sequence);
    return place->sequence == sequence ? std::optional(place->verdict) : std::nullopt;
}

ExchangeVerdict ExchangeTable::of(const MessageView &message) const
{
    const auto known = find(message.sequence);
    return known ? *known : exchangeByShape(message);
}

std::vector<std::uint64_t> ExchangeTable::repliesTo(std::uint64_t request, std::size_t most) const
{
    std::vector<std::uint64_t> replies;
    auto known = find(request);
    while (known && known->nextReply != 0 && replies.size() < most) {
        const auto next = known->nextReply;
        known = find(next);
        if (!known || known->request != request)
            break; // it has left, or is a request of its own
        replies.push_back(next);
    }
    return replies;
}

std::size_t ExchangeTable::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_entries.size();
}

} // namespace gnat
