// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "client/deliveryfeed_p.h"

#include <memory>
#include <vector>

namespace gnat {

/// The subscriptions of a connection as its user sees them, on or off, in the order in which they were made. Owner's
/// thread; what is on stands in the command thread's SubscriptionTable, too.
class SubscriptionList
{
public:
    struct Entry
    {
        std::shared_ptr<FeedSubscription> subscription;
        QByteArray pattern;
        QByteArray queueGroup;
        bool isOn = true;
        QString error;
    };

    void add(Entry entry) { m_entries.push_back(std::move(entry)); }
    /// False if there is none.
    bool remove(SubscriptionId id);
    /// Null if there is none; valid until the list changes.
    Entry *find(SubscriptionId id);
    Entry *find(const QByteArray &pattern, const QByteArray &queueGroup);
    void refuse(const RefusedSubscription &refused, const QString &words);
    /// Every subscription is asked for again when the connection is back; the server says again if it refuses.
    /// True if any was refused.
    bool forgetRefusals();
    QList<SubscriptionInfo> infos() const;

private:
    std::vector<Entry> m_entries;
};

} // namespace gnat
