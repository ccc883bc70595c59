// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"
#include "flow/messagesource.h"
#include "recording/remap.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace gnat {

/// Where a replay goes. Called on the replayer's thread; may block for back-pressure, at most until `stop`.
class ReplayTarget
{
public:
    virtual ~ReplayTarget() = default;
    /// Sends one message; `message.subject` is already rewritten. An error of the kind Unreachable or TimedOut pauses
    /// the replay (target lost), any other (too large, not permitted) is counted as refused.
    virtual Result<void> send(const MessageView &message) = 0;
    /// Called when everything due now was sent, and at the end.
    virtual Result<void> flush() = 0;
    /// Called on the GUI thread when the replay is stopped: a send or flush that blocks is to return soon, as
    /// Cancelled.
    virtual void cancel() {}
};

struct ReplayOptions
{
    QString path;
    double speed = 1.0;      ///< factor; 0: as fast as possible
    MessagePredicate wanted; ///< only these; null: all
    Remap remap;
    bool includeSystem = false; ///< also subjects under $JS, $SYS and _INBOX, which are skipped and counted otherwise
    bool keepHeaders = true;
    bool markOriginalTime = false; ///< adds the header Gnatcatcher-Original-Time (RFC 3339, ns)
    std::optional<quint64> fromRow;
    bool stopWhenTargetLost = false; ///< end with an error instead of pausing until resume()
};

struct ReplayFigures
{
    quint64 total = 0; ///< messages in the recording
    quint64 read = 0;  ///< looked at so far
    quint64 sent = 0;
    quint64 skippedSystem = 0;
    quint64 skippedFilter = 0;
    quint64 skippedRemap = 0;
    quint64 refused = 0;
    qint64 positionNs = 0; ///< offset in the recording
    qint64 durationNs = 0;
    qint64 worstLateNs = 0; ///< largest lateness against the plan
    qint64 p50LateNs = 0;
    qint64 p99LateNs = 0;
    double messageRate = 0;
};

enum class ReplayState { Stopped, Playing, Paused };

/// Plays a recording into a target on a thread of its own, with the original timing times a factor. Paused time
/// stands still; nothing bursts after a pause. Lives in the GUI (or main) thread.
class Replayer : public QObject
{
    Q_OBJECT

public:
    explicit Replayer(QObject *parent = nullptr);
    ~Replayer() override; ///< stops and joins

    /// `target` must live until finished(). Fails if it plays already or the file cannot be opened.
    Result<void> play(const ReplayOptions &options, std::shared_ptr<ReplayTarget> target);
    void pause();
    void resume();
    void stop();
    /// While it runs; 0: as fast as possible.
    void setSpeed(double factor);
    /// Jumps to the message at or after this offset (ns from the first message).
    void seek(qint64 offsetNs);
    ReplayState state() const;
    ReplayFigures figures() const;

Q_SIGNALS:
    void stateChanged(gnat::ReplayState state);
    /// At most ten times a second.
    void progressed(const gnat::ReplayFigures &figures);
    /// The target was lost and the replay paused by itself; resume() sends the same message again.
    void targetLost(const QString &error);
    /// `error` is empty if it came to the end or was stopped.
    void finished(const gnat::ReplayFigures &figures, const QString &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
