// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerrouter.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace gnat {

/// Counts what this node's own clients and guests are interested in and says it in the words of a route: a subject when
/// its first subscription comes and its last one goes, a queue group each time its number of members changes. Node's
/// thread.
class LocalInterest final : public InterestWatcher
{
public:
    /// `tell` is called with each line for all routes.
    explicit LocalInterest(std::function<void(std::string_view)> tell) : m_tell(std::move(tell)) {}

    void interestAdded(const BrokerSubscription &subscription) override;
    void interestRemoved(const BrokerSubscription &subscription) override;

    /// All of it, for a route that has just been made.
    std::string lines() const;

private:
    void say(std::string_view subject, std::string_view queue, std::uint32_t weight);

    std::function<void(std::string_view)> m_tell;
    TextMap<std::uint32_t> m_members; ///< by "subject" or "subject queue"
    std::string m_key;
    std::string m_line;
};

} // namespace gnat
