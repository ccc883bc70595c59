// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/subscriptiontable_p.h"

#include <algorithm>

namespace gnat {

namespace {

constexpr int pendingMessages = 1'000'000;
constexpr int pendingBytes = 256'000'000;

/// What a callback of the library needs; it goes when the library says that no further callback comes.
struct DeliveryContext
{
    std::shared_ptr<DeliveryFeed> feed;
    std::shared_ptr<FeedSubscription> subscription;
};
struct InboxContext
{
    std::shared_ptr<RequestTable> requests;
    MessageBytes bytes;
};

void onMessage(natsConnection *, natsSubscription *, natsMsg *message, void *closure)
{
    const NatsMessage owned(message);
    const auto *context = static_cast<DeliveryContext *>(closure);
    context->feed->deliver(*context->subscription, message);
}

void onInboxMessage(natsConnection *, natsSubscription *, natsMsg *message, void *closure)
{
    const NatsMessage owned(message);
    auto *context = static_cast<InboxContext *>(closure);
    context->requests->takeReply(context->bytes.read(message));
}

template <typename Context>
void onComplete(void *closure)
{
    delete static_cast<Context *>(closure);
}

/// Subscribes and hands the context over to the library.
template <typename Context>
natsStatus subscribe(NatsSubscription &handle, natsConnection *connection, const std::string &pattern,
                     const std::string &queueGroup, natsMsgHandler handler, std::unique_ptr<Context> context)
{
    natsSubscription *raw = nullptr;
    const auto status = queueGroup.empty()
                            ? natsConnection_Subscribe(&raw, connection, pattern.c_str(), handler, context.get())
                            : natsConnection_QueueSubscribe(&raw, connection, pattern.c_str(), queueGroup.c_str(),
                                                            handler, context.get());
    if (status != NATS_OK)
        return status;
    handle.reset(raw);
    // From here on the library decides when nobody uses the context any more. Should the connection have closed in
    // between, a callback may still run: then the context stays.
    auto *closure = context.release();
    natsSubscription_SetOnCompleteCB(raw, onComplete<Context>, closure);
    natsSubscription_SetPendingLimits(raw, pendingMessages, pendingBytes);
    return NATS_OK;
}

} // namespace

SubscriptionTable::SubscriptionTable(std::shared_ptr<DeliveryFeed> feed, std::shared_ptr<RequestTable> requests)
    : m_feed(std::move(feed)), m_requests(std::move(requests))
{
}

SubscriptionTable::~SubscriptionTable() = default;

natsStatus SubscriptionTable::add(const std::shared_ptr<FeedSubscription> &subscription)
{
    m_active.push_back({subscription, {}});
    if (m_connection)
        return makeHandle(m_active.back());
    m_feed->admit(subscription);
    return NATS_OK;
}

void SubscriptionTable::remove(SubscriptionId id)
{
    const auto found = std::ranges::find_if(m_active, [id](const Active &a) { return a.subscription->id == id; });
    if (found == m_active.end())
        return;
    const auto leaving = std::move(*found);
    m_active.erase(found);
    // First the ownership, then the subscription: a copy kept twice is better than a message lost.
    m_feed->dismiss(*leaving.subscription);
    if (leaving.handle) {
        pollDropped(leaving);
        natsSubscription_Unsubscribe(leaving.handle.get());
    }
}

natsStatus SubscriptionTable::attach(NatsConnection connection)
{
    m_connection = std::move(connection);
    auto first = NATS_OK;
    for (auto &active : m_active) {
        if (const auto status = makeHandle(active); first == NATS_OK)
            first = status;
    }
    return first;
}

void SubscriptionTable::detach()
{
    for (auto &active : m_active) {
        if (active.handle)
            pollDropped(active);
        active.handle.reset();
    }
    m_inbox.reset();
    m_connection.reset();
}

natsStatus SubscriptionTable::openInbox()
{
    if (m_inbox || !m_connection)
        return NATS_OK;
    auto context = std::make_unique<InboxContext>();
    context->requests = m_requests;
    return subscribe(m_inbox, m_connection.get(), m_requests->inboxPattern(), {}, onInboxMessage, std::move(context));
}

bool SubscriptionTable::pollFigures()
{
    std::uint64_t figures = 0;
    for (const auto &active : m_active) {
        if (active.handle)
            pollDropped(active);
        figures += active.subscription->messages.load() + active.subscription->dropped.load();
    }
    return std::exchange(m_lastFigures, figures) != figures;
}

natsStatus SubscriptionTable::makeHandle(Active &active)
{
    const auto &wanted = *active.subscription;
    auto context = std::make_unique<DeliveryContext>(DeliveryContext{m_feed, active.subscription});
    active.subscription->droppedBefore = wanted.dropped.load();
    m_feed->admit(active.subscription);
    const auto status = subscribe(active.handle, m_connection.get(), wanted.pattern.text(), wanted.queueGroup,
                                  onMessage, std::move(context));
    if (status != NATS_OK)
        m_feed->refuse({wanted.pattern.text(), wanted.queueGroup});
    return status;
}

void SubscriptionTable::pollDropped(const Active &active)
{
    std::int64_t dropped = 0;
    if (natsSubscription_GetDropped(active.handle.get(), &dropped) == NATS_OK && dropped > 0)
        m_feed->noteDropped(*active.subscription,
                            active.subscription->droppedBefore + static_cast<std::uint64_t>(dropped));
}

} // namespace gnat
