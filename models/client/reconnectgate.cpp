// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/reconnectgate_p.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace gnat {

namespace {

constexpr std::array<int, 7> delaysMs{500, 1'000, 2'000, 4'000, 8'000, 15'000, 30'000};

std::chrono::milliseconds delayFor(int attempt)
{
    const auto step = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(attempt, 1)), 1, delaysMs.size()) - 1;
    const double factor = 0.8 + 0.4 * QRandomGenerator::global()->generateDouble();
    return std::chrono::milliseconds(static_cast<int>(delaysMs[step] * factor));
}

} // namespace

void ReconnectGate::wait(int attempt)
{
    std::unique_lock lock(m_mutex);
    m_attempt = attempt;
    m_until = Clock::now() + delayFor(attempt);
    m_isWanted = false;
    m_isWaiting = true;
    m_changed.wait_until(lock, m_until, [this] { return m_isClosed || m_isWanted; });
    m_isWaiting = false;
}

void ReconnectGate::tryNow()
{
    const std::scoped_lock lock(m_mutex);
    m_isWanted = true;
    m_changed.notify_all();
}

void ReconnectGate::close()
{
    const std::scoped_lock lock(m_mutex);
    m_isClosed = true;
    m_changed.notify_all();
}

void ReconnectGate::open()
{
    const std::scoped_lock lock(m_mutex);
    m_isClosed = false;
    m_attempt = 0;
}

int ReconnectGate::attempt() const
{
    const std::scoped_lock lock(m_mutex);
    return m_attempt;
}

int ReconnectGate::remainingMs() const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_isWaiting)
        return 0;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_until - Clock::now()).count();
    return static_cast<int>(std::max<long>(left, 0));
}

} // namespace gnat
