// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/deliveryfeed_p.h"

#include "core/continuousclock.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"

#include <algorithm>
#include <cstdlib>

namespace gnat {

namespace {

constexpr std::chrono::milliseconds ripeAfter(5);

bool isOwnedByOther(const FeedSubscription &subscription, std::string_view subject)
{
    return std::ranges::any_of(subscription.owners,
                               [&](const SubjectPattern &pattern) { return pattern.matches(subject); });
}

} // namespace

DeliveryFeed::DeliveryFeed(SourceId source, Fanout &fanout, DropLedger &ledger)
    : m_source(source), m_open(source), m_fanout(&fanout), m_ledger(&ledger), m_clockWatcher([this] { watchClock(); })
{
}

DeliveryFeed::~DeliveryFeed()
{
    close();
    m_clockWatcher.join();
}

void DeliveryFeed::deliver(FeedSubscription &subscription, natsMsg *message)
{
    const std::scoped_lock lock(m_mutex);
    if (m_isClosed)
        return;
    const auto parts = m_bytes.read(message);
    if (!subscription.owners.empty() && isOwnedByOther(subscription, parts.subject)) {
        m_ledger->addReceived(1);
        m_ledger->addDuplicates(1);
        return;
    }
    const bool wasEmpty = m_open.isEmpty();
    if (wasEmpty)
        lookAtClock();
    if (!m_open.append(parts, nowNs(), subscription.id)) {
        m_ledger->addReceived(1);
        m_ledger->addDroppedInClient(1);
        return;
    }
    subscription.messages.fetch_add(1, std::memory_order_relaxed);
    subscription.bytes.fetch_add(parts.headers.size() + parts.payload.size(), std::memory_order_relaxed);
    if (m_open.isFull())
        publishOpenBatch();
    else if (wasEmpty)
        m_changed.notify_one();
}

void DeliveryFeed::noteDropped(FeedSubscription &subscription, std::uint64_t countedSoFar)
{
    const std::scoped_lock lock(m_mutex);
    const auto before = subscription.dropped.load(std::memory_order_relaxed);
    if (m_isClosed || countedSoFar <= before)
        return;
    subscription.dropped.store(countedSoFar, std::memory_order_relaxed);
    m_ledger->addReceived(countedSoFar - before);
    m_ledger->addDroppedInClient(countedSoFar - before);
}

void DeliveryFeed::admit(const std::shared_ptr<FeedSubscription> &subscription)
{
    const std::scoped_lock lock(m_mutex);
    subscription->isRefused = false;
    if (std::ranges::find(m_subscriptions, subscription) == m_subscriptions.end())
        m_subscriptions.push_back(subscription);
    assignOwners(m_subscriptions);
}

void DeliveryFeed::dismiss(const FeedSubscription &subscription)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find_if(m_subscriptions, [&](const auto &s) { return s.get() == &subscription; });
    if (found == m_subscriptions.end())
        return;
    const auto leaving = std::move(*found);
    m_subscriptions.erase(found);
    assignOwners(*leaving, m_subscriptions);
    assignOwners(m_subscriptions);
}

void DeliveryFeed::refuse(const RefusedSubscription &refused)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &subscription : m_subscriptions) {
        if (refused.isAbout(subscription->pattern.text(), subscription->queueGroup))
            subscription->isRefused = true;
    }
    assignOwners(m_subscriptions);
}

void DeliveryFeed::admitAll()
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &subscription : m_subscriptions)
        subscription->isRefused = false;
    assignOwners(m_subscriptions);
}

void DeliveryFeed::close()
{
    const std::scoped_lock lock(m_mutex);
    if (m_isClosed)
        return;
    publishOpenBatch();
    m_isClosed = true;
    m_changed.notify_one();
}

void DeliveryFeed::watchClock()
{
    std::unique_lock lock(m_mutex);
    while (!m_isClosed) {
        if (m_open.isEmpty()) {
            m_changed.wait(lock);
            continue;
        }
        const std::chrono::nanoseconds age(nowNs() - m_open.oldestNs());
        if (age >= ripeAfter)
            publishOpenBatch();
        else
            m_changed.wait_for(lock, ripeAfter - age);
    }
}

/// Within a batch time goes evenly, whatever happens to the wall clock.
std::int64_t DeliveryFeed::nowNs() const
{
    return continuousNanoseconds() + *m_clockOffset;
}

void DeliveryFeed::lookAtClock()
{
    const auto offset = wallOffset();
    if (m_clockOffset && std::abs(offset - *m_clockOffset) < clockStepNs)
        return;
    m_clockOffset = offset;
    m_fanout->noteClock(m_source, offset);
}

void DeliveryFeed::publishOpenBatch()
{
    if (m_open.isEmpty())
        return;
    auto batch = m_open.take();
    m_ledger->addReceived(batch->size()); // before anybody can count them as kept
    m_fanout->publish(std::move(batch));
}

} // namespace gnat
