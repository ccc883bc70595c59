// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nats/nats.h>

#include <memory>
#include <mutex>
#include <utility>

namespace gnat {

struct NatsOptionsDeleter
{
    void operator()(natsOptions *options) const { natsOptions_Destroy(options); }
};
struct NatsMessageDeleter
{
    void operator()(natsMsg *message) const { natsMsg_Destroy(message); }
};
struct NatsSubscriptionDeleter
{
    void operator()(natsSubscription *subscription) const { natsSubscription_Destroy(subscription); }
};
struct NatsConnectionDeleter
{
    void operator()(natsConnection *connection) const { natsConnection_Destroy(connection); }
};
struct JetStreamDeleter
{
    void operator()(jsCtx *context) const { jsCtx_Destroy(context); }
};
struct StreamAckDeleter
{
    void operator()(jsPubAck *ack) const { jsPubAck_Destroy(ack); }
};

using NatsOptions = std::unique_ptr<natsOptions, NatsOptionsDeleter>;
using NatsMessage = std::unique_ptr<natsMsg, NatsMessageDeleter>;
using NatsSubscription = std::unique_ptr<natsSubscription, NatsSubscriptionDeleter>;
using JetStreamContext = std::unique_ptr<jsCtx, JetStreamDeleter>;
using JetStreamAck = std::unique_ptr<jsPubAck, StreamAckDeleter>;
using NatsConnection = std::shared_ptr<natsConnection>;

/// The connection's present handle, shared by its worker and its publishers. Thread-safe.
class NatsLink
{
public:
    NatsConnection get() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_connection;
    }
    void set(NatsConnection connection)
    {
        const std::scoped_lock lock(m_mutex);
        m_connection.swap(connection); // the old handle is released after the lock
    }

private:
    mutable std::mutex m_mutex;
    NatsConnection m_connection;
};

} // namespace gnat
