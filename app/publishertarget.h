// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionpublisher.h"
#include "recording/replaytarget.h"

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
        if (m_way == SendWay::Core)
            return m_publisher->publish(message);
        const auto acknowledged = m_publisher->publishToStream(message);
        if (!acknowledged)
            return acknowledged.error();
        m_duplicates += acknowledged.value().isDuplicate;
        return {};
    }
    Result<void> flush() override { return m_publisher->flush(); }
    bool confirmsEach() const override { return m_way == SendWay::Stream; }
    std::uint64_t duplicates() const override { return m_duplicates; }

private:
    std::shared_ptr<ConnectionPublisher> m_publisher;
    const SendWay m_way;
    std::uint64_t m_duplicates = 0;
};

} // namespace gnat
