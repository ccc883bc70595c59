// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the rows of a message list follow its source and what a filter finds there.
#include "core/clock.h"
#include "items/messagelistmodel_p.h"

#include <algorithm>

namespace gnat {

namespace {

/// A view takes about 100 ns for each row that comes; more of them follow in the next frames.
constexpr int mostRowsAtOnce = 50'000;
constexpr std::size_t mostLateRows = 1'000; ///< that were judged later and wait between other rows
constexpr std::int64_t longestLateNs = 3'000'000;

} // namespace

void MessageListModel::takeFound(quint64 scan, const QList<quint64> &positions, bool isNewer)
{
    if (scan != d->scan || scan == 0)
        return;
    const auto first =
        std::lower_bound(positions.begin(), positions.end(), d->source->begin()); // others have left since
    d->rows.addFound({first, positions.end()}, isNewer);
    if (!d->foundTimer.isActive())
        d->foundTimer.start();
}

void MessageListModel::takeJudgedAgain(quint64 scan, const QList<quint64> &accepted, const QList<quint64> &refused)
{
    if (scan != d->scan || scan == 0)
        return;
    const auto first = std::lower_bound(accepted.begin(), accepted.end(), d->source->begin());
    d->rows.addLate({first, accepted.end()}, {refused.begin(), refused.end()});
    if (!d->foundTimer.isActive())
        d->foundTimer.start();
}

/// Rows that were judged later, run by run, for a few milliseconds; the rest follows in the next refresh. If too many
/// wait here and there, the scan starts anew instead.
void MessageListModel::applyLate()
{
    if (d->rows.waitingLate() > mostLateRows) {
        restart();
        return;
    }
    const auto until = monotonicNanoseconds() + longestLateNs;
    while (d->rows.waitingLate() > 0 && monotonicNanoseconds() < until)
        applyNextRun();
    if (d->rows.waitingLate() > 0)
        d->foundTimer.start();
}

void MessageListModel::applyNextRun()
{
    const auto run = d->rows.nextLate();
    const int last = run.row + run.count - 1;
    if (run.isRemoval) {
        beginRemoveRows({}, run.row, last);
        d->rows.applyLate(run);
        endRemoveRows();
    } else {
        beginInsertRows({}, run.row, last);
        d->rows.applyLate(run);
        endInsertRows();
    }
}

void MessageListModel::takeProgress(quint64 scan, double share)
{
    if (scan != d->scan || scan == 0 || share == d->progress)
        return;
    d->progress = share;
    Q_EMIT filterProgressChanged(share);
}

void MessageListModel::takeLookedAt(quint64 scan, quint64 first, quint64 end)
{
    if (scan != d->scan || scan == 0)
        return;
    d->lookedFrom = first;
    d->lookedTo = end;
}

/// Messages leave and come between two refreshes: all is counted against the bounds of now.
ListFigures MessageListModel::figures() const
{
    ListFigures figures;
    if (!d->source)
        return figures;
    const auto begin = d->source->begin();
    const auto end = d->isFrozen ? std::clamp(d->frozenEnd, begin, d->source->end()) : d->source->end();
    const auto rows = d->rows.tally(begin, end);
    figures.kept = d->source->count();
    figures.newer = d->source->end() - end;
    figures.shown = rows.shown;
    figures.waiting = rows.waiting;
    if (d->rows.isFiltered()) {
        const auto from = std::clamp(d->lookedFrom, begin, end);
        const auto lookedAt = std::max(std::min(d->lookedTo, end), from) - from;
        figures.refused = lookedAt - std::min(lookedAt, rows.shown + rows.waiting);
        figures.waiting += end - begin - lookedAt;
    } else if (d->rows.isSampled() || d->rows.step() > 1) {
        figures.leftOut = end - begin - std::min(end - begin, rows.shown + rows.waiting);
    }
    return figures;
}

void MessageListModel::endScan(quint64 scan)
{
    if (scan != d->scan || scan == 0)
        return;
    d->isLookedThrough = true;
    takeProgress(scan, 1);
    refresh();
}

void MessageListModel::setPause(std::chrono::milliseconds pause)
{
    d->pause = pause;
}

void MessageListModel::refreshInTime()
{
    const auto pause = d->pause.count();
    const auto passed = d->sinceRefresh.isValid() ? d->sinceRefresh.elapsed() : pause;
    if (passed >= pause)
        refresh();
    else if (!d->pauseTimer.isActive())
        d->pauseTimer.start(std::chrono::milliseconds(pause - passed));
}

/// Brings the rows to what is known: at most one removal, in front, and one insertion. What is too much for a frame
/// follows in the next.
void MessageListModel::refresh()
{
    if (!d->source)
        return;
    d->sinceRefresh.start();
    noteStart();
    d->rows.forgetWaiting(d->source->begin());
    if (!d->isFrozen)
        removeLeft();
    const bool isInserted = insertOlder() || insertNewer();
    if (!d->isFrozen && d->rows.waitingLate() > 0)
        applyLate();
    updateNewerCount();
    const bool isWaiting = d->rows.waitingInFront() > 0 || d->rows.waitingBehind(d->rowsEnd()) > 0;
    if (isWaiting && isInserted)
        d->foundTimer.start();
    else if (!isWaiting && d->isLookedThrough)
        setScanning(false);
}

bool MessageListModel::insertOlder()
{
    const int rows = std::min(d->rows.waitingInFront(), mostRowsAtOnce);
    if (rows <= 0)
        return false;
    beginInsertRows({}, 0, rows - 1);
    d->rows.insertFront(rows);
    endInsertRows();
    return true;
}

void MessageListModel::removeLeft()
{
    const auto begin = d->firstPosition();
    if (const int rows = d->rows.leaving(begin); rows > 0) {
        beginRemoveRows({}, 0, rows - 1);
        d->rows.removeFront(rows, begin);
        endRemoveRows();
    }
    if (!d->rows.isFiltered() && d->rows.count() == 0)
        d->rows.showAll(begin, begin); // everything has left, and maybe more than was ever shown
}

bool MessageListModel::insertNewer()
{
    const int room = std::numeric_limits<int>::max() - d->rows.count();
    const int waiting = d->rows.waitingBehind(d->rowsEnd());
    const int rows = std::min({waiting, room, mostRowsAtOnce});
    if (rows <= 0)
        return false;
    const int before = d->rows.count();
    beginInsertRows({}, before, before + rows - 1);
    if (before == 0)
        d->rows.insertFirst(waiting, rows);
    else
        d->rows.insertBehind(rows);
    endInsertRows();
    return true;
}

} // namespace gnat
