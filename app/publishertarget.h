// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/sendable.h"
#include "base/words.h"
#include "client/connectionpublisher.h"
#include "recording/replaytarget.h"

#include <atomic>
#include <memory>

namespace gnat {

/// How a replay's messages go to a server.
enum class SendWay {
    Core,  ///< published, confirmed together
    Stream ///< published into a JetStream stream, each acknowledged
};

/// A replay's way to a server: introduces the replayer to a connection's publisher. Used on the replayer's thread.
class PublisherTarget final : public ReplayTarget
{
public:
    explicit PublisherTarget(std::shared_ptr<ConnectionPublisher> publisher, SendWay way = SendWay::Core)
        : m_publisher(std::move(publisher)), m_way(way)
    {
    }

    Result<void> send(const MessageView &message) override
    {
        auto sent = m_way == SendWay::Core ? m_publisher->publish(message) : sendToStream(message);
        if (sent && !canSendHeaders(message.headers))
            ++m_changedHeaders;
        return sent;
    }
    Result<void> writeOut() override { return m_publisher->writeOut(); }
    Result<void> flush() override { return m_publisher->flush(); }
    bool confirmsEach() const override { return m_way == SendWay::Stream; }
    void cancel() override { m_publisher->cancel(); }
    std::uint64_t duplicates() const override { return m_duplicates; }
    std::uint64_t unconfirmed() const override { return m_publisher->unconfirmed(); }
    std::uint64_t uncertain() const override { return m_publisher->uncertain(); }
    std::uint64_t changedHeaders() const override { return m_changedHeaders; }
    QList<ReplayRefusal> lateRefusals() const override
    {
        QList<ReplayRefusal> refusals;
        if (m_way == SendWay::Stream) // it knows of each already
            return refusals;
        for (const auto &refusal : m_publisher->refusals())
            refusals.append({refusal.words.isEmpty() ? QString() : Words::tr("The server says: %1").arg(refusal.words),
                             refusal.count});
        return refusals;
    }

private:
    Result<void> sendToStream(const MessageView &message)
    {
        const auto acknowledged = m_publisher->publishToStream(message);
        if (!acknowledged)
            return acknowledged.error();
        m_duplicates += acknowledged.value().isDuplicate;
        return {};
    }

    std::shared_ptr<ConnectionPublisher> m_publisher;
    const SendWay m_way;
    std::atomic<std::uint64_t> m_duplicates = 0;
    std::atomic<std::uint64_t> m_changedHeaders = 0;
};

} // namespace gnat
