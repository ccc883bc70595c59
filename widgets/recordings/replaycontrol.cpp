// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/replaycontrol.h"

#include "base/text.h"
#include "recordings/densitytimeline.h"
#include "recordings/replaysetup.h"
#include "recordings/transportbar.h"

namespace gnat {

ReplayControl::ReplayControl(Replayer &replayer, ReplaySetup &setup, TransportBar &transport, DensityTimeline &timeline,
                             TargetFunction target, QObject *parent)
    : QObject(parent), m_replayer(replayer), m_setup(setup), m_transport(transport), m_timeline(timeline),
      m_target(std::move(target))
{
    wireReplayer();
    connect(&m_setup, &ReplaySetup::changed, this, &ReplayControl::refresh);
    connect(&m_setup, &ReplaySetup::speedChanged, this, [this](double speed) {
        if (m_isReplayingThis)
            m_replayer.setSpeed(speed);
    });
    connect(&m_transport, &TransportBar::playToggled, this, &ReplayControl::playOrPause);
    connect(&m_transport, &TransportBar::stopRequested, this, &ReplayControl::stop);
    connect(&m_transport, &TransportBar::toStartRequested, this, [this] { seek(0); });
    connect(&m_timeline, &DensityTimeline::seekRequested, this, &ReplayControl::seek);
    refresh();
}

void ReplayControl::wireReplayer()
{
    connect(&m_replayer, &Replayer::stateChanged, this, &ReplayControl::refresh);
    connect(&m_replayer, &Replayer::progressed, this, &ReplayControl::showProgress);
    connect(&m_replayer, &Replayer::targetLost, this, [this](const QString &error) {
        Q_EMIT problemFound(tr("The replay waits: %1").arg(error.toHtmlEscaped()), true);
    });
    connect(&m_replayer, &Replayer::finished, this, [this](const ReplayFigures &figures, const QString &error) {
        if (m_isReplayingThis)
            showProgress(figures);
        m_isReplayingThis = false;
        if (!error.isEmpty())
            Q_EMIT problemFound(error.toHtmlEscaped(), false);
        refresh();
    });
}

void ReplayControl::setRecording(const QString &path)
{
    if (m_isReplayingThis)
        m_replayer.stop();
    m_path = path;
    m_transport.clearFigures();
    m_transport.setPosition(0, m_timeline.durationNs());
    refresh();
}

void ReplayControl::playOrPause()
{
    if (m_path.isEmpty())
        return;
    if (m_replayer.state() == ReplayState::Playing)
        m_replayer.pause();
    else if (m_replayer.state() == ReplayState::Paused)
        m_replayer.resume();
    else
        play();
}

void ReplayControl::play()
{
    Q_EMIT problemFound({}, false);
    const auto options = m_setup.options(m_path);
    if (!options) {
        Q_EMIT problemFound(errorText(options.error()).toHtmlEscaped(), false);
        return;
    }
    auto target = m_target(m_setup.target());
    if (!target) {
        Q_EMIT problemFound(tr("No connection is open to send to. Connect first."), false);
        return;
    }
    const auto started = m_replayer.play(options.value(), std::move(target));
    if (!started) {
        Q_EMIT problemFound(errorText(started.error()).toHtmlEscaped(), false);
        return;
    }
    m_isReplayingThis = true;
    const qint64 from = m_timeline.playhead();
    if (from > 0 && from < m_timeline.durationNs())
        m_replayer.seek(from);
    refresh();
}

void ReplayControl::stop()
{
    m_replayer.stop();
}

void ReplayControl::resume()
{
    m_replayer.resume();
}

void ReplayControl::seek(qint64 offsetNs)
{
    if (m_isReplayingThis)
        m_replayer.seek(offsetNs);
    showPosition(offsetNs);
}

void ReplayControl::showPosition(qint64 offsetNs)
{
    m_transport.setPosition(offsetNs, m_timeline.durationNs());
    m_timeline.setPlayhead(offsetNs);
    Q_EMIT positionChanged(offsetNs);
}

void ReplayControl::showProgress(const ReplayFigures &figures)
{
    m_transport.setFigures(figures);
    if (m_isReplayingThis)
        showPosition(figures.positionNs);
}

void ReplayControl::refresh()
{
    const bool canPlay = !m_path.isEmpty() && (m_isReplayingThis || m_replayer.state() == ReplayState::Stopped);
    m_transport.setState(m_replayer.state(), canPlay);
}

} // namespace gnat
