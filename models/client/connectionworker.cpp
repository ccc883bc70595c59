// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionworker_p.h"

#include "base/text.h"
#include "base/words.h"
#include "client/connectionerror_p.h"
#include "client/linkcallbacks_p.h"
#include "client/natsoptions_p.h"
#include "core/clock.h"

#include <algorithm>
#include <array>

namespace gnat {

namespace {

using namespace std::chrono_literals;

constexpr auto tickEvery = 500ms;
constexpr int ticksPerRoundTrip = 4;
constexpr auto flushSlice = 250ms; // how long a stop may have to wait for a flush
constexpr auto confirmWithin = 10s;
constexpr auto drainWithin = 700ms;
constexpr int greetAnewWithinMs = 500;

Error busy()
{
    return makeError(ErrorKind::TooLarge, Words::tr("Too many messages wait to be sent."));
}

} // namespace

ConnectionWorker::ConnectionWorker(ConnectionProfile profile, std::shared_ptr<DeliveryFeed> feed,
                                   std::shared_ptr<EventOutbox> outbox)
    : m_profile(std::move(profile)), m_feed(std::move(feed)), m_outbox(std::move(outbox)),
      m_requests(std::make_shared<RequestTable>(m_profile.inboxPrefix.toStdString(), m_outbox)),
      m_subscriptions(m_feed, m_requests)
{
}

ConnectionWorker::~ConnectionWorker() = default;

void ConnectionWorker::start()
{
    m_thread = std::thread([self = shared_from_this()] { self->run(); });
}

void ConnectionWorker::stop(std::chrono::milliseconds longest)
{
    close();
    m_isStopping = true;
    m_commands.close();
    std::unique_lock lock(m_mutex);
    const bool hasEnded = m_ending.wait_for(lock, longest, [this] { return m_hasEnded; });
    lock.unlock();
    if (hasEnded)
        m_thread.join();
    else
        m_thread.detach(); // it owns a share of this object and touches nothing else but the closed feed and outbox
}

void ConnectionWorker::open(int epoch)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_connecting = std::stop_source();
    }
    m_epoch = epoch;
    m_commands.postAlways([this, epoch] { doOpen(epoch); });
}

void ConnectionWorker::close()
{
    m_epoch = 0;
    m_gate.close();
    {
        const std::scoped_lock lock(m_mutex);
        m_connecting.request_stop();
    }
    m_requests->finishAll(RequestResult::Cancelled);
    m_commands.postAlways([this] { doClose(); });
}

void ConnectionWorker::subscribe(std::shared_ptr<FeedSubscription> subscription)
{
    m_commands.postAlways([this, subscription = std::move(subscription)] {
        m_needsConfirmation = true;
        if (const auto status = m_subscriptions.add(subscription); status != NATS_OK)
            tellError(
                kindOf(status),
                Words::tr("Subscribing to %1 failed: %2").arg(toText(subscription->pattern.text()), libraryWords()));
    });
}

void ConnectionWorker::unsubscribe(SubscriptionId id)
{
    m_commands.postAlways([this, id] { m_subscriptions.remove(id); });
}

Result<void> ConnectionWorker::publish(const OutgoingMessage &message)
{
    return m_commands.post([this, message] { doPublish(message); }) ? Result<void>() : busy();
}

Result<void> ConnectionWorker::request(RequestId id, const OutgoingMessage &message, const RequestOptions &options)
{
    m_requests->add(id, options);
    if (m_commands.post([this, id, message] { doRequest(id, message); }))
        return {};
    m_requests->finish(id, RequestResult::Failed, errorText(busy()));
    return busy();
}

void ConnectionWorker::flush()
{
    m_commands.postAlways([this] {
        const bool isOk = isUp() && flushWithin(confirmWithin);
        m_outbox->post([isOk](ConnectionEvents &events) { events.onFlushed(isOk); });
    });
}

void ConnectionWorker::run()
{
    while (!m_commands.isDone()) {
        if (const auto command = m_commands.takeUntil(nextWakeUp()))
            command();
        runDueWork();
    }
    const std::scoped_lock lock(m_mutex);
    m_hasEnded = true;
    m_ending.notify_all();
}

void ConnectionWorker::runDueWork()
{
    m_requests->expire();
    if (m_needsConfirmation && m_commands.isEmpty() && isUp())
        confirmSubscriptions();
    if (m_link->get() && CommandQueue::Clock::now() >= m_tick)
        housekeep();
}

