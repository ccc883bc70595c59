// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/trafficview.h"

#include "core/clock.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "flow/frameticker.h"
#include "flow/replayedsource.h"
#include "traffic/messagelog.h"
#include "traffic/rateseries.h"
#include "traffic/subjecttree.h"

#include <QTimer>

#include <optional>
#include <utility>

namespace gnat {

namespace {
constexpr std::int64_t longestDrainNs = 8'000'000;
constexpr std::size_t portion = 1024;    // messages between two looks at the clock
constexpr std::size_t muchWaits = 4'096; // more than this is not left until the next tick
constexpr int breathMs = 2;              // for events, between two slices

/// Nothing: messages carry the time of their arrival.
std::optional<std::int64_t> arrivalOf(const MessageBatch &batch)
{
    return batch.source() == replayedSource ? std::optional(wallNanoseconds()) : std::nullopt;
}

} // namespace

struct TrafficView::Private
{
    Private(Fanout &from, DropLedger &counts) : fanout(from), ledger(counts), log(counts) {}

    void feed(std::int64_t longestNs);
    void breakGaps();
    void settle();
    bool isBehind() const { return queue->figures().waitingMessages > muchWaits; }

    Fanout &fanout;
    DropLedger &ledger;
    std::shared_ptr<BatchQueue> queue = std::make_shared<BatchQueue>(BatchQueue::Limits{});
    SubjectTree tree;
    MessageLog log;
    RateSeries rates;
    QTimer catchUp;      ///< slices between the ticks, while much waits
    std::size_t fed = 0; ///< since updated()
    quint64 lost = 0;    ///< dropped or missed, as last looked at
    quint64 pausedCount = 0;
    bool isPaused = false;
};

/// Moves what waits into tree, log and series, for a limited time.
void TrafficView::Private::feed(std::int64_t longestNs)
{
    const auto start = monotonicNanoseconds();
    do {
        const auto batches = queue->take(portion);
        if (batches.empty())
            break;
        breakGaps();
        for (const auto &batch : batches) {
            tree.add(*batch);
            rates.add(*batch, arrivalOf(*batch));
            log.append(batch);
            fed += batch->size();
        }
    } while (monotonicNanoseconds() - start < longestNs);
    ledger.setDroppedInFeed(queue->figures().droppedMessages);
}

/// What was taken may lie on both sides of messages that are missing.
void TrafficView::Private::breakGaps()
{
    const auto figures = ledger.figures();
    const auto counted =
        figures.droppedInClient + figures.missed + figures.unknownLosses + queue->figures().droppedMessages;
    if (std::exchange(lost, counted) != counted)
        tree.breakGaps({}, wallNanoseconds());
}

/// Makes sums and rates true after what was fed.
void TrafficView::Private::settle()
{
    tree.aggregate(monotonicNanoseconds());
    rates.advance(wallNanoseconds());
}

TrafficView::TrafficView(Fanout &fanout, DropLedger &ledger, FrameTicker &ticker, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(fanout, ledger))
{
    fanout.attach(d->queue);
    d->catchUp.setSingleShot(true);
    d->catchUp.setTimerType(Qt::PreciseTimer);
    d->catchUp.setInterval(breathMs);
    connect(&d->catchUp, &QTimer::timeout, this, [this] {
        d->feed(longestDrainNs);
        if (d->isBehind())
            d->catchUp.start();
    });
    connect(&ticker, &FrameTicker::ticked, this, [this] {
        take(longestDrainNs);
        if (d->isBehind())
            d->catchUp.start();
    });
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
    if (!isPaused)
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
    figures.replayed = queue.replayedMessages;
    figures.received += queue.replayedMessages;
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

quint64 TrafficView::messages(SourceId source) const
{
    const auto node = d->tree.sourceNode(source);
    return node == SubjectTree::root ? 0 : d->tree.figures(node).messages;
}

void TrafficView::drain()
{
    take(INT64_MAX);
}

void TrafficView::clear()
{
    d->tree.clear();
    d->log.clear();
    Q_EMIT cleared();
}

void TrafficView::take(std::int64_t longestNs)
{
    d->feed(longestNs);
    d->settle();
    const auto messages = std::exchange(d->fed, 0);
    if (messages == 0)
        return;
    d->log.announce(); // also while paused: who holds still counts what would come
    if (d->isPaused)
        d->pausedCount += messages;
    else
        Q_EMIT updated();
}

} // namespace gnat
