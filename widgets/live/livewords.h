// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "items/messagelistmodel.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace gnat {

class ConnectionSet;
class EmptyState;
class Filter;
class MessageLog;

// What the Live page says of connections, subscriptions and a list without rows. GUI thread.

/// The connection's name, or "closed".
QString connectionName(const ConnectionSet &connections, SourceId source);
/// Without a pattern if the subscription is gone.
MessageListModel::SubscriptionTitle subscriptionTitle(const ConnectionSet &connections, SourceId source,
                                                      SubscriptionId id);
/// The subscriptions to exactly this pattern, of all connections.
std::vector<SubscriptionId> findSubscriptions(const ConnectionSet &connections, const QString &pattern);
/// Each once.
QStringList subscribedPatterns(const ConnectionSet &connections);
/// The URL of its first server, without secrets; empty if the connection is gone.
QString serverUrl(const ConnectionSet &connections, SourceId source);
/// Why the list is empty: the filter lets nothing pass, or nothing has come yet from what is listened to.
void explainEmptyList(EmptyState &state, const MessageLog &log, const Filter &filter, const ConnectionSet &connections);

} // namespace gnat
