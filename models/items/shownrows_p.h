// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/foundpositions_p.h"
#include "items/steppedrows_p.h"

#include <QtGlobal>

#include <limits>
#include <optional>
#include <set>
#include <vector>

namespace gnat {

/// Which positions of a source a list shows: all from one to another, or those that a filter found. What has been
/// learned of (bounds, found positions) and what the rows are change apart from each other: the model asks what is to
/// be removed or inserted and applies it between its begin and end calls. No Qt model in here.
class ShownRows
{
public:
    static constexpr quint64 maxRows = std::numeric_limits<int>::max();

    /// All positions of `begin` … `end`, shown at once.
    void showAll(quint64 begin, quint64 end);
    /// Of what comes one in `step` is shown; only where nothing is filtered.
    void setStep(quint64 step) { m_all.setStep(step); }
    /// Some rows between the first and the last are left out.
    bool isSampled() const { return !m_isFiltered && m_all.isSampled(); }
    /// None until some are found.
    void showFound();
    bool isFiltered() const { return m_isFiltered; }
    quint64 step() const { return m_all.step(); }

    int count() const;
    quint64 position(int row) const;
    /// The row of a position; -1 if it is not shown.
    int rowOf(quint64 position) const;
    /// The first row at or behind a position; count() if there is none.
    int lowerRow(quint64 position) const;

    /// Positions that a scan found, ascending; they lie before all others or, with `isNewer`, behind them.
    void addFound(const std::vector<quint64> &positions, bool isNewer);

    /// Found positions before `begin` that are not shown will not be.
    void forgetWaiting(quint64 begin);

    /// Positions that were judged again: found now, or not any more; ascending, maybe known to be so already. Those
    /// between or among the rows wait for nextLate().
    void addLate(const std::vector<quint64> &found, const std::vector<quint64> &lost);
    /// The next run of rows to insert before `row`, or to remove from it on.
    struct Late
    {
        int row = 0;
        int count = 0; ///< 0: nothing waits
        bool isRemoval = false;
    };
    Late nextLate() const;
    void applyLate(const Late &late);
    /// How many positions wait for nextLate().
    std::size_t waitingLate() const { return m_late.size() + m_lost.size(); }

    /// Of the positions from `begin` to before `end`: those that are rows, and those that are about to become some.
    struct Tally
    {
        quint64 shown = 0;
        quint64 waiting = 0;
    };
    Tally tally(quint64 begin, quint64 end) const;

    /// Rows at the front that lie before `begin`.
    int leaving(quint64 begin) const;
    /// `begin`: as for leaving(); of positions that wait between rows, those before it go, too.
    void removeFront(int rows, quint64 begin = 0);
    /// Found positions that wait to become the first rows.
    int waitingInFront() const;
    void insertFront(int rows);
    /// Positions before `end` that wait to become the last rows.
    int waitingBehind(quint64 end) const;
    void insertBehind(int rows);
    /// The first rows of all: of the `waiting` ones the last `rows`, the others wait in front of them.
    void insertFirst(int waiting, int rows);

private:
    bool m_isFiltered = false;
    SteppedRows m_all;        ///< unfiltered
    FoundPositions m_found;   ///< filtered: all that is known; shown are m_shown from m_firstShown on
    std::set<quint64> m_late; ///< found, to be inserted between rows
    std::set<quint64> m_lost; ///< shown, to be removed
    std::size_t m_firstShown = 0;
    std::size_t m_shown = 0;
};

} // namespace gnat
