// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionpublisher_p.h"

#include "base/text.h"
#include "client/connectionerror_p.h"
#include "core/headerblock.h"
#include "core/subject.h"

#include <QCoreApplication>

#include <chrono>
#include <string>

namespace gnat {

namespace {

constexpr std::size_t flushAfterBytes = 1024 * 1024; // what may be under way before the server's PONG is waited for
constexpr std::chrono::milliseconds flushSlice(250);
constexpr std::chrono::seconds flushWithin(30);

} // namespace

struct ConnectionPublisher::Private
{
    Result<NatsConnection> connected() const;
    Result<void> send(natsConnection *connection, const MessageView &message);
    Result<void> waitUntilTaken(natsConnection *connection);
    Error lost() const;

    std::shared_ptr<NatsLink> link;
    std::shared_ptr<SendingLock> lock;
    QString name;
    QString server;
    std::mutex mutex; // guards all below
    std::string subject;
    std::string reply;
    std::string key;
    std::string value;
    std::size_t underWay = 0;
};

Error ConnectionPublisher::Private::lost() const
{
    return makeError(
        ErrorKind::Unreachable,
        QCoreApplication::translate("Connection", "Not connected to %1; the message was not sent.").arg(server));
}

Result<NatsConnection> ConnectionPublisher::Private::connected() const
{
    auto connection = link->get();
    if (!connection || natsConnection_Status(connection.get()) != NATS_CONN_STATUS_CONNECTED)
        return lost();
    return connection;
}

Result<void> ConnectionPublisher::Private::send(natsConnection *connection, const MessageView &message)
{
    subject = message.subject; // the library wants them to end with a NUL
    reply = message.reply;
    natsMsg *raw = nullptr;
    auto status = natsMsg_Create(&raw, subject.c_str(), reply.empty() ? nullptr : reply.c_str(), message.payload.data(),
                                 static_cast<int>(message.payload.size()));
    const NatsMessage owned(raw);
    if (const auto headers = HeaderBlock::parse(message.headers)) {
        for (const auto &field : headers->fields) {
            key = field.key;
            value = field.value;
            if (status == NATS_OK)
                status = natsMsgHeader_Add(raw, key.c_str(), value.c_str());
        }
    }
    if (status == NATS_OK)
        status = natsConnection_PublishMsg(connection, raw);
    return status == NATS_OK ? Result<void>() : sendError(status, libraryWords());
}

Result<void> ConnectionPublisher::Private::waitUntilTaken(natsConnection *connection)
{
    const auto until = std::chrono::steady_clock::now() + flushWithin;
    while (std::chrono::steady_clock::now() < until) {
        const auto status = natsConnection_FlushTimeout(connection, flushSlice.count());
        if (status == NATS_OK) {
            underWay = 0;
            return {};
        }
        if (status != NATS_TIMEOUT || natsConnection_Status(connection) != NATS_CONN_STATUS_CONNECTED)
            return lost();
    }
    return sendError(NATS_TIMEOUT, {});
}

ConnectionPublisher::ConnectionPublisher(std::unique_ptr<Private> parts) : d(std::move(parts)) {}

ConnectionPublisher::~ConnectionPublisher() = default;

Result<void> ConnectionPublisher::publish(const MessageView &message)
{
    if (auto allowed = d->lock->check(d->name); !allowed)
        return allowed;
    if (const auto subject = Subject::parse(message.subject); !subject)
        return subject.error();
    const auto connection = d->connected();
    if (!connection)
        return connection.error();
    const std::scoped_lock lock(d->mutex);
    d->underWay += message.subject.size() + message.reply.size() + message.headers.size() + message.payload.size();
    if (d->underWay >= flushAfterBytes) {
        if (auto taken = d->waitUntilTaken(connection.value().get()); !taken)
            return taken;
    }
    return d->send(connection.value().get(), message);
}

Result<void> ConnectionPublisher::flush()
{
    const auto connection = d->connected();
    if (!connection)
        return connection.error();
    const std::scoped_lock lock(d->mutex);
    return d->waitUntilTaken(connection.value().get());
}

std::shared_ptr<ConnectionPublisher> makePublisher(std::shared_ptr<NatsLink> link, const ConnectionProfile &profile,
                                                   std::shared_ptr<SendingLock> lock)
{
    auto parts = std::make_unique<ConnectionPublisher::Private>();
    parts->link = std::move(link);
    parts->lock = std::move(lock);
    parts->name = profile.name;
    parts->server = displayUrl(profile);
    return std::make_shared<ConnectionPublisher>(std::move(parts));
}

} // namespace gnat
