// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/trafficview.h"

#include "core/clock.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "flow/frameticker.h"
#include "traffic/messagelog.h"
#include "traffic/rateseries.h"
#include "traffic/subjecttree.h"

namespace gnat {

namespace {
constexpr std::int64_t longestDrainNs = 8'000'000;
constexpr std::size_t portion = 4096; // messages between two looks at the clock
} // namespace

struct TrafficView::Private
{
    Private(Fanout &from, DropLedger &counts) : fanout(from), ledger(counts), log(counts) {}

    std::size_t feed(std::int64_t longestNs);

    Fanout &fanout;
    DropLedger &ledger;
    std::shared_ptr<BatchQueue> queue = std::make_shared<BatchQueue>(BatchQueue::Limits{});
    SubjectTree tree;
    MessageLog log;
    RateSeries rates;
    quint64 pausedCount = 0;
    bool isPaused = false;
};

/// Moves what waits into tree, log and series, for a limited time; returns how many messages that were.
std::size_t TrafficView::Private::feed(std::int64_t longestNs)
{
    const auto start = monotonicNanoseconds();
    std::size_t messages = 0;
    do {
        const auto batches = queue->take(portion);
        if (batches.empty())
            break;
        for (const auto &batch : batches) {
            tree.add(*batch);
            rates.add(*batch);
            log.append(batch);
            messages += batch->size();
        }
    } while (monotonicNanoseconds() - start < longestNs);
    ledger.setDroppedInFeed(queue->figures().droppedMessages);
    tree.aggregate(monotonicNanoseconds());
    rates.advance(wallNanoseconds());
    return messages;
}

TrafficView::TrafficView(Fanout &fanout, DropLedger &ledger, FrameTicker &ticker, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(fanout, ledger))
{
    fanout.attach(d->queue);
    connect(&ticker, &FrameTicker::ticked, this, [this] { take(longestDrainNs); });
}

TrafficView::~TrafficView()
{
    d->fanout.detach(d->queue.get());
    d->queue->close();
}

SubjectTree &TrafficView::tree()
{
    return d->tree;
}

MessageLog &TrafficView::log()
{
    return d->log;
}

RateSeries &TrafficView::rates()
{
    return d->rates;
}

void TrafficView::setPaused(bool isPaused)
{
    if (d->isPaused == isPaused)
        return;
    d->isPaused = isPaused;
    d->pausedCount = 0;
    Q_EMIT pausedChanged(isPaused);
    if (isPaused)
        return;
    d->log.announce();
    Q_EMIT updated();
}

bool TrafficView::isPaused() const
{
    return d->isPaused;
}

quint64 TrafficView::pausedCount() const
{
    return d->pausedCount;
}

/// The queue is read before the ledger: what comes in between is in somebody's hand, never missing.
DropFigures TrafficView::figures() const
{
    const auto queue = d->queue->figures();
    auto figures = d->ledger.figures();
    figures.droppedInFeed = queue.droppedMessages;
    figures.waiting = queue.waitingMessages;
    return figures;
}

double TrafficView::messageRate() const
{
    return d->tree.figures(SubjectTree::root).messageRate;
}

double TrafficView::byteRate() const
{
    return d->tree.figures(SubjectTree::root).byteRate;
}

double TrafficView::messageRate(SourceId source) const
{
    const auto node = d->tree.sourceNode(source);
    return node == SubjectTree::root ? 0 : d->tree.figures(node).messageRate;
}

void TrafficView::drain()
{
    take(INT64_MAX);
}

void TrafficView::take(std::int64_t longestNs)
{
    const auto messages = d->feed(longestNs);
    if (messages == 0)
        return;
    if (d->isPaused) {
        d->pausedCount += messages;
        return;
    }
    d->log.announce();
    Q_EMIT updated();
}

} // namespace gnat
