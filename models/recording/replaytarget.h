// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"
#include "flow/replayedsource.h"

#include <QString>

namespace gnat {

/// Where the user wants a replay to go.
struct ReplayDestination
{
    SourceId source;            ///< a connection, or replayedSource
    bool throughStream = false; ///< into a JetStream stream, each message acknowledged
    QString typedName = {};     ///< of a locked connection, by a person who means this one replay
};

/// Where a replay goes. Called on the replayer's thread; may block for back-pressure, at most until `stop`.
class ReplayTarget
{
public:
    virtual ~ReplayTarget() = default;
    /// Sends one message; `message.subject` is already rewritten. An error of the kind Unreachable or TimedOut pauses
    /// the replay (target lost), any other (too large, not permitted) is counted as refused.
    virtual Result<void> send(const MessageView &message) = 0;
    /// Called when everything due now was sent, and at the end; not if each send is confirmed.
    virtual Result<void> flush() = 0;
    /// Whether a send that succeeded has arrived, so that nothing is left to flush.
    virtual bool confirmsEach() const { return false; }
    /// Called on the GUI thread when the replay is stopped: a send or flush that blocks is to return soon, as
    /// Cancelled.
    virtual void cancel() {}
    /// Messages that it took and knew already, as a stream does by their Nats-Msg-Id. Part of those that were sent.
    virtual std::uint64_t duplicates() const { return 0; }
};

} // namespace gnat
