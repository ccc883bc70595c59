// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/replayfigures.h"
#include "recording/replayoptions.h"
#include "recording/replaytarget.h"

#include <QObject>

#include <memory>

namespace gnat {

enum class ReplayState { Stopped, Playing, Paused };

/// Plays a recording into a target on a thread of its own, at the recorded distances times a factor, at a fixed rate or
/// as fast as possible. Paused time stands still; nothing bursts after a pause or a slow patch unless the options say
/// so. While nothing plays, all but play() does nothing. Lives in the GUI (or main) thread.
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
    /// While it runs. What is not valid changes nothing.
    void setPace(ReplayPace pace);
    /// While it runs. What lies before its beginning is left at once.
    void setRange(const ReplayRange &range);
    /// Jumps to the message at or after this offset (ns from the first message), which is due at once; an offset before
    /// the range is its beginning, one behind it ends the round.
    void seek(qint64 offsetNs);
    /// Pauses and sends the next `count` messages of that kind, one behind the other. At the end it is over.
    void step(quint64 count = 1, StepKind kind = StepKind::Recorded);
    /// Pauses and goes back by one message of the file, within the range; nothing is sent.
    void stepBack();
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
