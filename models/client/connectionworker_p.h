// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/commandqueue_p.h"
#include "client/connectionevents_p.h"
#include "client/publishrefusals_p.h"
#include "client/reconnectgate_p.h"
#include "client/serverprobe_p.h"
#include "client/subscriptiontable_p.h"

#include <atomic>
#include <memory>
#include <stop_token>
#include <thread>

namespace gnat {

/// The half of a connection that talks to the library: a command thread on which everything happens that can block.
/// The connection posts commands; answers go to the outbox. It is shared with its thread and with the library's
/// callbacks, so that a thread that hangs in the system's name look-up can be left behind.
class ConnectionWorker : public std::enable_shared_from_this<ConnectionWorker>
{
public:
    ConnectionWorker(ConnectionProfile profile, std::shared_ptr<DeliveryFeed> feed,
                     std::shared_ptr<EventOutbox> outbox);
    ~ConnectionWorker();
    ConnectionWorker(const ConnectionWorker &) = delete;
    ConnectionWorker &operator=(const ConnectionWorker &) = delete;

    void start();
    /// Drains, closes and ends the thread. After `longest` it is left to end by itself.
    void stop(std::chrono::milliseconds longest);

    /// Owner's thread: post the work. `epoch` numbers the opens; it comes back with the events.
    void open(int epoch);
    void close();
    void subscribe(std::shared_ptr<FeedSubscription> subscription);
    void unsubscribe(SubscriptionId id);
    Result<void> publish(const OutgoingMessage &message);
    Result<void> request(RequestId id, const OutgoingMessage &message, const RequestOptions &options);
    std::string_view inbox() const { return m_requests->inbox(); } ///< any thread
    void cancel(RequestId id) { m_requests->finish(id, RequestResult::Cancelled); }
    void flush();

    ReconnectGate &gate() { return m_gate; }
    std::shared_ptr<NatsLink> link() const { return m_link; }
    RefusalBoard &refusals() { return m_refusals; }

private:
    friend struct LinkCallbacks;

    void run();
    void runDueWork();
    std::optional<CommandQueue::Clock::time_point> nextWakeUp() const;
    void housekeep();
    void measureRoundTrip();
    void confirmSubscriptions();
    bool flushWithin(std::chrono::milliseconds longest);
    bool isUp() const;

    void doOpen(int epoch);
    void reopen(int epoch, const QString &reason);
    void doReopen(int epoch);
    Result<void> openOnce(int epoch);
    Result<ServerGreeting> findServer() const;
    Result<void> doConnect(int epoch, const ServerGreeting &greeting);
    void announceConnected(int epoch, ServerFacts facts);
    void greetAnew(ServerFacts &facts);
    void doClose();
    void drain(natsConnection *connection);
    void doPublish(const OutgoingMessage &message);
    void doRequest(RequestId id, const OutgoingMessage &message);
    natsStatus send(const OutgoingMessage &message, const std::string &reply);
    void fail(int epoch, const Error &error);
    void tellError(ErrorKind kind, const QString &message);

    const ConnectionProfile m_profile;
    const std::shared_ptr<DeliveryFeed> m_feed;
    const std::shared_ptr<EventOutbox> m_outbox;
    const std::shared_ptr<RequestTable> m_requests;
    const std::shared_ptr<NatsLink> m_link = std::make_shared<NatsLink>();
    ReconnectGate m_gate;
    RefusalBoard m_refusals;
    CommandQueue m_commands;
    SubscriptionTable m_subscriptions;             // command thread
    ServerGreeting m_greeting;                     // command thread
    bool m_needsConfirmation = false;              // command thread
    int m_ticks = 0;                               // command thread
    int m_cutOffs = 0;                             // command thread: in a row, as a slow consumer
    CommandQueue::Clock::time_point m_connectedAt; // command thread
    CommandQueue::Clock::time_point m_tick;        // command thread: the next housekeeping
    std::atomic<int> m_epoch = 0;                  ///< of the open() that is wanted; 0: none
    std::atomic<bool> m_isStopping = false;
    mutable std::mutex m_mutex;       // guards m_connecting, m_hasEnded and m_isClosed
    std::stop_source m_connecting;    // ends a connect in progress
    std::condition_variable m_ending; // with m_mutex: the library said closed, or the thread has ended
    bool m_hasEnded = false;          // guarded by m_mutex
    bool m_isClosed = false;          // guarded by m_mutex: the library's closed callback came
    std::thread m_thread;
};

} // namespace gnat
