// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/messageowners_p.h"

#include <algorithm>
#include <span>

namespace gnat {

namespace {

using Older = std::span<const std::shared_ptr<FeedSubscription>>;

std::vector<SubjectPattern> ownersOf(const FeedSubscription &subscription, Older candidates)
{
    std::vector<SubjectPattern> owners;
    for (const auto &other : candidates) {
        const bool isOwner = other.get() != &subscription && other->queueGroup.empty() && !other->isRefused;
        if (isOwner && other->pattern.overlaps(subscription.pattern))
            owners.push_back(other->pattern);
    }
    return owners;
}

/// What stands in Go's quotation marks behind `mark`.
std::string quotedAfter(std::string_view words, std::string_view mark)
{
    const auto found = words.find(mark);
    std::string quoted;
    if (found == std::string_view::npos)
        return quoted;
    for (auto i = found + mark.size(); i < words.size() && words[i] != '"'; ++i) {
        if (words[i] == '\\' && i + 1 < words.size())
            ++i;
        quoted += words[i];
    }
    return quoted;
}

} // namespace

void assignOwners(const FeedSubscriptions &subscriptions)
{
    const Older all(subscriptions);
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i]->owners = ownersOf(*all[i], all[i]->queueGroup.empty() ? all.first(i) : all);
}

void assignOwners(FeedSubscription &leaving, const FeedSubscriptions &others)
{
    leaving.owners = ownersOf(leaving, others);
}

RefusedSubscription parseRefusal(std::string_view words)
{
    auto pattern = quotedAfter(words, "ubscription to \"");
    return {std::move(pattern), quotedAfter(words, "using queue \""), words.find("(sid ") != std::string_view::npos};
}

} // namespace gnat
