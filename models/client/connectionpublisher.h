// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"

#include <QList>
#include <QString>

#include <memory>

namespace gnat {

/// What a stream answers to a message that it keeps.
struct StreamAck
{
    QString stream;
    quint64 sequence = 0;
    bool isDuplicate = false; ///< it had a message of this Nats-Msg-Id already and kept that one
};

/// What the server did not let pass, in its words, and how often.
struct PublishRefusal
{
    QString words; ///< empty: for other reasons
    quint64 count = 0;
};

/// Publishes many messages through a connection from a thread of its user, as a replay does. All functions are
/// thread-safe and may block: a slow server holds publish() up (back-pressure) instead of making it fail, when a
/// megabyte is under way that it has not confirmed. It keeps the library's handle alive; once the Connection is closed
/// or destroyed, or while it is not connected, every call says Unreachable at once. Get it from
/// Connection::publisher().
class ConnectionPublisher
{
public:
    struct Private;

    explicit ConnectionPublisher(std::unique_ptr<Private> parts);
    ~ConnectionPublisher();

    /// Sends subject, reply, headers and payload of `message`. Header keys and values go out as they are, repeated
    /// keys too; the order between different keys is not kept. The error: NotPermitted (a locked profile), Unreachable,
    /// TooLarge, InvalidInput.
    Result<void> publish(const MessageView &message);
    /// Publishes into whatever JetStream stream has the subject and waits for its acknowledgement; the reply subject is
    /// left out, the acknowledgement needs it. The error: as above, NoResponders where no stream has the subject,
    /// NotPermitted in the words of a stream that refuses, TimedOut.
    Result<StreamAck> publishToStream(const MessageView &message);
    /// What was published goes out now, instead of a little later with what follows. Does not wait for the server; the
    /// error: it was found out that the connection is gone.
    Result<void> writeOut();
    /// Waits until the server has taken all that was published before, and has said what it refused of it.
    Result<void> flush();
    /// From now on nothing waits for longer than a second, and says Cancelled.
    void cancel();

    /// Messages on their way, which the server has not confirmed yet.
    quint64 unconfirmed() const;
    /// Messages that were on their way when the connection broke: they may not have arrived.
    quint64 uncertain() const;
    /// What the server refused of what was published on this connection, by whomever, since this publisher was made.
    QList<PublishRefusal> refusals() const;

private:
    std::unique_ptr<Private> d;
};

} // namespace gnat
