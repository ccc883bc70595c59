// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/replaycontrol.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "compose/guardquestion.h"
#include "recordings/densitytimeline.h"
#include "recordings/recordingstate.h"
#include "recordings/replaysetup.h"
#include "recordings/transportbar.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

namespace gnat {

namespace {

constexpr int settleMs = 1000; // a connection knows by then that its server is gone

QString bookmarksKind()
{
    return QStringLiteral("bookmarks");
}

} // namespace

ReplayControl::ReplayControl(const Parts &parts, TargetFunction target, QObject *parent)
    : QObject(parent), m_connections(parts.connections), m_replayer(parts.replayer), m_setup(parts.setup),
      m_transport(parts.transport), m_timeline(parts.timeline), m_target(std::move(target))
{
    m_keys = new ReplayKeys(this);
    m_keys->listenTo(&m_timeline);
    connect(m_keys, &ReplayKeys::pressed, this, &ReplayControl::press);
    wireReplayer();
    wireTransport();
    connect(&m_setup, &ReplaySetup::changed, this, &ReplayControl::refresh);
    connect(&m_setup, &ReplaySetup::paceChanged, this, [this](ReplayPace pace) {
        if (m_isReplayingThis)
            m_replayer.setPace(pace);
    });
    connect(&m_timeline, &DensityTimeline::seekRequested, this, &ReplayControl::seek);
    connect(&m_timeline, &DensityTimeline::rangeChanged, this, &ReplayControl::rangeChanged);
    const auto follow = [this](Connection *connection) {
        connect(connection, &Connection::stateChanged, this, &ReplayControl::goOnIfBack);
    };
    for (const auto &connection : m_connections.all())
        follow(connection.get());
    connect(&m_connections, &ConnectionSet::added, this, follow);
    refresh();
}

void ReplayControl::wireReplayer()
{
    connect(&m_replayer, &Replayer::stateChanged, this, &ReplayControl::refresh);
    connect(&m_replayer, &Replayer::progressed, this, &ReplayControl::showProgress);
    connect(&m_replayer, &Replayer::targetLost, this, &ReplayControl::lose);
    connect(&m_replayer, &Replayer::finished, this, [this](const ReplayFigures &figures, const QString &error) {
        if (m_isReplayingThis) {
            Q_EMIT playedChanged(figures.played);
            showPosition(figures.positionNs);
            m_transport.setFigures(figures, true);
        }
        m_isReplayingThis = false;
        if (std::exchange(m_isLost, false))
            Q_EMIT problemFound({}, false);
        Q_EMIT nextRowChanged({});
        if (!error.isEmpty())
            Q_EMIT problemFound(error.toHtmlEscaped(), false);
        refresh();
    });
}

void ReplayControl::wireTransport()
{
    connect(&m_transport, &TransportBar::playToggled, this, &ReplayControl::playOrPause);
    connect(&m_transport, &TransportBar::stopRequested, this, &ReplayControl::stop);
    connect(&m_transport, &TransportBar::toStartRequested, this, [this] { press(ReplayKey::Start); });
    connect(&m_transport, &TransportBar::stepRequested, this, [this] { step(StepKind::Recorded); });
    connect(&m_transport, &TransportBar::stepBackRequested, this, &ReplayControl::stepBack);
    connect(&m_transport, &TransportBar::loopToggled, this, &ReplayControl::rangeChanged);
    connect(&m_transport, &TransportBar::rangeCleared, this, &ReplayControl::clearRange);
}

void ReplayControl::setRecording(const QString &path)
{
    if (std::exchange(m_isReplayingThis, false)) // its report is not this recording's
        m_replayer.stop();
    m_path = path;
    m_transport.clearFigures();
    m_transport.setPosition(0, m_timeline.durationNs());
    m_transport.setLooping(false);
    rangeChanged();
    refresh();
}

void ReplayControl::askToEnd(const std::function<void()> &leave, const std::function<void()> &stay)
{
    if (!m_isReplayingThis)
        return leave();
    auto *question = new QMessageBox(QMessageBox::Question, tr("Stop the replay?"),
                                     tr("A replay of this recording is running. It ends when another one is opened."),
                                     QMessageBox::NoButton, m_setup.window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    const auto *stop = question->addButton(tr("Stop and open"), QMessageBox::AcceptRole);
    question->addButton(tr("Keep playing"), QMessageBox::RejectRole);
    connect(question, &QMessageBox::finished, this,
            [question, stop, leave, stay] { question->clickedButton() == stop ? leave() : stay(); });
    question->open();
}

void ReplayControl::playOrPause()
{
    if (m_path.isEmpty())
        return;
    if (m_replayer.state() == ReplayState::Playing)
        m_replayer.pause();
    else if (m_replayer.state() == ReplayState::Paused)
        resume();
    else
        play(false);
}

/// A locked target takes this one replay, once its name is typed.
void ReplayControl::askForName(const QString &connection, bool isPaused)
{
    auto *question = new GuardQuestion(
        {connection, tr("Replay to %1?").arg(connection), m_setup.sentence(), tr("Replay")}, m_setup.window());
    connect(question, &GuardQuestion::nameTyped, this, [this, isPaused](const QString &name) { play(isPaused, name); });
    question->open();
}

bool ReplayControl::play(bool isPaused, const QString &typedName)
{
    Q_EMIT problemFound({}, false);
    auto options = m_setup.options(m_path);
    if (!options) {
        Q_EMIT problemFound(errorText(options.error()).toHtmlEscaped(), false);
        return false;
    }
    const qint64 from = m_timeline.playhead();
    options.value().range = range();
    if (from > range().fromNs && from < range().untilNs.value_or(m_timeline.durationNs()))
        options.value().fromNs = from;
    options.value().startPaused = isPaused;
    auto destination = m_setup.destination();
    destination.typedName = typedName;
    const auto *connection = m_connections.find(destination.source);
    if (connection && connection->isLocked() && !connection->passFor(typedName)) { // instead of refusing each message
        askForName(connection->profile().name, isPaused);
        return false;
    }
    auto target = m_target(destination);
    if (!target) {
        Q_EMIT problemFound(tr("No connection is open to send to. Connect first."), false);
        return false;
    }
    const auto started = m_replayer.play(options.value(), std::move(target));
    if (!started) {
        Q_EMIT problemFound(errorText(started.error()).toHtmlEscaped(), false);
        return false;
    }
    m_isReplayingThis = true;
    m_isLost = false;
    Q_EMIT playedChanged({});
    m_destination = destination.source;
    refresh();
    return true;
}

void ReplayControl::stop()
{
    m_replayer.stop();
}

void ReplayControl::resume()
{
    if (std::exchange(m_isLost, false))
        Q_EMIT problemFound({}, false);
    m_replayer.resume();
}

void ReplayControl::lose(const QString &error)
{
    m_isLost = true;
    Q_EMIT problemFound(tr("The replay waits: %1").arg(error.toHtmlEscaped()), true);
    // Just now the connection may still take itself for connected.
    QTimer::singleShot(settleMs, this, &ReplayControl::goOnIfBack);
}

/// The target was lost and may be there again: goes on, or offers it.
void ReplayControl::goOnIfBack()
{
    const auto *connection = m_connections.find(m_destination);
    if (!m_isLost || !m_isReplayingThis || !connection || connection->state() != ConnectionState::Connected)
        return;
    if (m_setup.resumesByItself())
        resume();
    else
        Q_EMIT problemFound(tr("%1 is connected again. The replay waits at the message that could not be sent.")
                                .arg(connection->profile().name.toHtmlEscaped()),
                            true);
}

void ReplayControl::seek(qint64 offsetNs)
{
    if (m_isReplayingThis)
        m_replayer.seek(offsetNs);
    showPosition(offsetNs);
}

void ReplayControl::step(StepKind kind)
{
    if (m_path.isEmpty() || (!m_isReplayingThis && !play(true)))
        return;
    m_replayer.step(1, kind);
}

void ReplayControl::stepBack()
{
    if (m_isReplayingThis)
        m_replayer.stepBack();
}

void ReplayControl::press(ReplayKey key)
{
    switch (key) {
    case ReplayKey::Play:
        return playOrPause();
    case ReplayKey::Back:
        return stepBack();
    case ReplayKey::Step:
        return step(StepKind::Recorded);
    case ReplayKey::StepSent:
        return step(StepKind::Sent);
    case ReplayKey::Start:
        return seek(m_timeline.rangeBegin().value_or(0));
    case ReplayKey::End:
        return seek(m_timeline.rangeEnd().value_or(m_timeline.durationNs()));
    case ReplayKey::Loop:
        return m_transport.setLooping(!m_transport.isLooping());
    case ReplayKey::SetA:
        return setRangeEnd(true);
    case ReplayKey::SetB:
        return setRangeEnd(false);
    case ReplayKey::Bookmark:
        return m_timeline.toggleBookmark();
    case ReplayKey::ZoomIn:
        return m_timeline.zoomIn();
    case ReplayKey::ZoomOut:
        return m_timeline.zoomOut();
    }
}

/// A or B comes to the playhead; one that would lie on the wrong side of the other drops that one.
void ReplayControl::setRangeEnd(bool isA)
{
    const auto here = m_timeline.playhead();
    auto a = m_timeline.rangeBegin();
    auto b = m_timeline.rangeEnd();
    (isA ? a : b) = here;
    if (a && b && *a > *b)
        (isA ? b : a).reset();
    m_timeline.setRange(a, b);
    rangeChanged();
}

void ReplayControl::clearRange()
{
    m_timeline.setRange({}, {});
    rangeChanged();
}

void ReplayControl::rangeChanged()
{
    m_transport.setRange(m_timeline.rangeBegin(), m_timeline.rangeEnd());
    m_setup.setRange(range());
    if (m_isReplayingThis)
        m_replayer.setRange(range());
}

ReplayRange ReplayControl::range() const
{
    return {m_timeline.rangeBegin().value_or(0), m_timeline.rangeEnd(), m_transport.isLooping() ? 0U : 1U};
}

void ReplayControl::keepBookmarks(Preferences &preferences) const
{
    if (m_path.isEmpty())
        return;
    QVariantList list;
    for (const auto &mark : m_timeline.bookmarks())
        list << QVariant(QVariantList{mark.offsetNs, mark.text});
    setRecordingState(preferences, bookmarksKind(), m_path, list.isEmpty() ? QVariant() : QVariant(list));
}

void ReplayControl::restoreBookmarks(Preferences &preferences)
{
    QList<TimelineBookmark> bookmarks;
    const auto list = recordingState(preferences, bookmarksKind(), m_path).toList();
    for (const auto &entry : list) {
        const auto parts = entry.toList();
        if (parts.size() == 2)
            bookmarks.append({parts.at(0).toLongLong(), parts.at(1).toString()});
    }
    m_timeline.setBookmarks(bookmarks);
}

void ReplayControl::showPosition(qint64 offsetNs)
{
    m_transport.setPosition(offsetNs, m_timeline.durationNs());
    m_timeline.setPlayhead(offsetNs);
    Q_EMIT positionChanged(offsetNs);
}

void ReplayControl::showProgress(const ReplayFigures &figures)
{
    if (!m_isReplayingThis)
        return;
    m_transport.setFigures(figures, false);
    Q_EMIT nextRowChanged(figures.nextRow);
    Q_EMIT playedChanged(figures.played);
    showPosition(figures.positionNs);
}

void ReplayControl::refresh()
{
    const bool canPlay = !m_path.isEmpty() && (m_isReplayingThis || m_replayer.state() == ReplayState::Stopped);
    m_transport.setState(m_isReplayingThis ? m_replayer.state() : ReplayState::Stopped, canPlay);
}

} // namespace gnat
