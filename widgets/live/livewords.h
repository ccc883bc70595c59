// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"

#include <QString>

namespace gnat {

class ConnectionSet;
class EmptyState;
class Filter;
class MessageLog;

// What the Live page says of connections, subscriptions and a list without rows. GUI thread.

/// The connection's name, or "closed".
QString connectionName(const ConnectionSet &connections, SourceId source);
/// "shop.>", "jobs.* in queue group workers"; empty if the subscription is gone.
QString subscriptionName(const ConnectionSet &connections, SourceId source, SubscriptionId id);
/// The URL of its first server, without secrets; empty if the connection is gone.
QString serverUrl(const ConnectionSet &connections, SourceId source);
/// Why the list is empty: the filter lets nothing pass, or nothing has come yet from what is listened to.
void explainEmptyList(EmptyState &state, const MessageLog &log, const Filter &filter, const ConnectionSet &connections);

} // namespace gnat
