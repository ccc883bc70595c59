// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/nathandles_p.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace gnat {

/// Learns what a server has taken of what a publisher sent, on a thread of its own: it asks (PING), which also writes
/// out what the library has gathered, and waits for the answer (PONG). So whoever keeps time need not wait for a
/// server that is far. Thread-safe. Owned by a publisher; an answer that is under way is not waited for at the end.
class PublishConfirmer
{
public:
    enum class Outcome {
        Taken,
        Lost, ///< the connection broke, or stopped answering and closed
        TimedOut,
        Cancelled
    };

    explicit PublishConfirmer(std::shared_ptr<NatsLink> link);
    ~PublishConfirmer();
    PublishConfirmer(const PublishConfirmer &) = delete;
    PublishConfirmer &operator=(const PublishConfirmer &) = delete;

    /// Before each message: waits while too many bytes are under way.
    Outcome waitForRoom();
    /// Just before a message is handed to the library, and after that went well.
    void begin(const NatsConnection &connection);
    void add(std::size_t bytes);
    /// What was sent is to go out now, and to be confirmed. Does not wait.
    void ask();
    /// As ask(), and waits until all that was sent before is confirmed.
    Outcome waitUntilTaken();
    /// From now on nothing waits for longer than a second.
    void cancel();
    /// The connection is gone: what was under way may not have arrived.
    void lose();
    /// True once after it was found out, since the last message, that the connection is gone.
    bool takeLoss();

    std::uint64_t unconfirmed() const; ///< messages on their way
    std::uint64_t uncertain() const;   ///< messages that were on their way when the connection broke

private:
    struct State;
    const std::shared_ptr<State> m_state; ///< the thread's, too, which may outlive this
    bool m_isRunning = false;             ///< the thread; used by begin() alone
};

} // namespace gnat
