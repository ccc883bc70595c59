// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "filter/filterpredicate.h"
#include "publishertarget.h"
#include "recording/recordingreader.h"
#include "recording/replayer.h"
#include "terminal/clientsession.h"
#include "terminal/command.h"
#include "terminal/connectionflags.h"
#include "terminal/filterflag.h"
#include "terminal/jobrunner.h"
#include "terminal/replayflags.h"
#include "terminal/replayreport.h"
#include "terminal/statusline.h"

#include <QTimer>

namespace gnat::terminal {

namespace {

constexpr int settleMs = 1000; // a connection knows by then that its server is gone

int report(const ReplayFigures &figures, const QString &error, bool wasStopped, bool asJson)
{
    if (asJson && !print(jsonLine(replayJson(figures))))
        return Failed;
    say(replayText(figures));
    if (wasStopped) {
        say(Words::tr("Stopped before the end."));
        return Interrupted;
    }
    return error.isEmpty() && figures.refused == 0
               ? Success
               : fail(error.isEmpty() ? Words::tr("Some messages were refused.") : error);
}

int dryRun(const ReplayOptions &options, bool asJson)
{
    ReplayPreview preview;
    const auto done = runJob([&](const JobControl &control) -> Result<QString> {
        auto previewed = previewReplay(options, control.stop, control.progress);
        if (!previewed)
            return previewed.error();
        preview = std::move(previewed).value();
        return QString();
    });
    if (!done)
        return failJob(done.error());
    const auto text = asJson ? jsonLine(previewJson(preview)) : previewText(preview).toUtf8();
    return print(text) ? Success : Failed;
}

/// A lost server pauses the replay; when it is back, it goes on with the message that could not be sent.
void goOnAfterReconnect(ClientSession &session, Replayer &replayer, QString &lostForGood)
{
    auto &connection = session.connection();
    const auto isBack = [&connection, &replayer] {
        if (connection.state() == ConnectionState::Connected && replayer.state() == ReplayState::Paused)
            replayer.resume();
    };
    // Just now the connection may still take itself for connected.
    QObject::connect(&replayer, &Replayer::targetLost, &replayer,
                     [&replayer, isBack] { QTimer::singleShot(settleMs, &replayer, isBack); });
    QObject::connect(&connection, &Connection::stateChanged, &replayer, [&, isBack](ConnectionState state) {
        isBack();
        if (state != ConnectionState::Failed)
            return;
        lostForGood = connection.lastError();
        replayer.stop();
    });
}

int replay(ClientSession &session, const ReplayOptions &options, std::shared_ptr<ReplayTarget> target, bool asJson)
{
    Replayer replayer;
    QEventLoop loop;
    ReplayFigures figures;
    QString error;
    bool hasEnded = false;
    QObject::connect(&replayer, &Replayer::finished, &loop, [&](const ReplayFigures &last, const QString &why) {
        figures = last;
        error = why;
        hasEnded = true;
        loop.quit();
    });
    StatusLine status;
    session.tellBy([&status](const QString &text) {
        status.clear();
        say(text);
    });
    QObject::connect(&replayer, &Replayer::progressed, &loop,
                     [&status](const ReplayFigures &now) { status.show(replayProgress(now)); });
    QString lostForGood;
    QObject::connect(&session.stopSignal(), &StopSignal::requested, &replayer, &Replayer::stop);
    if (!options.stopWhenTargetLost)
        goOnAfterReconnect(session, replayer, lostForGood);
    const auto playing = replayer.play(options, std::move(target));
    if (!playing) {
        session.tellBy({});
        return fail(errorText(playing.error()));
    }
    if (!hasEnded)
        loop.exec();
    status.clear();
    session.tellBy({});
    // What goes on until it is stopped has no other end.
    const bool wasStopped = session.stopSignal().isRequested() && figures.rounds < options.range.rounds;
    return report(figures, error.isEmpty() ? lostForGood : error, wasStopped, asJson);
}

int run(const Invocation &invocation)
{
    if (invocation.words.size() != 1)
        return refuseUsage(Words::tr("One file is expected."));
    auto options = replayOptionsFromFlags(invocation.flags, invocation.words.first());
    if (!options)
        return refuseUsage(errorText(options.error()));
    const bool isDryRun = invocation.flags.isSet(QStringLiteral("dry-run"));
    const auto profile = isDryRun ? profileFromFlags(invocation.flags) : sendingProfileFromFlags(invocation.flags);
    if (!profile)
        return refuse(profile.error());
    // The file first: what is wrong with it should not depend on a server.
    const auto readable = RecordingReader::open(options.value().path);
    if (!readable)
        return fail(errorText(readable.error()));
    const auto filter = recordingFilterFromFlags(invocation.flags, readable.value());
    if (!filter)
        return refuseUsage(errorText(filter.error()));
    options.value().wanted = predicateOf(filter.value());
    const bool asJson = invocation.flags.isSet(QStringLiteral("json"));
    if (isDryRun)
        return dryRun(options.value(), asJson);
    ClientSession session(profile.value());
    if (const auto opened = session.open(); !opened)
        return fail(errorText(opened.error()));
    const auto way = invocation.flags.isSet(QStringLiteral("jetstream")) ? SendWay::Stream : SendWay::Core;
    return replay(session, options.value(), std::make_shared<PublisherTarget>(session.connection().publisher(), way),
                  asJson);
}

} // namespace

Command replayCommand()
{
    auto options = connectionOptions();
    options += replayOptionFlags();
    options += {unlockOption(),
                filterOption(),
                {QStringLiteral("jetstream"), Words::tr("Publish into a stream and wait for each acknowledgement.")},
                {QStringLiteral("dry-run"), Words::tr("Send nothing, count what would go to each subject.")},
                jsonOption()};
    return {QStringLiteral("replay"),
            {},
            QStringLiteral("FILE"),
            Words::tr("Send a recording to a server as it was recorded."),
            options,
            run};
}

} // namespace gnat::terminal
