// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "core/subjectpattern.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// A subscription as the delivery thread and the owner of the connection see it.
struct FeedSubscription
{
    FeedSubscription(SubscriptionId subscriptionId, SubjectPattern subjectPattern, std::string group)
        : id(subscriptionId), pattern(std::move(subjectPattern)), queueGroup(std::move(group))
    {
    }

    const SubscriptionId id;
    const SubjectPattern pattern;
    const std::string queueGroup; ///< empty: none
    std::atomic<std::uint64_t> messages = 0;
    std::atomic<std::uint64_t> bytes = 0;
    std::atomic<std::uint64_t> dropped = 0;
    std::uint64_t droppedBefore = 0; ///< by earlier handles; command thread only
    bool isRefused = false;          ///< nothing comes through it. Guarded by the feed
    /// Patterns of older subscriptions that own what they match. Guarded by the feed; almost always empty.
    std::vector<SubjectPattern> owners;
};

using FeedSubscriptions = std::vector<std::shared_ptr<FeedSubscription>>;

/// Tells each subscription what others own: a message belongs to the oldest subscription without a queue group that
/// matches, and one that the server refused owns nothing, because nothing comes through it. A queue group's copy is a
/// copy whenever any plain subscription matches, older or not. Oldest first; the caller holds the feed's lock.
void assignOwners(const FeedSubscriptions &subscriptions);

/// The same for one that is leaving: what still comes through it is a copy of whatever any of `others` owns.
void assignOwners(FeedSubscription &leaving, const FeedSubscriptions &others);

/// Which subscription a server's refusal is about.
struct RefusedSubscription
{
    std::string pattern;
    std::string queueGroup;  ///< empty: the one without
    bool isAnyGroup = false; ///< a changed configuration took it away; the server says no group then

    bool isEmpty() const { return pattern.empty(); }
    bool isAbout(std::string_view itsPattern, std::string_view itsGroup) const
    {
        return itsPattern == pattern && (isAnyGroup || itsGroup == queueGroup);
    }
};

/// Reads nats-server's words: Permissions Violation for Subscription to "orders.>" using queue "q". Empty for others.
RefusedSubscription parseRefusal(std::string_view words);

} // namespace gnat
