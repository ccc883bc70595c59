// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokercontext.h"
#include "broker/brokerreceiver.h"
#include "broker/monitoring/brokerinspector.h"
#include "broker/monitoring/jsontext.h"
#include "broker/monitoring/systemoptions.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// Answers monitoring requests over NATS ("$SYS.REQ…") as nats-server does to an ordinary user: CONNZ and STATZ of its
/// account; with BrokerOptions::opensSystem also what there needs the system account. Requests are taken while messages
/// are delivered and answered afterwards; publishers wait while many are due. Owned by the node's server, its thread.
class SystemResponder final : public BrokerReceiver
{
public:
    SystemResponder(const BrokerContext &context, BrokerInspector &inspector);
    ~SystemResponder() override;
    SystemResponder(const SystemResponder &) = delete;
    SystemResponder &operator=(const SystemResponder &) = delete;

    /// Begins to listen; the node's identity is known now.
    void enter();
    bool hasRequests() const { return !m_requests.empty(); }
    /// Answers the oldest requests, at most a few, so that messages get their turn. Not while delivering.
    void answer();

    Taken deliver(const BrokerSubscription &subscription, std::string_view prefix,
                  const RoutedMessage &message) override;
    void subscriptionEnded(BrokerSubscription & /*subscription*/) override {}

private:
    struct Request
    {
        std::string kind;    ///< "CONNZ"; empty: the old form of STATSZ
        std::string account; ///< whose; empty: the whole server's
        std::string reply;
        std::string payload;
    };
    /// What is wrong with a request: 400 its form, 500 its content.
    struct Problem
    {
        int code = 0;
        std::string words;
    };

    void listen(std::string subject);
    void answer(const Request &request);
    BrokerSnapshot snapshotFor(const Request &request, const SystemOptions &options);
    void writeServer(JsonText &json, const ServerSnapshot &server);
    void writeData(JsonText &json, const Request &request, const SystemOptions &options,
                   const BrokerSnapshot &snapshot) const;
    void settleCounters();
    void publish(const std::string &subject, const std::string &payload);

    const BrokerContext &m_context;
    BrokerInspector &m_inspector;
    std::deque<BrokerSubscription> m_subscriptions; ///< addresses stay
    std::deque<Request> m_requests;
    std::uint64_t m_sequence = 0;      ///< of what this server has said
    std::uint64_t m_takenMessages = 0; ///< that the router counted as delivered although no client got them
    std::uint64_t m_takenBytes = 0;
    std::string m_tail;
};

} // namespace gnat