std::optional<CommandQueue::Clock::time_point> ConnectionWorker::nextWakeUp() const
{
    auto next = m_requests->nextDeadline();
    if (m_link->get())
        next = next ? std::min(*next, m_tick) : m_tick;
    return next;
}

void ConnectionWorker::housekeep()
{
    m_tick = CommandQueue::Clock::now() + tickEvery;
    if (m_subscriptions.pollFigures())
        m_outbox->post([](ConnectionEvents &events) { events.onSubscriptionFigures(); });
    if (m_ticks++ % ticksPerRoundTrip == 0 && isUp())
        measureRoundTrip();
}

void ConnectionWorker::measureRoundTrip()
{
    const auto link = m_link->get();
    const auto from = monotonicNanoseconds();
    if (natsConnection_FlushTimeout(link.get(), flushSlice.count()) != NATS_OK)
        return;
    const auto took = monotonicNanoseconds() - from;
    m_outbox->post([took](ConnectionEvents &events) { events.onRoundTrip(took); });
}

void ConnectionWorker::confirmSubscriptions()
{
    if (!flushWithin(confirmWithin))
        return;
    m_needsConfirmation = false;
    m_outbox->post([](ConnectionEvents &events) { events.onSubscriptionsConfirmed(); });
}

bool ConnectionWorker::flushWithin(std::chrono::milliseconds longest)
{
    const auto link = m_link->get();
    const auto until = CommandQueue::Clock::now() + longest;
    while (link && isUp() && !m_isStopping && CommandQueue::Clock::now() < until) {
        const auto status = natsConnection_FlushTimeout(link.get(), flushSlice.count());
        if (status != NATS_TIMEOUT)
            return status == NATS_OK;
    }
    return false;
}

bool ConnectionWorker::isUp() const
{
    const auto link = m_link->get();
    return link && natsConnection_Status(link.get()) == NATS_CONN_STATUS_CONNECTED;
}

void ConnectionWorker::doOpen(int epoch)
{
    doClose(); // a handle that the library has given up may still be there
    if (m_epoch.load() != epoch)
        return;
    if (const auto opened = openOnce(epoch); !opened && m_epoch.load() == epoch)
        fail(epoch, opened.error());
}

Result<void> ConnectionWorker::openOnce(int epoch)
{
    const auto greeting = findServer();
    if (!greeting)
        return greeting.error();
    return m_epoch.load() == epoch ? doConnect(epoch, greeting.value()) : Result<void>();
}

Result<ServerGreeting> ConnectionWorker::findServer() const
{
    std::optional<Error> first;
    std::stop_token stop;
    {
        const std::scoped_lock lock(m_mutex);
        stop = m_connecting.get_token();
    }
    for (const auto &url : m_profile.servers) {
        auto greeting = probeServer(url, m_profile.connectTimeoutMs, stop);
        if (greeting)
            return greeting;
        if (!first)
            first = greeting.error();
    }
    return first.value_or(makeError(ErrorKind::InvalidInput, Words::tr("The connection names no server.")));
}

Result<void> ConnectionWorker::doConnect(int epoch, const ServerGreeting &greeting)
{
    m_greeting = greeting;
    auto options = makeNatsOptions(m_profile, greeting.facts.url);
    if (!options)
        return options.error();
    auto context = LinkCallbacks::makeContext(shared_from_this(), epoch);
    LinkCallbacks::install(options.value().get(), context.get());
    m_gate.open();
    natsConnection *raw = nullptr;
    const auto status = natsConnection_Connect(&raw, options.value().get());
    if (status != NATS_OK)
        return connectError(status, libraryWords(), m_profile, hostAndPort(greeting.facts.url));
    static_cast<void>(context.release()); // it is the library's now
    const NatsConnection link(raw, NatsConnectionDeleter());
    {
        const std::scoped_lock lock(m_mutex);
        m_isClosed = false;
    }
    m_link->set(link);
    m_ticks = 0;
    m_tick = CommandQueue::Clock::now();
    if (const auto made = m_subscriptions.attach(link); made != NATS_OK)
        tellError(kindOf(made), Words::tr("Subscribing failed: %1").arg(libraryWords()));
    m_needsConfirmation = !m_subscriptions.isEmpty();
    m_connectedAt = CommandQueue::Clock::now();
    announceConnected(epoch, greeting.facts);
    return {};
}

