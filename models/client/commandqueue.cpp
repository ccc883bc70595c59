// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/commandqueue_p.h"

namespace gnat {

bool CommandQueue::post(Command command)
{
    const std::scoped_lock lock(m_mutex);
    if (m_isClosed || m_waiting.size() >= maxWaiting)
        return false;
    m_waiting.push_back(std::move(command));
    m_changed.notify_one();
    return true;
}

void CommandQueue::postAlways(Command command)
{
    const std::scoped_lock lock(m_mutex);
    if (m_isClosed)
        return;
    m_waiting.push_back(std::move(command));
    m_changed.notify_one();
}

CommandQueue::Command CommandQueue::takeUntil(std::optional<Clock::time_point> until)
{
    std::unique_lock lock(m_mutex);
    const auto isReady = [this] {
        return !m_waiting.empty() || m_isClosed || m_isWoken;
    };
    if (until)
        m_changed.wait_until(lock, *until, isReady);
    else
        m_changed.wait(lock, isReady);
    m_isWoken = false;
    if (m_waiting.empty())
        return {};
    auto command = std::move(m_waiting.front());
    m_waiting.pop_front();
    return command;
}

void CommandQueue::wake()
{
    const std::scoped_lock lock(m_mutex);
    m_isWoken = true;
    m_changed.notify_one();
}

void CommandQueue::close()
{
    const std::scoped_lock lock(m_mutex);
    m_isClosed = true;
    m_changed.notify_one();
}

bool CommandQueue::isDone() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isClosed && m_waiting.empty();
}

bool CommandQueue::isEmpty() const
{
    const std::scoped_lock lock(m_mutex);
    return m_waiting.empty();
}

} // namespace gnat
