// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"
#include "flow/replayedsource.h"
#include "recording/replayfigures.h"

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
    /// Called when everything due now was sent: it goes out now. A target that is far does not wait until it is there;
    /// an error says that it was found to be lost.
    virtual Result<void> writeOut() { return flush(); }
    /// Waits until all that was sent has arrived; called at a pause and at the end, not if each send is confirmed.
    virtual Result<void> flush() = 0;
    /// Whether a send that succeeded has arrived, so that nothing is left to flush.
    virtual bool confirmsEach() const { return false; }
    /// Called on the GUI thread when the replay is stopped: a send or flush that blocks is to return soon, as
    /// Cancelled.
    virtual void cancel() {}
    // Of those that were sent; any thread:
    /// Messages that it knew already, as a stream does by their Nats-Msg-Id.
    virtual std::uint64_t duplicates() const { return 0; }
    /// Messages on their way, which it has not confirmed yet.
    virtual std::uint64_t unconfirmed() const { return 0; }
    /// Messages that were on their way when it was lost: they may not have arrived.
    virtual std::uint64_t uncertain() const { return 0; }
    /// Messages that went with other headers, because it cannot take them as they are.
    virtual std::uint64_t changedHeaders() const { return 0; }
    /// What it took at first, and said later that it did not let it pass.
    virtual QList<ReplayRefusal> lateRefusals() const { return {}; }
};

} // namespace gnat
