// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/faults/serverfaults_p.h"

#include "broker/brokerserver_p.h"
#include "broker/cluster/clusterports_p.h"
#include "broker/cluster/routesession.h"

#include <algorithm>

namespace gnat {

namespace {

/// A publisher that is gone: nobody to deliver to.
class GonePublisher final : public BrokerReceiver
{
public:
    Taken deliver(const BrokerSubscription & /*subscription*/, std::string_view /*prefix*/,
                  const RoutedMessage & /*message*/) override
    {
        return Taken::No;
    }
    void subscriptionEnded(BrokerSubscription & /*subscription*/) override {}
};

} // namespace

void BrokerServer::setFaults(const std::vector<FaultSlot> &slots)
{
    if (!m_faults && slots.empty())
        return;
    if (!m_faults)
        m_faults = std::make_unique<ServerFaults>(*this, m_io);
    auto &desk = m_faults->desk();
    desk.setRules(slots);
    m_context.faults = desk.hasRules() ? &desk : nullptr; // with none, only what is held goes its way
}

std::shared_ptr<BrokerConnection> BrokerServer::connection(std::uint64_t cid) const
{
    const auto found = m_connections.find(cid);
    return found == m_connections.end() ? nullptr : found->second;
}

FaultTarget *BrokerServer::faultTarget(std::uint64_t cid) const
{
    if (cid == BrokerGuestSeat::cid)
        return m_guest.get();
    const auto found = connection(cid);
    return found ? found->peer().faultTarget() : nullptr;
}

bool BrokerServer::isBehind(const BrokerReceiver &receiver) const
{
    const auto isIt = [&receiver](const BrokerPeer &peer) {
        return &peer == &receiver && peer.isFarBehind();
    };
    if (m_cluster && std::ranges::any_of(m_cluster->membership().routes(), [&](auto *route) { return isIt(*route); }))
        return true;
    return std::ranges::any_of(m_connections, [&](const auto &one) { return isIt(one.second->peer()); });
}

ServerFaults::ServerFaults(BrokerServer &server, asio::io_context &io) : m_server(server), m_timer(io), m_desk(*this) {}

void ServerFaults::judgePresent(const std::vector<std::shared_ptr<BrokerConnection>> &connections)
{
    if (!m_desk.judgesPresent())
        return;
    for (const auto &connection : connections) {
        auto *target = connection->peer().faultTarget();
        if (target && !connection->isClosed() && !connection->peer().isEnding())
            m_desk.judgePresent(*target);
    }
}

FaultTarget *ServerFaults::target(std::uint64_t cid)
{
    return m_server.faultTarget(cid);
}

const BrokerReceiver *ServerFaults::publishForGone(const RoutedMessage &message)
{
    return m_server.context().router.route(GonePublisher(), message).behind;
}

bool ServerFaults::isBehind(const BrokerReceiver &receiver)
{
    return m_server.isBehind(receiver);
}

void ServerFaults::wakeAt(FaultEvent::TimePoint time)
{
    m_timer.expires_at(std::max(time, std::chrono::steady_clock::now()));
    m_timer.async_wait([&server = m_server](const std::error_code &error) {
        if (!error && server.faults())
            server.faults()->desk().wake();
    });
}

void ServerFaults::pauseOver(const BrokerReceiver &pause)
{
    m_server.caughtUp(pause);
}

void ServerFaults::pause(std::uint64_t cid, const BrokerReceiver &behind)
{
    if (const auto connection = m_server.connection(cid))
        connection->pauseFor(behind);
}

void ServerFaults::writeOn(std::uint64_t cid)
{
    if (const auto connection = m_server.connection(cid))
        connection->flush();
}

} // namespace gnat
