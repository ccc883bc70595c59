// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subscriptionmemory.h"

#include "base/text.h"
#include "rememberedas.h"
#include "settings/preferences.h"

#include <QVariantList>
#include <QVariantMap>

namespace gnat {

namespace {

const QString stateName = QStringLiteral("subscriptions");
const QString askedKey = QStringLiteral("asked");
const QString listKey = QStringLiteral("list");
const QString patternKey = QStringLiteral("pattern");
const QString queueKey = QStringLiteral("queue");
const QString onKey = QStringLiteral("on");

struct Remembered
{
    QByteArray pattern;
    QByteArray queueGroup;
    bool isOn = true;

    bool isPlain() const { return isOn && queueGroup.isEmpty(); }
};

/// What the server of this profile had; nothing if it is new, or the profile asks for something else now.
std::optional<QList<Remembered>> rememberedOf(const Preferences &preferences, const ConnectionProfile &asked)
{
    const auto entry = preferences.state(stateName).toMap().value(rememberedAs(asked)).toMap();
    if (entry.isEmpty() || entry.value(askedKey).toStringList() != asked.subscriptions)
        return {};
    QList<Remembered> all;
    const auto list = entry.value(listKey).toList();
    for (const auto &item : list) {
        const auto map = item.toMap();
        all.append({map.value(patternKey).toString().toUtf8(), map.value(queueKey).toString().toUtf8(),
                    map.value(onKey).toBool()});
    }
    return all;
}

QVariantMap toMap(const SubscriptionInfo &subscription)
{
    return {{patternKey, toText(viewOf(subscription.pattern))},
            {queueKey, toText(viewOf(subscription.queueGroup))},
            {onKey, subscription.isOn}};
}

} // namespace

SubscriptionMemory::SubscriptionMemory(Preferences &preferences, QObject *parent)
    : QObject(parent), m_preferences(preferences)
{
}

ConnectionProfile SubscriptionMemory::recall(ConnectionProfile profile) const
{
    const auto remembered = profile.isEmbedded ? std::nullopt : rememberedOf(m_preferences, profile);
    if (!remembered)
        return profile;
    profile.subscriptions.clear();
    for (const auto &subscription : *remembered) {
        if (subscription.isPlain())
            profile.subscriptions << toText(viewOf(subscription.pattern));
    }
    return profile;
}

void SubscriptionMemory::follow(Connection &connection, const ConnectionProfile &asked)
{
    if (asked.isEmbedded)
        return;
    if (const auto remembered = rememberedOf(m_preferences, asked)) {
        for (const auto &subscription : *remembered) {
            if (subscription.isPlain())
                continue;
            const auto made = connection.subscribe(subscription.pattern, subscription.queueGroup);
            if (made && !subscription.isOn)
                connection.setSubscriptionOn(made.value(), false);
        }
    }
    connect(&connection, &Connection::subscriptionsChanged, this,
            [this, &connection, asked] { keep(connection, asked); });
}

/// Figures of subscriptions change often, what is remembered of them seldom: nothing is written for the former.
void SubscriptionMemory::keep(const Connection &connection, const ConnectionProfile &asked)
{
    QVariantList list;
    const auto subscriptions = connection.subscriptions();
    for (const auto &subscription : subscriptions)
        list << toMap(subscription);
    auto all = m_preferences.state(stateName).toMap();
    const QVariantMap entry{{askedKey, asked.subscriptions}, {listKey, list}};
    if (all.value(rememberedAs(asked)).toMap() == entry)
        return;
    all.insert(rememberedAs(asked), entry);
    m_preferences.setState(stateName, all);
}

} // namespace gnat
