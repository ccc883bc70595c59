// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionpublisher_p.h"

#include "base/sendable.h"
#include "base/text.h"
#include "client/connectionerror_p.h"
#include "core/headerblock.h"

#include <QCoreApplication>

#include <chrono>
#include <string>

namespace gnat {

namespace {

constexpr std::size_t flushAfterBytes = 1024 * 1024; // what may be under way before the server's PONG is waited for
constexpr std::chrono::milliseconds flushSlice(250);
constexpr std::chrono::seconds flushWithin(30);
constexpr std::chrono::milliseconds ackWithin(5000);

} // namespace

struct ConnectionPublisher::Private
{
    Result<NatsConnection> connected() const;
    Result<NatsConnection> connectionFor(const MessageView &message) const;
    NatsMessage fill(const MessageView &message, std::string_view replyTo, natsStatus &status);
    Result<void> send(natsConnection *connection, const MessageView &message);
    natsStatus openStreams(const NatsConnection &connection);
    Result<StreamAck> sendToStream(const MessageView &message);
    Result<void> waitUntilTaken(natsConnection *connection);
    Error lost() const;

    std::shared_ptr<NatsLink> link;
    std::shared_ptr<SendingLock> lock;
    SendingPass pass;
    QString name;
    QString server;
    std::mutex mutex; // guards all below
    std::string subject;
    std::string reply;
    std::string key;
    std::string value;
    std::size_t underWay = 0;
    NatsConnection streamsOf; ///< what the context below belongs to
    JetStreamContext streams;
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

/// The connection, if the message may go out through it.
Result<NatsConnection> ConnectionPublisher::Private::connectionFor(const MessageView &message) const
{
    if (const auto allowed = lock->check(name, pass); !allowed)
        return allowed.error();
    if (const auto sendable = checkSendable(message); !sendable)
        return sendable.error();
    return connected();
}

NatsMessage ConnectionPublisher::Private::fill(const MessageView &message, std::string_view replyTo, natsStatus &status)
{
    subject = message.subject; // the library wants them to end with a NUL
    reply = replyTo;
    natsMsg *raw = nullptr;
    status = natsMsg_Create(&raw, subject.c_str(), reply.empty() ? nullptr : reply.c_str(), message.payload.data(),
                            static_cast<int>(message.payload.size()));
    NatsMessage owned(raw);
    if (const auto headers = HeaderBlock::parse(message.headers)) {
        for (const auto &field : headers->fields) {
            key = field.key;
            value = field.value;
            if (status == NATS_OK)
                status = natsMsgHeader_Add(raw, key.c_str(), value.c_str());
        }
    }
    return owned;
}

Result<void> ConnectionPublisher::Private::send(natsConnection *connection, const MessageView &message)
{
    auto status = NATS_OK;
    const auto owned = fill(message, message.reply, status);
    if (status == NATS_OK)
        status = natsConnection_PublishMsg(connection, owned.get());
    return status == NATS_OK ? Result<void>() : sendError(status, libraryWords());
}

natsStatus ConnectionPublisher::Private::openStreams(const NatsConnection &connection)
{
    if (streams && streamsOf == connection)
        return NATS_OK;
    streams.reset();
    streamsOf = connection;
    jsCtx *raw = nullptr;
    const auto status = natsConnection_JetStream(&raw, connection.get(), nullptr);
    streams.reset(raw);
    return status;
}

Result<StreamAck> ConnectionPublisher::Private::sendToStream(const MessageView &message)
{
    auto status = NATS_OK;
    const auto owned = fill(message, {}, status);
    jsPubAck *raw = nullptr;
    auto code = static_cast<jsErrCode>(0);
    jsPubOptions options;
    jsPubOptions_Init(&options);
    options.MaxWait = ackWithin.count();
    if (status == NATS_OK)
        status = js_PublishMsg(&raw, streams.get(), owned.get(), &options, &code);
    const JetStreamAck ack(raw);
    if (status == NATS_OK)
        return StreamAck{QString::fromUtf8(ack->Stream), ack->Sequence, ack->Duplicate};
    return streamError(status, static_cast<int>(code), libraryWords());
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
    const auto connection = d->connectionFor(message);
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

Result<StreamAck> ConnectionPublisher::publishToStream(const MessageView &message)
{
    const auto connection = d->connectionFor(message);
    if (!connection)
        return connection.error();
    const std::scoped_lock lock(d->mutex);
    if (const auto status = d->openStreams(connection.value()); status != NATS_OK)
        return sendError(status, libraryWords());
    return d->sendToStream(message);
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
                                                   std::shared_ptr<SendingLock> lock, const SendingPass &pass)
{
    auto parts = std::make_unique<ConnectionPublisher::Private>();
    parts->link = std::move(link);
    parts->lock = std::move(lock);
    parts->pass = pass;
    parts->name = profile.name;
    parts->server = displayUrl(profile);
    return std::make_shared<ConnectionPublisher>(std::move(parts));
}

} // namespace gnat
