// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/waitingpublishers_p.h"

#include <algorithm>
#include <utility>

namespace gnat {

void WaitingPublishers::add(Publisher publisher)
{
    wakeBy(publisher->peer().waitsUntil());
    m_waiting.push_back(std::move(publisher));
}

void WaitingPublishers::caughtUp(const BrokerReceiver &receiver)
{
    setFree([&receiver](const BrokerPeer &publisher) { return publisher.waitsFor() == &receiver; });
}

template <typename Predicate>
void WaitingPublishers::setFree(Predicate isFree)
{
    for (std::size_t i = 0; i < m_waiting.size();) {
        if (!isFree(m_waiting[i]->peer())) {
            ++i;
            continue;
        }
        m_free.push_back(std::move(m_waiting[i]));
        m_waiting[i] = std::move(m_waiting.back());
        m_waiting.pop_back();
    }
}

void WaitingPublishers::resumeFree()
{
    if (m_free.empty())
        return;
    const auto publishers = std::exchange(m_free, {});
    for (const auto &publisher : publishers)
        publisher->resume();
}

/// A wake-up that comes too early does no harm, and costs less than to move it with each publisher.
void WaitingPublishers::wakeBy(TimePoint time)
{
    if (time >= m_armed)
        return;
    m_armed = time;
    m_timer.expires_at(time);
    m_timer.async_wait([this](const std::error_code &error) {
        if (!error)
            timeIsOver();
    });
}

/// Those who are free go on at the end of the turn.
void WaitingPublishers::timeIsOver()
{
    const auto now = std::chrono::steady_clock::now();
    setFree([now](const BrokerPeer &publisher) { return publisher.waitsUntil() <= now; });
    m_armed = TimePoint::max();
    auto next = TimePoint::max();
    for (const auto &publisher : m_waiting)
        next = std::min(next, publisher->peer().waitsUntil());
    wakeBy(next);
}

void WaitingPublishers::clear()
{
    m_timer.cancel();
    m_armed = TimePoint::max();
    m_waiting.clear();
    m_free.clear();
}

} // namespace gnat
