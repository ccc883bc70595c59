// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recorder.h"

#include "base/text.h"
#include "core/clock.h"
#include "core/continuousclock.h"
#include "recording/recordingjob_p.h"
#include "recording/recordingreader.h"
#include "recording/recordingseries_p.h"

namespace gnat {

struct Recorder::Private
{
    explicit Private(Fanout &out) : fanout(out) {}

    Fanout &fanout;
    RecordingFigures lastFigures;
    QString filter;
    bool isStopping = false;
    std::unique_ptr<RecordingJob> job;
};

Recorder::Recorder(Fanout &fanout, QObject *parent) : QObject(parent), d(std::make_unique<Private>(fanout)) {}

Recorder::~Recorder() = default;

Result<void> Recorder::start(const RecordingOptions &options)
{
    if (d->job)
        return makeError(ErrorKind::Exists, tr("A recording is running already: “%1”.").arg(path()));
    auto told = options;
    if (!options.clockOffsetNs)
        told.clockOffsetNs = wallOffset();
    if (!options.startedNs)
        told.startedNs = wallNanoseconds(); // what all files of a series call its start
    auto writer = RecordingSeries::createFirst(told);
    if (!writer)
        return writer.error();
    d->filter = options.filter;
    d->isStopping = false;
    RecordingJob::Callbacks callbacks;
    callbacks.figuresChanged = [this](const RecordingFigures &figures) {
        QMetaObject::invokeMethod(
            this, [this, figures] { Q_EMIT figuresChanged(figures); }, Qt::QueuedConnection);
    };
    callbacks.finished = [this](const RecordingFigures &figures, const QString &error) {
        const auto finish = [this, figures, error] {
            d->job.reset();
            d->lastFigures = figures;
            Q_EMIT finished(figures.path, figures, error);
        };
        QMetaObject::invokeMethod(this, finish, Qt::QueuedConnection);
    };
    d->job = std::make_unique<RecordingJob>(d->fanout, std::move(writer).value(), told, std::move(callbacks));
    Q_EMIT started(path());
    return {};
}

void Recorder::stop()
{
    d->isStopping = true;
    if (d->job)
        d->job->stop();
}

void Recorder::pause()
{
    if (d->job)
        d->job->setPaused(true);
}

void Recorder::resume()
{
    if (d->job)
        d->job->setPaused(false);
}

bool Recorder::isPaused() const
{
    return d->job && d->job->figures().state == RecordingState::Paused;
}

bool Recorder::isRecording() const
{
    return d->job != nullptr;
}

QString Recorder::path() const
{
    return figures().path;
}

QString Recorder::filter() const
{
    return d->filter;
}

RecordingFigures Recorder::figures() const
{
    return d->job ? d->job->figures() : d->lastFigures;
}

void Recorder::addConnection(const RecordedConnection &connection)
{
    if (!d->job)
        return;
    d->job->addConnection(connection);
}

void Recorder::addSubscription(const RecordedSubscription &subscription)
{
    if (d->job)
        d->job->addSubscription(subscription);
}

void Recorder::beginLoss(SourceId source, qint64 atNs)
{
    if (d->job)
        d->job->beginLoss(source, atNs);
}

void Recorder::endLoss(SourceId source, qint64 untilNs)
{
    if (d->job)
        d->job->endLoss(source, untilNs);
}

void Recorder::addGap(const RecordedGap &gap)
{
    if (d->job && !d->isStopping)
        d->job->addGap(gap);
}

void Recorder::addMark(qint64 atNs, const QString &kind, const QString &text)
{
    if (d->job)
        d->job->addMark({atNs, kind, text});
}

} // namespace gnat
