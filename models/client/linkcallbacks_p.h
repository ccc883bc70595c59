// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionworker_p.h"

namespace gnat {

/// What the library calls on its own threads about one handle: lost, back, closed, errors, the wait before an attempt.
/// The closure is a LinkContext; it lives until the library has said closed, which it does once and last.
struct LinkContext
{
    std::shared_ptr<ConnectionWorker> worker;
    int epoch = 0;
};

struct LinkCallbacks
{
    static natsStatus install(natsOptions *options, LinkContext *context);

private:
    static void onLost(natsConnection *connection, void *closure);
    static void onBack(natsConnection *connection, void *closure);
    static void onClosed(natsConnection *connection, void *closure);
    static void onError(natsConnection *connection, natsSubscription *subscription, natsStatus status, void *closure);
    static int64_t onWait(natsConnection *connection, int attempt, void *closure);
};

} // namespace gnat
