// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/c/cclient.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace gnat::interop {

namespace {

constexpr int connectTimeoutMs = 5000;

std::string lastError(natsConnection *connection)
{
    const char *text = nullptr;
    natsConnection_GetLastError(connection, &text);
    return text ? text : "";
}

} // namespace

void check(natsStatus status)
{
    if (status != NATS_OK)
        throw std::runtime_error(natsStatus_GetText(status));
}

void Events::watch(natsOptions *options)
{
    natsOptions_SetDisconnectedCB(
        options, [](natsConnection *, void *self) { static_cast<Events *>(self)->add("disconnected"); }, this);
    natsOptions_SetReconnectedCB(
        options, [](natsConnection *, void *self) { static_cast<Events *>(self)->add("reconnected"); }, this);
    natsOptions_SetLameDuckModeCB(
        options, [](natsConnection *, void *self) { static_cast<Events *>(self)->add("lame duck"); }, this);
    natsOptions_SetClosedCB(
        options, [](natsConnection *nc, void *self) { static_cast<Events *>(self)->add("closed: " + lastError(nc)); },
        this);
    natsOptions_SetErrorHandler(
        options,
        [](natsConnection *nc, natsSubscription *, natsStatus, void *self) {
            static_cast<Events *>(self)->add("error: " + lastError(nc));
        },
        this);
}

void Events::add(std::string event)
{
    const std::lock_guard lock(m_mutex);
    m_events.push_back(std::move(event));
    m_changed.notify_all();
}

std::string Events::next(std::string_view start)
{
    std::unique_lock lock(m_mutex);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    for (;;) {
        if (!m_changed.wait_until(lock, deadline, [this] { return !m_events.empty(); }))
            throw std::runtime_error("no event '" + std::string(start) + "' came");
        auto event = std::move(m_events.front());
        m_events.pop_front();
        if (event.starts_with(start))
            return event;
    }
}

Connection connect(const Servers &servers, const Adjust &adjust)
{
    natsOptions *options = nullptr;
    check(natsOptions_Create(&options));
    const std::unique_ptr<natsOptions, Destroyer<natsOptions_Destroy>> guard(options);
    check(natsOptions_SetURL(options, servers.urls.front().c_str()));
    check(natsOptions_SetAllowReconnect(options, false));
    check(natsOptions_SetTimeout(options, connectTimeoutMs));
    if (adjust)
        adjust(options);
    natsConnection *connection = nullptr;
    check(natsConnection_Connect(&connection, options));
    return Connection(connection);
}

std::string knock(const Servers &servers, const Adjust &adjust)
{
    try {
        flush(connect(servers, adjust));
        return "welcome";
    } catch (const std::exception &error) {
        const std::string_view said(error.what());
        return said == natsStatus_GetText(NATS_CONNECTION_AUTH_FAILED) ? "authorization violation" : std::string(said);
    }
}

Subscription subscribe(const Connection &connection, const char *subject, const char *queue)
{
    natsSubscription *subscription = nullptr;
    check(queue ? natsConnection_QueueSubscribeSync(&subscription, connection.get(), subject, queue)
                : natsConnection_SubscribeSync(&subscription, connection.get(), subject));
    return Subscription(subscription);
}

Message next(const Subscription &subscription, int deadlineMs)
{
    natsMsg *message = nullptr;
    check(natsSubscription_NextMsg(&message, subscription.get(), deadlineMs));
    return Message(message);
}

int countArrived(const Subscription &subscription)
{
    std::uint64_t count = 0;
    check(natsSubscription_QueuedMsgs(subscription.get(), &count));
    return static_cast<int>(count);
}

std::uint64_t countReceived(const Connection &connection)
{
    natsStatistics *statistics = nullptr;
    check(natsStatistics_Create(&statistics));
    const std::unique_ptr<natsStatistics, Destroyer<natsStatistics_Destroy>> guard(statistics);
    check(natsConnection_GetStats(connection.get(), statistics));
    std::uint64_t received = 0;
    check(natsStatistics_GetCounts(statistics, &received, nullptr, nullptr, nullptr, nullptr));
    return received;
}

void publish(const Connection &connection, const char *subject, std::string_view payload)
{
    check(natsConnection_Publish(connection.get(), subject, payload.data(), static_cast<int>(payload.size())));
}

void flush(const Connection &connection)
{
    check(natsConnection_FlushTimeout(connection.get(), connectTimeoutMs));
}

std::string_view text(const Message &message)
{
    return {natsMsg_GetData(message.get()), static_cast<std::size_t>(natsMsg_GetDataLength(message.get()))};
}

std::string headerValues(const Message &message, const char *key)
{
    const char **values = nullptr;
    int count = 0;
    check(natsMsgHeader_Values(message.get(), key, &values, &count));
    std::string list;
    for (int i = 0; i < count; ++i)
        list.append("[").append(values[i]).append("]");
    std::free(values); // NOLINT: libnats allocates the list with malloc
    return list;
}

void say(const std::string &line)
{
    std::puts(line.c_str());
}

Responder::Responder(const Connection &connection, const char *subject, Answer answer) : m_answer(std::move(answer))
{
    natsSubscription *subscription = nullptr;
    check(natsConnection_Subscribe(
        &subscription, connection.get(), subject,
        [](natsConnection *nc, natsSubscription *, natsMsg *message, void *self) {
            static_cast<Responder *>(self)->m_answer(nc, message);
            natsMsg_Destroy(message);
        },
        this));
    m_subscription.reset(subscription);
}

void Responder::drain()
{
    natsSubscription_Drain(m_subscription.get()); // fails when the connection is closed: then nothing comes
    natsSubscription_WaitForDrainCompletion(m_subscription.get(), 10'000);
}

} // namespace gnat::interop
