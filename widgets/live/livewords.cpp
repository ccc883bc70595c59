// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/livewords.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "common/emptystate.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "filter/filter.h"
#include "live/latestmessage.h"
#include "live/livepage.h"
#include "recording/replaytarget.h"
#include "traffic/messagelog.h"

#include <algorithm>

namespace gnat {

namespace {

QString listensTo(const Connection &connection)
{
    QStringList patterns;
    QStringList refused;
    for (const auto &subscription : connection.subscriptions()) {
        if (subscription.isOn)
            (subscription.error.isEmpty() ? patterns : refused) << monoHtml(toText(viewOf(subscription.pattern)));
    }
    const auto name = connection.profile().name.toHtmlEscaped();
    const auto all = [](const QStringList &list) {
        return list.join(QStringLiteral(", "));
    };
    if (connection.state() != ConnectionState::Connected)
        return LivePage::tr("%1 is not connected.").arg(name);
    auto words = patterns.isEmpty() ? LivePage::tr("%1 is connected and listens to nothing yet.").arg(name)
                                    : LivePage::tr("%1 is connected and listens to %2.").arg(name, all(patterns));
    if (!refused.isEmpty())
        words += u' ' + LivePage::tr("Its server refuses %1.").arg(all(refused));
    return words;
}

} // namespace

QString connectionName(const ConnectionSet &connections, SourceId source)
{
    if (source == replayedSource)
        return LivePage::tr("replayed here");
    const auto name = connections.shownName(source);
    return name.isEmpty() ? LivePage::tr("closed") : name;
}

MessageListModel::SubscriptionTitle subscriptionTitle(const ConnectionSet &connections, SubscriptionId id)
{
    const auto name = connections.subscriptionName(id);
    return {toText(viewOf(name.pattern)), toText(viewOf(name.queueGroup))};
}

std::vector<SubscriptionId> findSubscriptions(const ConnectionSet &connections, const QString &pattern)
{
    std::vector<SubscriptionId> found;
    for (const auto &connection : connections.all()) {
        const auto all = connection->subscriptions();
        for (const auto &subscription : all) {
            if (toText(viewOf(subscription.pattern)) == pattern)
                found.push_back(subscription.id);
        }
    }
    return found;
}

QStringList subscribedPatterns(const ConnectionSet &connections)
{
    QStringList patterns;
    for (const auto &connection : connections.all()) {
        const auto all = connection->subscriptions();
        for (const auto &subscription : all)
            patterns << toText(viewOf(subscription.pattern));
    }
    patterns.removeDuplicates();
    return patterns;
}

QString serverUrl(const ConnectionSet &connections, SourceId source)
{
    const auto *connection = connections.find(source);
    return connection ? connection->profile().servers.value(0) : QString();
}

QString explainNoLatest(const QByteArray &pattern, const MessageLog &log)
{
    const auto subject = toText(viewOf(pattern));
    if (log.count() <= LatestMessage::reach)
        return LivePage::tr("No message on %1 is kept.").arg(subject);
    return LivePage::tr("None of the newest %1 kept messages is on %2; a filter finds older ones.")
        .arg(countFull(LatestMessage::reach), subject);
}

void explainEmptyList(EmptyState &state, const MessageLog &log, const Filter &filter, const ConnectionSet &connections)
{
    if (log.count() > 0 && filter.isEmpty()) {
        state.set(QStringLiteral("filter"), LivePage::tr("All messages are hidden"),
                  LivePage::tr("%1 kept messages are on subjects that you hide.").arg(countFull(log.count())),
                  LivePage::tr("Show hidden subjects"));
        return;
    }
    if (log.count() > 0) {
        state.set(QStringLiteral("filter"), LivePage::tr("No message matches this filter"),
                  LivePage::tr("%1 kept messages, 0 match %2.").arg(countFull(log.count()), monoHtml(filter.text())),
                  LivePage::tr("Clear filter"));
        return;
    }
    QStringList listening;
    bool canArrive = false; // else a test message would be seen by others alone
    for (const auto &connection : connections.all()) {
        listening << listensTo(*connection);
        canArrive = canArrive || std::ranges::any_of(connection->subscriptions(), &SubscriptionInfo::isOn);
    }
    state.set(QStringLiteral("live"),
              canArrive ? LivePage::tr("Waiting for the first message") : LivePage::tr("Nothing is subscribed yet"),
              listening.join(QStringLiteral("<br>")), canArrive ? LivePage::tr("Publish a test message") : QString());
}

} // namespace gnat
