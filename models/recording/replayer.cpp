// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/replayer.h"

#include "base/text.h"
#include "recording/replayjob_p.h"

#include <utility>

namespace gnat {

struct Replayer::Private
{
    std::unique_ptr<ReplayJob> job;
    ReplayState state = ReplayState::Stopped;
    ReplayFigures lastFigures;

    /// True if the state changed.
    bool changeTo(ReplayState next) { return std::exchange(state, next) != next; }
};

Replayer::Replayer(QObject *parent) : QObject(parent), d(std::make_unique<Private>()) {}

Replayer::~Replayer() = default;

Result<void> Replayer::play(const ReplayOptions &options, std::shared_ptr<ReplayTarget> target)
{
    if (d->job)
        return makeError(ErrorKind::Exists, tr("A replay is running already."));
    if (!target)
        return makeError(ErrorKind::Unreachable, tr("There is no open connection to replay to."));
    if (!options.pace.isValid())
        return makeError(ErrorKind::InvalidInput, tr("The pace lies between 0.01 and 1000 times the recorded one, or "
                                                     "0.01 and 10,000,000 messages a second."));
    const auto queued = [this](auto &&call) {
        QMetaObject::invokeMethod(this, call, Qt::QueuedConnection);
    };
    ReplayJob::Callbacks callbacks;
    callbacks.progressed = [this, queued](const ReplayFigures &figures) {
        queued([this, figures] { Q_EMIT progressed(figures); });
    };
    callbacks.targetLost = [this, queued](const QString &error) {
        queued([this, error] {
            if (d->changeTo(ReplayState::Paused))
                Q_EMIT stateChanged(d->state);
            Q_EMIT targetLost(error);
        });
    };
    callbacks.finished = [this, queued](const ReplayFigures &figures, const QString &error) {
        queued([this, figures, error] {
            d->job.reset();
            d->lastFigures = figures;
            if (d->changeTo(ReplayState::Stopped))
                Q_EMIT stateChanged(d->state);
            Q_EMIT finished(figures, error);
        });
    };
    auto job = ReplayJob::create(options, std::move(target), std::move(callbacks));
    if (!job)
        return job.error();
    d->job = std::move(job).value();
    d->changeTo(options.startPaused ? ReplayState::Paused : ReplayState::Playing);
    d->job->start();
    Q_EMIT stateChanged(d->state);
    return {};
}

void Replayer::pause()
{
    if (!d->job)
        return;
    d->job->setPaused(true);
    if (d->changeTo(ReplayState::Paused))
        Q_EMIT stateChanged(d->state);
}

void Replayer::resume()
{
    if (!d->job)
        return;
    d->job->setPaused(false);
    if (d->changeTo(ReplayState::Playing))
        Q_EMIT stateChanged(d->state);
}

void Replayer::stop()
{
    if (d->job)
        d->job->stop();
}

void Replayer::setPace(ReplayPace pace)
{
    if (d->job && pace.isValid())
        d->job->setPace(pace);
}

void Replayer::setRange(const ReplayRange &range)
{
    if (d->job)
        d->job->setRange(range);
}

void Replayer::seek(qint64 offsetNs)
{
    if (d->job)
        d->job->seek(offsetNs);
}

void Replayer::step(quint64 count, StepKind kind)
{
    if (!d->job || count == 0)
        return;
    d->job->step(count, kind);
    if (d->changeTo(ReplayState::Paused))
        Q_EMIT stateChanged(d->state);
}

void Replayer::stepBack()
{
    if (!d->job)
        return;
    d->job->stepBack();
    if (d->changeTo(ReplayState::Paused))
        Q_EMIT stateChanged(d->state);
}

ReplayState Replayer::state() const
{
    return d->state;
}

ReplayFigures Replayer::figures() const
{
    return d->job ? d->job->figures() : d->lastFigures;
}

} // namespace gnat
