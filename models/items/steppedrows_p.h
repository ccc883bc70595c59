// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <deque>

namespace gnat {

/// Positions as rows: every one of a stretch, or every Nth, as long as N stays. A list that moves too fast to be read
/// shows a sample; N changes now and then, and what is shown already stays. A value, no Qt model in here.
class SteppedRows
{
public:
    /// All positions of `begin` … `end`; what comes is taken in the present step.
    void showAll(quint64 begin, quint64 end);
    /// From now on one in `step` positions, counted from the last row.
    void setStep(quint64 step);
    quint64 step() const { return m_step; }
    /// Some of what lies between the first row and the last is left out.
    bool isSampled() const;

    quint64 count() const { return m_runs.empty() ? 0 : m_runs.back().row + m_runs.back().count - m_runs.front().row; }
    quint64 position(quint64 row) const;
    /// The first row at or behind a position; count() if there is none.
    quint64 lowerRow(quint64 position) const;
    void removeFront(quint64 rows);
    /// Rows that would come with the positions before `end`.
    quint64 waiting(quint64 end) const;
    void insert(quint64 rows);

private:
    struct Run
    {
        quint64 first; ///< position
        quint64 count;
        quint64 step;
        quint64 row; ///< of `first`, counted since showAll()

        quint64 end() const { return first + count * step; }
    };

    std::deque<Run> m_runs;
    quint64 m_next = 0; ///< the position of the next row
    quint64 m_step = 1;
};

} // namespace gnat
