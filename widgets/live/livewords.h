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

/// The connection's name; "staging (closed)" when it is no longer open.
QString connectionName(const ConnectionSet &connections, SourceId source);
/// Also of one that is gone; without a pattern if there was none.
MessageListModel::SubscriptionTitle subscriptionTitle(const ConnectionSet &connections, SubscriptionId id);
/// The subscriptions to exactly this pattern, of all connections.
std::vector<SubscriptionId> findSubscriptions(const ConnectionSet &connections, const QString &pattern);
/// Each once.
QStringList subscribedPatterns(const ConnectionSet &connections);
/// The URL of its first server, without secrets; empty if the connection is gone.
QString serverUrl(const ConnectionSet &connections, SourceId source);
/// Why no latest message of a subject or pattern is shown.
QString explainNoLatest(const QByteArray &pattern, const MessageLog &log);
/// Why the list is empty: the filter lets nothing pass, or nothing has come yet from what is listened to.
void explainEmptyList(EmptyState &state, const MessageLog &log, const Filter &filter, const ConnectionSet &connections);

} // namespace gnat
