// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/subscriptionlist_p.h"

#include <algorithm>

namespace gnat {

namespace {

SubscriptionInfo infoOf(const SubscriptionList::Entry &entry)
{
    SubscriptionInfo info;
    info.id = entry.subscription->id;
    info.pattern = entry.pattern;
    info.queueGroup = entry.queueGroup;
    info.isOn = entry.isOn;
    info.messages = entry.subscription->messages.load();
    info.bytes = entry.subscription->bytes.load();
    info.dropped = entry.subscription->dropped.load();
    info.error = entry.error;
    return info;
}

} // namespace

bool SubscriptionList::remove(SubscriptionId id)
{
    return std::erase_if(m_entries, [id](const Entry &entry) { return entry.subscription->id == id; }) > 0;
}

SubscriptionList::Entry *SubscriptionList::find(SubscriptionId id)
{
    const auto found = std::ranges::find_if(m_entries, [id](const Entry &e) { return e.subscription->id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

SubscriptionList::Entry *SubscriptionList::find(const QByteArray &pattern, const QByteArray &queueGroup)
{
    const auto found = std::ranges::find_if(
        m_entries, [&](const Entry &entry) { return entry.pattern == pattern && entry.queueGroup == queueGroup; });
    return found == m_entries.end() ? nullptr : &*found;
}

void SubscriptionList::refuse(const RefusedSubscription &refused, const QString &words)
{
    for (auto &entry : m_entries) {
        if (entry.isOn && refused.isAbout(entry.subscription->pattern.text(), entry.subscription->queueGroup))
            entry.error = words;
    }
}

bool SubscriptionList::forgetRefusals()
{
    bool wasAny = false;
    for (auto &entry : m_entries) {
        wasAny = wasAny || !entry.error.isEmpty();
        entry.error.clear();
    }
    return wasAny;
}

QList<SubscriptionInfo> SubscriptionList::infos() const
{
    QList<SubscriptionInfo> infos;
    for (const auto &entry : m_entries)
        infos.append(infoOf(entry));
    return infos;
}

} // namespace gnat
