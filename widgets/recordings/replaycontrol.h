// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "recording/replayer.h"
#include "recordings/replaykeys.h"

#include <QObject>

#include <functional>
#include <memory>

namespace gnat {

class ConnectionSet;
class DensityTimeline;
class Preferences;
class ReplaySetup;
class TransportBar;

/// Plays the opened recording: what play, step, stop, seek, loop and the range do, and what transport bar and timeline
/// show of it. Owned by the RecordingsPage, as are the widgets. GUI thread.
class ReplayControl final : public QObject
{
    Q_OBJECT

public:
    /// Where a replay goes; null if that is not open.
    using TargetFunction = std::function<std::shared_ptr<ReplayTarget>(const ReplayDestination &)>;

    struct Parts ///< of the page
    {
        ConnectionSet &connections;
        Replayer &replayer;
        ReplaySetup &setup;
        TransportBar &transport;
        DensityTimeline &timeline;
    };

    ReplayControl(const Parts &parts, TargetFunction target, QObject *parent = nullptr);

    /// The single keys act in this list, too, but for Home and End, which are its own.
    void listenTo(QWidget *list) { m_keys->listenTo(list, true); }
    /// Another recording, or none: ends the replay of the one before.
    void setRecording(const QString &path);
    /// Before that: asks whether the replay that runs may end. `leave` follows if so, at once where none runs.
    void askToEnd(const std::function<void()> &leave, const std::function<void()> &stay);
    void playOrPause();
    void stop();
    void resume();
    void seek(qint64 offsetNs);
    /// Sends the next message and pauses; begins a replay if there is none.
    void step(StepKind kind);
    void stepBack();
    /// What a single key asks for.
    void press(ReplayKey key);

    /// The moments that the user marked are remembered for each recording.
    void keepBookmarks(Preferences &preferences) const;
    void restoreBookmarks(Preferences &preferences);

Q_SIGNALS:
    void positionChanged(qint64 offsetNs);
    /// What of the recording was played so far; nothing when a replay begins.
    void playedChanged(const QList<gnat::RowRange> &played);
    /// The message that is sent next, by its row; nothing while nothing is replayed.
    void nextRowChanged(std::optional<quint64> row);
    /// In words for a person; empty: what was wrong no longer matters.
    void problemFound(const QString &text, bool canResume);

private:
    void wireReplayer();
    void wireTransport();
    bool play(bool isPaused, const QString &typedName = {});
    void askForName(const QString &connection, bool isPaused);
    void lose(const QString &error);
    void goOnIfBack();
    void setRangeEnd(bool isA);
    void clearRange();
    void rangeChanged();
    ReplayRange range() const;
    void showProgress(const ReplayFigures &figures);
    void showPosition(qint64 offsetNs);
    void refresh();

    ConnectionSet &m_connections;
    Replayer &m_replayer;
    ReplaySetup &m_setup;
    TransportBar &m_transport;
    DensityTimeline &m_timeline;
    TargetFunction m_target;
    ReplayKeys *m_keys = nullptr;
    QString m_path;
    SourceId m_destination; ///< of the replay that runs
    bool m_isReplayingThis = false;
    bool m_isLost = false; ///< the target
};

} // namespace gnat
