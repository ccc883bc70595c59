// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerevents.h"

#include "core/clock.h"

#include <utility>

namespace gnat {

void BrokerEvents::add(BrokerEvent::Kind kind, std::string node, std::string text)
{
    const std::scoped_lock lock(m_mutex);
    m_events.push_back({++m_last, wallNanoseconds(), std::move(node), kind, std::move(text)});
    if (m_events.size() > kept)
        m_events.pop_front();
    if (m_listener)
        m_listener(kind);
}

std::vector<BrokerEvent> BrokerEvents::since(std::uint64_t number) const
{
    const std::scoped_lock lock(m_mutex);
    const auto count =
        static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(m_last - std::min(number, m_last), m_events.size()));
    return {m_events.end() - count, m_events.end()};
}

void BrokerEvents::setListener(std::function<void(BrokerEvent::Kind)> listener)
{
    const std::scoped_lock lock(m_mutex);
    m_listener = std::move(listener);
}

} // namespace gnat
