// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timewindow.h"

#include <algorithm>

namespace gnat {

namespace {
constexpr std::int64_t secondNs = 1'000'000'000;
}

void TimeWindow::setSpan(std::int64_t firstNs, std::int64_t durationNs)
{
    m_isSpan = true;
    m_firstNs = firstNs;
    m_lastNs = firstNs + std::max(durationNs, shortestNs);
    reset();
}

void TimeWindow::setSeconds(int seconds)
{
    m_seconds = std::clamp(seconds, 10, longestSeconds);
    reset();
    Q_EMIT secondsChanged();
}

void TimeWindow::advance(std::int64_t nowNs)
{
    if (!m_isPaused)
        m_nowNs = nowNs;
}

void TimeWindow::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
}

std::int64_t TimeWindow::oldestNs() const
{
    return m_isSpan ? m_firstNs : m_nowNs - longestSeconds * secondNs;
}

std::int64_t TimeWindow::newestNs() const
{
    return m_isSpan ? m_lastNs : m_nowNs;
}

std::int64_t TimeWindow::fromNs() const
{
    if (m_isHeld)
        return m_heldFromNs;
    return m_isSpan ? m_firstNs : m_nowNs - m_seconds * secondNs;
}

std::int64_t TimeWindow::toNs() const
{
    return m_isHeld ? m_heldToNs : newestNs();
}

void TimeWindow::hold(std::int64_t fromNs, std::int64_t toNs)
{
    const auto longest = newestNs() - oldestNs();
    const auto length = std::clamp(toNs - fromNs, std::min(shortestNs, longest), longest);
    m_heldFromNs = std::clamp(fromNs, oldestNs(), newestNs() - length);
    m_heldToNs = m_heldFromNs + length;
    m_isHeld = true;
    Q_EMIT changed();
}

void TimeWindow::zoom(double factor, std::int64_t aroundNs)
{
    const auto before = static_cast<double>(aroundNs - fromNs()) * factor;
    const auto length = static_cast<double>(toNs() - fromNs()) * factor;
    const auto from = aroundNs - static_cast<std::int64_t>(before);
    hold(from, from + static_cast<std::int64_t>(length));
}

void TimeWindow::pan(std::int64_t byNs)
{
    hold(fromNs() + byNs, toNs() + byNs);
}

void TimeWindow::reset()
{
    m_isHeld = false;
    Q_EMIT changed();
}

void TimeWindow::goToOldest()
{
    hold(oldestNs(), oldestNs() + (toNs() - fromNs()));
}

void TimeWindow::setCursor(std::optional<std::int64_t> atNs)
{
    if (atNs == m_cursorNs)
        return;
    m_cursorNs = atNs;
    Q_EMIT cursorChanged();
}

} // namespace gnat
