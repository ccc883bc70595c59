// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "flow/batchqueue.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace gnat {

class DropLedger;
struct DropFigures;
class Fanout;
class FrameTicker;
class MessageLog;
class RateSeries;
class SubjectTree;

/// Everything the Live page shows, fed from one queue: drains it on each tick for at most 8 ms, feeds tree, log and
/// rate series, then announces. While much still waits, further slices of 8 ms follow between the ticks, with room for
/// events in between; they are announced with the next tick. Owns them. GUI thread.
class TrafficView final : public QObject
{
    Q_OBJECT

public:
    TrafficView(Fanout &fanout, DropLedger &ledger, FrameTicker &ticker, QObject *parent = nullptr);
    ~TrafficView() override;

    SubjectTree &tree();
    MessageLog &log();
    RateSeries &rates();

    /// Frozen: everything is received, counted and kept, but updated() is not emitted and pausedCount() grows.
    void setPaused(bool isPaused);
    bool isPaused() const;
    quint64 pausedCount() const;
    /// Where messages went, exact at this moment.
    DropFigures figures() const;
    /// Messages and bytes per second over all sources, smoothed.
    double messageRate() const;
    double byteRate() const;
    /// Per source.
    double messageRate(SourceId source) const;
    /// Counted since the start.
    quint64 messages(SourceId source) const;

    /// Takes what waits now, without the time limit; for tests and before an export.
    void drain();

    /// Empties tree and log, also while paused: what was kept is counted as no longer kept. Graphs keep their past.
    void clear();

Q_SIGNALS:
    /// Something arrived in this frame (not while paused).
    void updated();
    void pausedChanged(bool isPaused);
    void cleared();

private:
    void take(std::int64_t longestNs);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
