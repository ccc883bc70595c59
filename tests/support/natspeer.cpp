// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/natspeer.h"

#include <nats/nats.h>

#include <algorithm>
#include <vector>

namespace gnat::test {

namespace {

using Handler = std::function<void(const PeerMessage &)>;

QList<QPair<QByteArray, QByteArray>> headersOf(natsMsg *message)
{
    QList<QPair<QByteArray, QByteArray>> headers;
    const char **keys = nullptr;
    int keyCount = 0;
    if (natsMsgHeader_Keys(message, &keys, &keyCount) != NATS_OK)
        return headers;
    std::sort(keys, keys + keyCount, [](const char *a, const char *b) { return QByteArray(a) < QByteArray(b); });
    for (int k = 0; k < keyCount; ++k) {
        const char **values = nullptr;
        int valueCount = 0;
        if (natsMsgHeader_Values(message, keys[k], &values, &valueCount) != NATS_OK)
            continue;
        for (int v = 0; v < valueCount; ++v)
            headers.append({QByteArray(keys[k]), QByteArray(values[v])});
        std::free(static_cast<void *>(values));
    }
    std::free(static_cast<void *>(keys));
    return headers;
}

void onMessage(natsConnection *, natsSubscription *, natsMsg *message, void *closure)
{
    const char *reply = natsMsg_GetReply(message);
    PeerMessage seen{natsMsg_GetSubject(message), reply ? QByteArray(reply) : QByteArray(), headersOf(message),
                     QByteArray(natsMsg_GetData(message), natsMsg_GetDataLength(message))};
    (*static_cast<Handler *>(closure))(seen);
    natsMsg_Destroy(message);
}

} // namespace

struct NatsPeer::Private
{
    natsConnection *connection = nullptr;
    std::vector<natsSubscription *> subscriptions;
    std::vector<std::unique_ptr<Handler>> handlers;
    natsStatus status = NATS_OK;
};

NatsPeer::NatsPeer() : d(std::make_unique<Private>()) {}

NatsPeer::~NatsPeer()
{
    if (d->connection)
        natsConnection_Close(d->connection);
    for (auto *subscription : d->subscriptions)
        natsSubscription_Destroy(subscription);
    natsConnection_Destroy(d->connection);
}

bool NatsPeer::connect(const QString &url)
{
    d->status = natsConnection_ConnectTo(&d->connection, url.toUtf8().constData());
    return d->status == NATS_OK;
}

bool NatsPeer::connectToOneOf(const QStringList &urls)
{
    QList<QByteArray> texts;
    std::vector<const char *> pointers;
    for (const auto &url : urls)
        texts.append(url.toUtf8());
    for (const auto &text : texts)
        pointers.push_back(text.constData());
    natsOptions *options = nullptr;
    d->status = natsOptions_Create(&options);
    if (d->status == NATS_OK)
        d->status = natsOptions_SetServers(options, pointers.data(), static_cast<int>(pointers.size()));
    if (d->status == NATS_OK)
        d->status = natsOptions_SetNoRandomize(options, true);
    if (d->status == NATS_OK)
        d->status = natsOptions_SetMaxReconnect(options, -1);
    if (d->status == NATS_OK)
        d->status = natsOptions_SetReconnectWait(options, 50);
    if (d->status == NATS_OK)
        d->status = natsConnection_Connect(&d->connection, options);
    natsOptions_Destroy(options);
    return d->status == NATS_OK;
}

int NatsPeer::reconnects() const
{
    natsStatistics *statistics = nullptr;
    uint64_t reconnects = 0;
    if (natsStatistics_Create(&statistics) == NATS_OK && natsConnection_GetStats(d->connection, statistics) == NATS_OK)
        natsStatistics_GetCounts(statistics, nullptr, nullptr, nullptr, nullptr, &reconnects);
    natsStatistics_Destroy(statistics);
    return static_cast<int>(reconnects);
}

bool NatsPeer::publish(const PeerMessage &message)
{
    natsMsg *out = nullptr;
    d->status =
        natsMsg_Create(&out, message.subject.constData(), message.reply.isEmpty() ? nullptr : message.reply.constData(),
                       message.payload.constData(), static_cast<int>(message.payload.size()));
    for (const auto &[key, value] : message.headers) {
        if (d->status == NATS_OK)
            d->status = natsMsgHeader_Add(out, key.constData(), value.constData());
    }
    if (d->status == NATS_OK)
        d->status = natsConnection_PublishMsg(d->connection, out);
    natsMsg_Destroy(out);
    return d->status == NATS_OK;
}

bool NatsPeer::flush()
{
    d->status = natsConnection_FlushTimeout(d->connection, 30'000);
    return d->status == NATS_OK;
}

bool NatsPeer::subscribe(const QByteArray &pattern, Handler handler)
{
    d->handlers.push_back(std::make_unique<Handler>(std::move(handler)));
    natsSubscription *subscription = nullptr;
    d->status = natsConnection_Subscribe(&subscription, d->connection, pattern.constData(), onMessage,
                                         d->handlers.back().get());
    if (d->status != NATS_OK)
        return false;
    d->subscriptions.push_back(subscription);
    d->status = natsSubscription_SetPendingLimits(subscription, -1, -1);
    return d->status == NATS_OK && flush();
}

QString NatsPeer::errorText() const
{
    return QString::fromUtf8(natsStatus_GetText(d->status));
}

} // namespace gnat::test
