// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/auth/subjectset.h"
#include "broker/auth/verdictcache.h"
#include "broker/brokeroptions.h"
#include "core/result.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gnat {

/// What a user may publish and subscribe to, compiled once and shared by all sessions of that user. Follows nats-server
/// 2.9 (canSubscribe and pubAllowed), with two differences that only forbid more: "a.>" is not allowed by "a.*", and
/// every wildcard subscription is kept from what is denied, not only those that contain a whole denied pattern.
/// Node's thread: it remembers verdicts.
class Permissions
{
public:
    /// InvalidInput: a subject is none; the error names it.
    static Result<std::shared_ptr<Permissions>> compile(const BrokerPermissions &rules);

    bool allowsPublish(std::string_view subject);
    /// `queue`: the queue group, empty: none.
    bool allowsSubscribe(std::string_view subject, std::string_view queue) const;
    /// An allowed subscription to this reaches into what is denied: ask deniesDelivery() for each message.
    bool needsFilter(std::string_view subject) const;
    bool deniesDelivery(std::string_view subject);
    const std::optional<ResponseRules> &responses() const { return m_responses; }

private:
    /// Subjects without a queue group, and those with one.
    struct Rules
    {
        SubjectSet plain;
        std::vector<std::pair<std::string, SubjectSet>> queues; ///< by queue group, which may hold wildcards
    };

    static Result<Rules> compileSubscriptions(const std::vector<std::string> &entries);
    /// nullopt: no group's subjects have to do with it; otherwise whether `queue` is one of those.
    template <typename Meets>
    static std::optional<bool> queueVerdict(const Rules &rules, std::string_view queue, Meets meets);

    std::optional<SubjectSet> m_publishAllowed; ///< absent: everything
    SubjectSet m_publishDenied;
    std::optional<Rules> m_subscribeAllowed;
    Rules m_subscribeDenied;
    std::optional<ResponseRules> m_responses;
    VerdictCache m_publishVerdicts;
    VerdictCache m_deliveryVerdicts;
};

} // namespace gnat
