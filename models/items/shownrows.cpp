// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/shownrows_p.h"

#include <algorithm>
#include <iterator>

namespace gnat {

namespace {

int toRows(quint64 count)
{
    return static_cast<int>(std::min<quint64>(count, ShownRows::maxRows));
}

} // namespace

void ShownRows::showAll(quint64 begin, quint64 end)
{
    const auto step = m_all.step();
    *this = {};
    m_all.showAll(begin, end);
    m_all.setStep(step);
}

void ShownRows::showFound()
{
    const auto step = m_all.step();
    *this = {};
    m_all.setStep(step);
    m_isFiltered = true;
}

int ShownRows::count() const
{
    return toRows(m_isFiltered ? m_shown : m_all.count());
}

quint64 ShownRows::position(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return m_isFiltered ? m_found.at(m_firstShown + at) : m_all.position(at);
}

int ShownRows::lowerRow(quint64 position) const
{
    if (!m_isFiltered)
        return toRows(m_all.lowerRow(position));
    const auto index = std::clamp(m_found.lowerIndex(position), m_firstShown, m_firstShown + m_shown);
    return static_cast<int>(index - m_firstShown);
}

int ShownRows::rowOf(quint64 wanted) const
{
    const int row = lowerRow(wanted);
    return row < count() && position(row) == wanted ? row : -1;
}

void ShownRows::addFound(const std::vector<quint64> &positions, bool isNewer)
{
    if (isNewer) {
        m_found.append(positions);
        return;
    }
    m_found.prepend(positions);
    if (m_shown > 0)
        m_firstShown += positions.size();
}

void ShownRows::forgetWaiting(quint64 begin)
{
    const auto waiting = m_shown > 0 ? m_firstShown : m_found.size();
    const auto left = std::min(waiting, m_found.lowerIndex(begin));
    m_found.erase(0, left);
    m_firstShown -= m_shown > 0 ? left : 0;
}

ShownRows::Tally ShownRows::tally(quint64 begin, quint64 end) const
{
    if (end <= begin)
        return {};
    Tally tally;
    tally.shown = static_cast<quint64>(lowerRow(end) - lowerRow(begin));
    if (!m_isFiltered) {
        tally.waiting = m_all.waiting(end) - m_all.waiting(begin);
        return tally;
    }
    const auto late = std::distance(m_late.lower_bound(begin), m_late.lower_bound(end));
    tally.waiting = m_found.lowerIndex(end) - m_found.lowerIndex(begin) - tally.shown + static_cast<quint64>(late);
    return tally;
}

int ShownRows::leaving(quint64 begin) const
{
    return lowerRow(begin);
}

void ShownRows::removeFront(int rows, quint64 begin)
{
    const auto gone = static_cast<std::size_t>(rows);
    if (!m_isFiltered) {
        m_all.removeFront(gone);
        return;
    }
    // What waits in front of the rows is older still.
    m_found.erase(0, m_firstShown + gone);
    m_firstShown = 0;
    m_shown -= gone;
    const auto first = m_shown > 0 ? m_found.at(0) : std::numeric_limits<quint64>::max();
    m_lost.erase(m_lost.begin(), m_lost.lower_bound(first));
    const auto behind = m_late.lower_bound(first);
    const std::vector<quint64> inFront(m_late.lower_bound(begin), behind); // of what is now the first row
    m_late.erase(m_late.begin(), behind);
    addLate(inFront, {});
}

int ShownRows::waitingInFront() const
{
    return m_isFiltered && m_shown > 0 ? toRows(m_firstShown) : 0;
}

void ShownRows::insertFront(int rows)
{
    m_firstShown -= static_cast<std::size_t>(rows);
    m_shown += static_cast<std::size_t>(rows);
}

int ShownRows::waitingBehind(quint64 end) const
{
    if (!m_isFiltered)
        return toRows(m_all.waiting(end));
    const auto behind = m_firstShown + m_shown;
    return toRows(std::max(m_found.lowerIndex(end), behind) - behind);
}

void ShownRows::insertBehind(int rows)
{
    if (m_isFiltered)
        m_shown += static_cast<std::size_t>(rows);
    else
        m_all.insert(static_cast<quint64>(rows));
}

void ShownRows::insertFirst(int waiting, int rows)
{
    if (m_isFiltered)
        m_firstShown = static_cast<std::size_t>(waiting - rows);
    insertBehind(rows);
}

void ShownRows::addLate(const std::vector<quint64> &found, const std::vector<quint64> &lost)
{
    if (!m_isFiltered)
        return;
    for (const auto position : found) {
        m_lost.erase(position);
        if (m_found.contains(position))
            continue;
        const auto at = m_found.lowerIndex(position);
        if (m_shown > 0 && at > m_firstShown && at < m_firstShown + m_shown) {
            m_late.insert(position);
            continue;
        }
        m_found.insert(position);
        m_firstShown += m_shown > 0 && at <= m_firstShown ? 1 : 0;
    }
    for (const auto position : lost) {
        m_late.erase(position);
        if (!m_found.contains(position))
            continue;
        const auto at = m_found.lowerIndex(position);
        if (at >= m_firstShown && at < m_firstShown + m_shown) {
            m_lost.insert(position);
            continue;
        }
        m_found.erase(at, 1);
        m_firstShown -= at < m_firstShown ? 1 : 0;
    }
}

ShownRows::Late ShownRows::nextLate() const
{
    Late late;
    late.isRemoval = !m_lost.empty();
    const auto &waiting = late.isRemoval ? m_lost : m_late;
    if (waiting.empty())
        return late;
    late.row = lowerRow(*waiting.begin());
    for (const auto position : waiting) {
        if (lowerRow(position) != (late.isRemoval ? late.row + late.count : late.row))
            break;
        ++late.count;
    }
    return late;
}

void ShownRows::applyLate(const Late &late)
{
    const auto rows = static_cast<std::size_t>(late.count);
    auto &waiting = late.isRemoval ? m_lost : m_late;
    const auto end = std::next(waiting.begin(), late.count);
    if (late.isRemoval) {
        m_found.erase(m_firstShown + static_cast<std::size_t>(late.row), rows);
        m_shown -= rows;
        m_firstShown = m_shown > 0 ? m_firstShown : 0; // all that is known waits behind no row now
    } else {
        for (auto position = waiting.begin(); position != end; ++position)
            m_found.insert(*position);
        m_shown += rows;
    }
    waiting.erase(waiting.begin(), end);
}

} // namespace gnat
