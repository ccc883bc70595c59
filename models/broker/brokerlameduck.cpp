// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerlameduck_p.h"

#include <algorithm>
#include <utility>

namespace gnat {

BrokerLameDuck::BrokerLameDuck(asio::io_context &io, Connections clients, std::function<void()> done)
    : m_timer(io), m_clients(std::move(clients)), m_done(std::move(done)), m_random(std::random_device{}())
{
}

void BrokerLameDuck::start(std::chrono::milliseconds grace, std::chrono::milliseconds duration)
{
    using std::chrono::nanoseconds;
    constexpr nanoseconds longest = std::chrono::seconds(1);
    const nanoseconds rest = duration > grace ? nanoseconds(duration - grace) : longest;
    m_pause = std::min(longest, rest / static_cast<long>(std::max<std::size_t>(m_clients.size(), 1)));
    wait(grace);
}

void BrokerLameDuck::wait(std::chrono::nanoseconds time)
{
    m_timer.expires_after(time);
    m_timer.async_wait([this](const std::error_code &error) {
        if (!error)
            closeNext();
    });
}

void BrokerLameDuck::closeNext()
{
    while (!m_clients.empty()) {
        const auto client = m_clients.back().lock();
        m_clients.pop_back();
        if (!client || client->isClosed())
            continue; // it went by itself
        client->peer().end({}, "Server Shutdown");
        std::uniform_int_distribution<long> pause(m_pause.count() / 2, m_pause.count());
        wait(std::chrono::nanoseconds(pause(m_random)));
        return;
    }
    m_done();
}

} // namespace gnat
