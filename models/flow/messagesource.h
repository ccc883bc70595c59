// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchangeverdict.h"
#include "core/messagebatch.h"
#include "flow/messagesnapshot.h"
#include "flow/payloadword.h"

#include <QList>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace gnat {

/// Says whether a message is to be shown. Called on worker threads, from several at once: must be free of state.
using MessagePredicate = std::function<bool(const MessageView &)>;

/// Messages by position, whether they lie in memory (MessageLog) or in a file (RecordingSource). Lists, filters and
/// payload views read only this. A position is a running number that never changes while the message is there: the
/// oldest is at begin(), the newest at end() - 1. Lives in the GUI thread and never blocks it.
class MessageSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual quint64 begin() const = 0;
    virtual quint64 end() const = 0;
    quint64 count() const { return end() - begin(); }

    /// The message at `position`; empty if it is gone or not loaded yet. In the second case it is fetched and
    /// loaded() follows.
    virtual MessageHandle at(quint64 position) = 0;

    /// What is there now, to be read on another thread: for exports.
    virtual std::shared_ptr<const MessageSnapshot> snapshot() const = 0;

    /// Looks through all messages, newest first, on a worker, for those that `wanted` accepts, then goes on with what
    /// arrives, until stopScan(). Answers by found() and scanned(). Returns the scan's number, never 0. All that is
    /// wanted holds these `words` (Filter::requiredWords()): a source with an index looks only at what may.
    virtual quint64 startScan(const MessagePredicate &wanted, const PayloadWords &words = {}) = 0;
    /// No found() of that scan follows.
    virtual void stopScan(quint64 scan) = 0;

    /// A message near a time (ns since 1970 UTC), for graphs and timelines; nothing if there is none or not known yet.
    virtual std::optional<quint64> positionAt(std::int64_t atNs) = 0;

    /// Tells requests and replies; the function may be called on any thread, and outlive this. Here: what a message
    /// alone tells.
    virtual FindExchange exchanges() const;
    /// Where the message of a sequence lies, if it is there.
    virtual std::optional<quint64> positionOf(std::uint64_t sequence) const;
    /// The sequences of the replies to a request that are known, oldest first, at most `most`.
    virtual std::vector<std::uint64_t> repliesTo(std::uint64_t request, std::size_t most) const;

Q_SIGNALS:
    /// begin() or end() moved. At most once a frame.
    void changed();
    /// at() now answers for positions first … last.
    void loaded(quint64 first, quint64 last);
    /// Positions in ascending order. While the kept messages are looked through each list lies before the earlier
    /// ones; with `isNewer` it lies behind all of them.
    void found(quint64 scan, const QList<quint64> &positions, bool isNewer);
    /// The share, 0 … 1, that has been looked at of what was there when the scan began; some times a second.
    void scanProgressed(quint64 scan, double share);
    /// All that was there when the scan began has been looked at.
    void scanned(quint64 scan);
    /// From `first` to before `end` all that is there has been looked at, and what passes was told; some times a
    /// second. Of the kept messages alone: a recording does not tell it.
    void lookedAt(quint64 scan, quint64 first, quint64 end);
    /// exchanges() may answer otherwise than before for positions first … last.
    void exchangesChanged(quint64 first, quint64 last);
    /// What became known later made a scan judge positions anew that it had looked at: `accepted` now pass, `refused`
    /// do not; both ascending, anywhere among those looked at, and maybe known to be so already. What found() tells
    /// stays apart: it names no position a second time.
    void judgedAgain(quint64 scan, const QList<quint64> &accepted, const QList<quint64> &refused);
    /// A filter may judge some messages otherwise than before, by their exchanges, and nobody says which.
    void rejudged();
};

} // namespace gnat
