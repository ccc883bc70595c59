// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "recording/replayer.h"

#include <QObject>

#include <functional>
#include <memory>

namespace gnat {

class DensityTimeline;
class ReplaySetup;
class TransportBar;

/// Plays the opened recording: what play, stop and seek do, and what transport bar and timeline show of it. Owned by
/// the RecordingsPage, as are the widgets. GUI thread.
class ReplayControl final : public QObject
{
    Q_OBJECT

public:
    /// Where a replay to a connection goes; null if it is not open.
    using TargetFunction = std::function<std::shared_ptr<ReplayTarget>(SourceId)>;

    ReplayControl(Replayer &replayer, ReplaySetup &setup, TransportBar &transport, DensityTimeline &timeline,
                  TargetFunction target, QObject *parent = nullptr);

    /// Another recording, or none: ends the replay of the one before.
    void setRecording(const QString &path);
    void playOrPause();
    void stop();
    void resume();
    void seek(qint64 offsetNs);

Q_SIGNALS:
    void positionChanged(qint64 offsetNs);
    /// In words for a person; empty: what was wrong no longer matters.
    void problemFound(const QString &text, bool canResume);

private:
    void wireReplayer();
    void play();
    void showProgress(const ReplayFigures &figures);
    void showPosition(qint64 offsetNs);
    void refresh();

    Replayer &m_replayer;
    ReplaySetup &m_setup;
    TransportBar &m_transport;
    DensityTimeline &m_timeline;
    TargetFunction m_target;
    QString m_path;
    bool m_isReplayingThis = false;
};

} // namespace gnat
