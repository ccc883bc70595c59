// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/shownrows_p.h"

#include <algorithm>

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
    return m_isFiltered ? m_found[m_firstShown + at] : m_all.position(at);
}

int ShownRows::lowerRow(quint64 position) const
{
    if (!m_isFiltered)
        return toRows(m_all.lowerRow(position));
    const auto first = m_found.begin() + static_cast<std::ptrdiff_t>(m_firstShown);
    const auto last = first + static_cast<std::ptrdiff_t>(m_shown);
    return static_cast<int>(std::lower_bound(first, last, position) - first);
}

int ShownRows::rowOf(quint64 wanted) const
{
    const int row = lowerRow(wanted);
    return row < count() && position(row) == wanted ? row : -1;
}

void ShownRows::addFound(const std::vector<quint64> &positions, bool isNewer)
{
    if (isNewer) {
        m_found.insert(m_found.end(), positions.begin(), positions.end());
        return;
    }
    m_found.insert(m_found.begin(), positions.begin(), positions.end());
    if (m_shown > 0)
        m_firstShown += positions.size();
}

void ShownRows::forgetWaiting(quint64 begin)
{
    const auto waiting = m_shown > 0 ? m_firstShown : m_found.size();
    const auto last = m_found.begin() + static_cast<std::ptrdiff_t>(waiting);
    const auto left = std::lower_bound(m_found.begin(), last, begin) - m_found.begin();
    m_found.erase(m_found.begin(), m_found.begin() + left);
    m_firstShown -= m_shown > 0 ? static_cast<std::size_t>(left) : 0;
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
    const auto end = m_found.begin() + static_cast<std::ptrdiff_t>(m_firstShown + gone);
    m_found.erase(m_found.begin(), end);
    m_firstShown = 0;
    m_shown -= gone;
    const auto first = m_shown > 0 ? m_found.front() : std::numeric_limits<quint64>::max();
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
    const auto first = m_found.begin() + static_cast<std::ptrdiff_t>(m_firstShown + m_shown);
    return toRows(static_cast<quint64>(std::lower_bound(first, m_found.end(), end) - first));
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
        const auto place = std::ranges::lower_bound(m_found, position);
        if (place != m_found.end() && *place == position)
            continue;
        const auto at = static_cast<std::size_t>(place - m_found.begin());
        if (m_shown > 0 && at > m_firstShown && at < m_firstShown + m_shown) {
            m_late.insert(position);
            continue;
        }
        m_found.insert(place, position);
        m_firstShown += m_shown > 0 && at <= m_firstShown ? 1 : 0;
    }
    for (const auto position : lost) {
        m_late.erase(position);
        const auto place = std::ranges::lower_bound(m_found, position);
        if (place == m_found.end() || *place != position)
            continue;
        const auto at = static_cast<std::size_t>(place - m_found.begin());
        if (at >= m_firstShown && at < m_firstShown + m_shown) {
            m_lost.insert(position);
            continue;
        }
        m_found.erase(place);
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
    const auto place = m_found.begin() + static_cast<std::ptrdiff_t>(m_firstShown + static_cast<std::size_t>(late.row));
    auto &waiting = late.isRemoval ? m_lost : m_late;
    const auto end = std::next(waiting.begin(), late.count);
    if (late.isRemoval) {
        m_found.erase(place, place + late.count);
        m_shown -= rows;
        m_firstShown = m_shown > 0 ? m_firstShown : 0; // all that is known waits behind no row now
    } else {
        m_found.insert(place, waiting.begin(), end);
        m_shown += rows;
    }
    waiting.erase(waiting.begin(), end);
}

} // namespace gnat
