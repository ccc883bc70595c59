// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionpublisher_p.h"

#include "base/sendable.h"
#include "base/text.h"
#include "client/connectionerror_p.h"
#include "client/publishconfirmer_p.h"
#include "core/headerblock.h"

#include <QCoreApplication>

#include <chrono>
#include <string>

namespace gnat {

namespace {

constexpr std::chrono::milliseconds ackWithin(5000);

/// Of the block that the library makes of these fields.
std::size_t sentHeaderSize(std::string_view headers)
{
    const auto block = HeaderBlock::parse(headers);
    if (!block || block->fields.empty())
        return 0;
    constexpr std::size_t around = 4; // ": " and the line's end
    auto size = std::string_view("NATS/1.0\r\n\r\n").size();
    for (const auto &field : block->fields)
        size += field.key.size() + field.value.size() + around;
    return size;
}

/// The library looks at the payload alone; a server that gets more with the headers closes the connection.
natsStatus checkSize(natsConnection *connection, const MessageView &message)
{
    const auto most = static_cast<std::size_t>(natsConnection_GetMaxPayload(connection));
    if (message.headers.empty() || message.payload.size() + 2 * message.headers.size() < most)
        return NATS_OK; // it grows by a blank a line at most
    const auto headers = sentHeaderSize(message.headers);
    return headers > 0 && headers + message.payload.size() > most ? NATS_MAX_PAYLOAD : NATS_OK;
}

} // namespace

struct ConnectionPublisher::Private
{
    explicit Private(std::shared_ptr<NatsLink> theLink) : link(theLink), confirmer(std::move(theLink)) {}

    Result<NatsConnection> connected();
    Result<NatsConnection> connectionFor(const MessageView &message);
    NatsMessage fill(const MessageView &message, std::string_view replyTo, natsStatus &status);
    Result<void> send(natsConnection *connection, const MessageView &message);
    natsStatus openStreams(const NatsConnection &connection);
    Result<StreamAck> sendToStream(const MessageView &message);
    Result<void> resultOf(PublishConfirmer::Outcome outcome) const;
    bool wasRefused(natsConnection *connection) const;
    Error lost() const;

    std::shared_ptr<NatsLink> link;
    PublishConfirmer confirmer;
    std::shared_ptr<PublishRefusals> refusals;
    std::shared_ptr<SendingLock> lock;
    SendingPass pass;
    QString name;
    QString server;
    std::mutex mutex; // guards all below
    std::string subject;
    std::string reply;
    std::string key;
    std::string value;
    NatsConnection streamsOf; ///< what the context below belongs to
    JetStreamContext streams;
};

Error ConnectionPublisher::Private::lost() const
{
    return makeError(
        ErrorKind::Unreachable,
        QCoreApplication::translate("Connection", "Not connected to %1; the message was not sent.").arg(server));
}

Result<NatsConnection> ConnectionPublisher::Private::connected()
{
    auto connection = link->get();
    if (!connection || natsConnection_Status(connection.get()) != NATS_CONN_STATUS_CONNECTED) {
        confirmer.lose();
        return lost();
    }
    return connection;
}

/// The connection, if the message may go out through it.
Result<NatsConnection> ConnectionPublisher::Private::connectionFor(const MessageView &message)
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
            if (status == NATS_OK && !key.empty())
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
        status = checkSize(connection, message);
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
        status = checkSize(streamsOf.get(), message);
    if (status == NATS_OK)
        status = js_PublishMsg(&raw, streams.get(), owned.get(), &options, &code);
    const JetStreamAck ack(raw);
    if (status == NATS_OK)
        return StreamAck{QString::fromUtf8(ack->Stream), ack->Sequence, ack->Duplicate};
    return streamError(status, static_cast<int>(code), libraryWords());
}

Result<void> ConnectionPublisher::Private::resultOf(PublishConfirmer::Outcome outcome) const
{
    switch (outcome) {
    case PublishConfirmer::Outcome::Taken:
        break;
    case PublishConfirmer::Outcome::Lost:
        return lost();
    case PublishConfirmer::Outcome::TimedOut:
        return sendError(NATS_TIMEOUT, {});
    case PublishConfirmer::Outcome::Cancelled:
        return makeError(ErrorKind::Cancelled, QCoreApplication::translate("Connection", "Stopped."));
    }
    return {};
}

/// Whether the server refused anything, ever: the library knows that at once, the words come a little later.
bool ConnectionPublisher::Private::wasRefused(natsConnection *connection) const
{
    const char *words = nullptr;
    return refusals->total() > 0 || natsConnection_GetLastError(connection, &words) == NATS_NOT_PERMITTED;
}

ConnectionPublisher::ConnectionPublisher(std::unique_ptr<Private> parts) : d(std::move(parts)) {}

ConnectionPublisher::~ConnectionPublisher() = default;

Result<void> ConnectionPublisher::publish(const MessageView &message)
{
    const auto connection = d->connectionFor(message);
    if (!connection)
        return connection.error();
    const std::scoped_lock lock(d->mutex);
    if (auto room = d->resultOf(d->confirmer.waitForRoom()); !room)
        return room;
    d->confirmer.begin(connection.value());
    auto sent = d->send(connection.value().get(), message);
    if (sent)
        d->confirmer.add(message.subject.size() + message.reply.size() + message.headers.size() +
                         message.payload.size());
    else if (sent.error().kind == ErrorKind::Unreachable)
        d->confirmer.lose();
    return sent;
}

Result<StreamAck> ConnectionPublisher::publishToStream(const MessageView &message)
{
    const auto connection = d->connectionFor(message);
    if (!connection)
        return connection.error();
    const std::scoped_lock lock(d->mutex);
    if (const auto status = d->openStreams(connection.value()); status != NATS_OK)
        return sendError(status, libraryWords());
    const auto refusedBefore = d->refusals->total();
    auto kept = d->sendToStream(message);
    if (kept || kept.error().kind != ErrorKind::TimedOut || d->refusals->total() == refusedBefore)
        return kept;
    return makeError(ErrorKind::NotPermitted, d->refusals->wordsAbout(message.subject));
}

Result<void> ConnectionPublisher::writeOut()
{
    d->confirmer.ask();
    return d->confirmer.takeLoss() ? Result<void>(d->lost()) : Result<void>();
}

Result<void> ConnectionPublisher::flush()
{
    const auto connection = d->connected();
    if (!connection)
        return connection.error();
    auto taken = d->resultOf(d->confirmer.waitUntilTaken());
    if (taken && d->wasRefused(connection.value().get()))
        d->refusals->waitUntilQuiet();
    return taken;
}

void ConnectionPublisher::cancel()
{
    d->confirmer.cancel();
}

quint64 ConnectionPublisher::unconfirmed() const
{
    return d->confirmer.unconfirmed();
}

quint64 ConnectionPublisher::uncertain() const
{
    return d->confirmer.uncertain();
}

QList<PublishRefusal> ConnectionPublisher::refusals() const
{
    return d->refusals->all();
}

std::shared_ptr<ConnectionPublisher> makePublisher(std::shared_ptr<NatsLink> link, const ConnectionProfile &profile,
                                                   std::shared_ptr<SendingLock> lock, const SendingPass &pass,
                                                   std::shared_ptr<PublishRefusals> refusals)
{
    auto parts = std::make_unique<ConnectionPublisher::Private>(std::move(link));
    parts->refusals = std::move(refusals);
    parts->lock = std::move(lock);
    parts->pass = pass;
    parts->name = profile.name;
    parts->server = displayUrl(profile);
    return std::make_shared<ConnectionPublisher>(std::move(parts));
}

} // namespace gnat
