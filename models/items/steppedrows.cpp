// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/steppedrows_p.h"

#include <algorithm>

namespace gnat {

void SteppedRows::showAll(quint64 begin, quint64 end)
{
    m_runs.clear();
    if (end > begin)
        m_runs.push_back({begin, end - begin, 1, 0});
    m_next = end;
}

void SteppedRows::setStep(quint64 step)
{
    m_step = std::max<quint64>(step, 1);
    if (!m_runs.empty())
        m_next = m_runs.back().end() - m_runs.back().step + m_step;
}

bool SteppedRows::isSampled() const
{
    return std::ranges::any_of(m_runs, [](const Run &run) { return run.step > 1; });
}

quint64 SteppedRows::position(quint64 row) const
{
    const auto wanted = m_runs.front().row + row;
    const auto &run = *std::prev(std::ranges::upper_bound(m_runs, wanted, {}, &Run::row));
    return run.first + (wanted - run.row) * run.step;
}

quint64 SteppedRows::lowerRow(quint64 position) const
{
    if (m_runs.empty() || position <= m_runs.front().first)
        return 0;
    const auto &run = *std::prev(std::ranges::upper_bound(m_runs, position, {}, &Run::first));
    const auto within = (position - run.first + run.step - 1) / run.step;
    return run.row - m_runs.front().row + std::min(within, run.count);
}

void SteppedRows::removeFront(quint64 rows)
{
    while (rows > 0 && !m_runs.empty()) {
        auto &run = m_runs.front();
        const auto gone = std::min(rows, run.count);
        run.first += gone * run.step;
        run.row += gone;
        run.count -= gone;
        rows -= gone;
        if (run.count == 0)
            m_runs.pop_front();
    }
}

quint64 SteppedRows::waiting(quint64 end) const
{
    return end > m_next ? (end - m_next + m_step - 1) / m_step : 0;
}

void SteppedRows::insert(quint64 rows)
{
    if (rows == 0)
        return;
    if (!m_runs.empty() && m_runs.back().step == m_step && m_runs.back().end() == m_next)
        m_runs.back().count += rows;
    else
        m_runs.push_back({m_next, rows, m_step, m_runs.empty() ? 0 : m_runs.back().row + m_runs.back().count});
    m_next += rows * m_step;
}

} // namespace gnat
