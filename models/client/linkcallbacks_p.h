// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionworker_p.h"

namespace gnat {

/// What the library calls on its own threads about one handle: lost, back, closed, errors, the wait before an attempt.
/// The closure is a LinkContext. When the library has said closed, which it does once, the context lets go of the
/// worker and stays: a drain that is cut short by closing is told as an error after that (nats.c, _drainPubsAndClose),
/// and nothing says when that is over. A few bytes a connection.
struct LinkContext
{
    std::shared_ptr<ConnectionWorker> worker; ///< null: closed
    int epoch = 0;
};

struct LinkCallbacks
{
    /// Released to the library once it is connected.
    static std::unique_ptr<LinkContext> makeContext(std::shared_ptr<ConnectionWorker> worker, int epoch);
    static natsStatus install(natsOptions *options, LinkContext *context);

private:
    static void onLost(natsConnection *connection, void *closure);
    static void onBack(natsConnection *connection, void *closure);
    static void onClosed(natsConnection *connection, void *closure);
    static void onError(natsConnection *connection, natsSubscription *subscription, natsStatus status, void *closure);
    static int64_t onWait(natsConnection *connection, int attempt, void *closure);
};

} // namespace gnat
