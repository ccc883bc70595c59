// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionpublisher.h"
#include "recording/replayer.h"

#include <memory>

namespace gnat {

/// A replay's way to a server: introduces the replayer to a connection's publisher. Used on the replayer's thread.
class PublisherTarget final : public ReplayTarget
{
public:
    explicit PublisherTarget(std::shared_ptr<ConnectionPublisher> publisher) : m_publisher(std::move(publisher)) {}

    Result<void> send(const MessageView &message) override { return m_publisher->publish(message); }
    Result<void> flush() override { return m_publisher->flush(); }

private:
    std::shared_ptr<ConnectionPublisher> m_publisher;
};

} // namespace gnat
