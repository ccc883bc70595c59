// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingset.h"

#include <algorithm>

namespace gnat {

RecordingSet::RecordingSet(Fanout &fanout, QObject *parent) : QObject(parent), m_fanout(fanout), m_main(make()) {}

/// Nobody is told any more: who listens may be gone.
RecordingSet::~RecordingSet()
{
    for (auto *recorder : std::as_const(m_running)) // so that they close their files at the same time
        recorder->stop();
    m_others.clear();
    m_main.reset();
}

std::unique_ptr<Recorder> RecordingSet::make()
{
    auto recorder = std::make_unique<Recorder>(m_fanout);
    auto *made = recorder.get();
    connect(made, &Recorder::started, this, [this, made] {
        m_running << made;
        Q_EMIT started(made);
    });
    connect(made, &Recorder::figuresChanged, this,
            [this, made](const RecordingFigures &figures) { Q_EMIT figuresChanged(made, figures); });
    connect(made, &Recorder::finished, this,
            [this, made](const QString &, const RecordingFigures &figures, const QString &error) {
                take(made, figures, error);
            });
    return recorder;
}

Result<Recorder *> RecordingSet::start(const RecordingOptions &options)
{
    auto *recorder = m_main.get();
    if (recorder->isRecording())
        recorder = m_others.emplace_back(make()).get();
    if (const auto started = recorder->start(options); !started) {
        std::erase_if(m_others, [recorder](const auto &other) { return other.get() == recorder; });
        return started.error();
    }
    return recorder;
}

void RecordingSet::take(Recorder *recorder, const RecordingFigures &figures, const QString &error)
{
    m_running.removeOne(recorder);
    Q_EMIT finished(recorder, figures, error);
    const auto other = std::ranges::find(m_others, recorder, [](const auto &owned) { return owned.get(); });
    if (other == m_others.end())
        return;
    other->release()->deleteLater(); // it is just telling us
    m_others.erase(other);
}

void RecordingSet::addConnection(const RecordedConnection &connection)
{
    for (auto *recorder : std::as_const(m_running))
        recorder->addConnection(connection);
}

void RecordingSet::addSubscription(const RecordedSubscription &subscription)
{
    for (auto *recorder : std::as_const(m_running))
        recorder->addSubscription(subscription);
}

} // namespace gnat