void ConnectionWorker::announceConnected(int epoch, ServerFacts facts)
{
    const auto link = m_link->get();
    if (!link || m_epoch.load() != epoch)
        return;
    std::array<char, 512> text{};
    if (natsConnection_GetConnectedUrl(link.get(), text.data(), text.size()) == NATS_OK)
        facts.url = QString::fromUtf8(text.data());
    if (natsConnection_GetConnectedServerId(link.get(), text.data(), text.size()) == NATS_OK) {
        const auto id = QString::fromUtf8(text.data());
        if (id != facts.id)
            greetAnew(facts);
        facts.id = id;
    }
    facts.maxPayload = natsConnection_GetMaxPayload(link.get());
    if (std::uint64_t clientId = 0; natsConnection_GetClientID(link.get(), &clientId) == NATS_OK)
        facts.clientId = clientId;
    m_outbox->post([epoch, facts](ConnectionEvents &events) { events.onConnected(epoch, facts); });
    // It may have been lost again before this was told; the later word must be the true one.
    if (natsConnection_Status(link.get()) == NATS_CONN_STATUS_RECONNECTING)
        m_outbox->post(
            [epoch](ConnectionEvents &events) { events.onLost(epoch, Words::tr("The connection was lost.")); });
}

/// Another server of the cluster, or the same one restarted: what the first greeting said is not about it.
void ConnectionWorker::greetAnew(ServerFacts &facts)
{
    const auto url = facts.url;
    facts = {};
    facts.url = url;
    if (const auto greeting = probeServer(url, greetAnewWithinMs, {}))
        m_greeting = greeting.value();
    else
        m_greeting.facts = facts;
    facts = m_greeting.facts;
    facts.url = url;
}

void ConnectionWorker::doClose()
{
    const auto link = m_link->get();
    if (!link)
        return;
    m_gate.close(); // the library's close waits for its reconnect thread
    m_subscriptions.pollFigures();
    if (isUp())
        drain(link.get());
    m_subscriptions.detach();
    natsConnection_Close(link.get());
    m_link->set({});
    m_needsConfirmation = !m_subscriptions.isEmpty();
}

void ConnectionWorker::drain(natsConnection *connection)
{
    if (natsConnection_DrainTimeout(connection, std::chrono::milliseconds(drainWithin).count()) != NATS_OK)
        return;
    std::unique_lock lock(m_mutex);
    m_ending.wait_for(lock, drainWithin, [this] { return m_isClosed; });
}

void ConnectionWorker::doPublish(const OutgoingMessage &message)
{
    const auto status = isUp() ? send(message, message.reply.toStdString()) : NATS_CONNECTION_DISCONNECTED;
    const auto error = status == NATS_OK ? QString() : errorText(sendError(status, libraryWords()));
    m_outbox->post([message, error](ConnectionEvents &events) { events.onPublished(message, error); });
}

void ConnectionWorker::doRequest(RequestId id, const OutgoingMessage &message)
{
    auto status = isUp() ? m_subscriptions.openInbox() : NATS_CONNECTION_DISCONNECTED;
    if (!m_requests->beginSending(id))
        return;
    if (status == NATS_OK)
        status = send(message, m_requests->replySubject(id));
    if (status != NATS_OK) {
        m_requests->finish(id, RequestResult::Failed, errorText(sendError(status, libraryWords())));
        return;
    }
    // The library sends what it has gathered after a millisecond; a flush sends it now, and its answer is not needed.
    if (m_commands.isEmpty())
        natsConnection_FlushTimeout(m_link->get().get(), 1);
}

natsStatus ConnectionWorker::send(const OutgoingMessage &message, const std::string &reply)
{
    natsMsg *raw = nullptr;
    auto status = natsMsg_Create(&raw, message.subject.constData(), reply.empty() ? nullptr : reply.c_str(),
                                 message.payload.constData(), static_cast<int>(message.payload.size()));
    const NatsMessage owned(raw);
    for (const auto &[key, value] : message.headers) {
        if (status == NATS_OK)
            status = natsMsgHeader_Add(raw, key.constData(), value.constData());
    }
    return status == NATS_OK ? natsConnection_PublishMsg(m_link->get().get(), raw) : status;
}

void ConnectionWorker::fail(int epoch, const Error &error)
{
    m_requests->finishAll(RequestResult::Failed, errorText(error));
    m_outbox->post([epoch, error](ConnectionEvents &events) { events.onFailed(epoch, error.kind, errorText(error)); });
}

void ConnectionWorker::tellError(ErrorKind kind, const QString &message)
{
    m_outbox->post([kind, message](ConnectionEvents &events) { events.onError(kind, message); });
}

} // namespace gnat
