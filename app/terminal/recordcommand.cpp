// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "core/subjectpattern.h"
#include "recordedconnection.h"
#include "recording/recorder.h"
#include "recordinggaps.h"
#include "terminal/clientsession.h"
#include "terminal/command.h"
#include "terminal/connectionflags.h"
#include "terminal/counted.h"
#include "terminal/recordconsole.h"
#include "terminal/recordflags.h"

#include <QFileInfo>
#include <QJsonObject>
#include <QTimer>

#include <memory>

namespace gnat::terminal {

namespace {

struct Outcome
{
    RecordingFigures figures;
    QString error;
};

/// Asks the recorder to stop and waits until the file is closed.
Outcome finish(Recorder &recorder, const std::function<void()> &before)
{
    Outcome outcome;
    QEventLoop loop;
    QObject::connect(&recorder, &Recorder::finished, &loop,
                     [&](const QString &, const RecordingFigures &figures, const QString &error) {
                         outcome = {figures, error};
                         loop.quit();
                     });
    before();
    recorder.stop();
    loop.exec();
    return outcome;
}

/// What became of the files of a split recording.
void addParts(const RecordingParts &parts, QJsonObject &object)
{
    object.insert(QStringLiteral("files"), static_cast<qint64>(parts.number));
    object.insert(QStringLiteral("removed_files"), static_cast<qint64>(parts.removedFiles));
    object.insert(QStringLiteral("removed_messages"), static_cast<qint64>(parts.removedMessages));
}

void sayWhere(const RecordingFigures &figures)
{
    if (figures.parts.number == 0)
        return say(Words::tr("Recorded %1 into %2").arg(messagesText(figures.messages), figures.path));
    say(Words::tr("Recorded %1 into %2, the last is %3")
            .arg(messagesText(figures.messages), filesText(figures.parts.number), figures.path));
    if (figures.parts.removedFiles > 0)
        say(Words::tr("Removed to keep within the limits: %1 with %2.")
                .arg(olderFilesText(figures.parts.removedFiles), messagesText(figures.parts.removedMessages)));
}

int report(const Outcome &outcome, bool asJson)
{
    const auto &path = outcome.figures.path;
    if (asJson) {
        QJsonObject object{{QStringLiteral("file"), path},
                           {QStringLiteral("messages"), static_cast<qint64>(outcome.figures.messages)},
                           {QStringLiteral("bytes"), static_cast<qint64>(outcome.figures.bytes)},
                           {QStringLiteral("filtered"), static_cast<qint64>(outcome.figures.filtered)},
                           {QStringLiteral("dropped"), static_cast<qint64>(outcome.figures.dropped)},
                           {QStringLiteral("paused"), static_cast<qint64>(outcome.figures.paused)}};
        if (outcome.figures.parts.number > 0)
            addParts(outcome.figures.parts, object);
        if (!print(jsonLine(object)))
            return Failed;
    }
    sayWhere(outcome.figures);
    if (outcome.figures.filtered > 0)
        say(Words::tr("%1 message(s) did not pass the filter.", nullptr, pluralOf(outcome.figures.filtered))
                .arg(outcome.figures.filtered));
    if (outcome.figures.dropped > 0)
        say(Words::tr("%1 message(s) were dropped here; the file states the gap.", nullptr,
                      pluralOf(outcome.figures.dropped))
                .arg(outcome.figures.dropped));
    if (outcome.figures.paused > 0)
        say(Words::tr("%1 message(s) came while it was paused; the file states the gap.", nullptr,
                      pluralOf(outcome.figures.paused))
                .arg(outcome.figures.paused));
    return outcome.error.isEmpty() ? Success : fail(outcome.error);
}

/// Starts the recorder, then subscribes, so that nothing of the subscriptions is missed.
Result<void> begin(ClientSession &session, Recorder &recorder, const RecordingOptions &options,
                   const QStringList &patterns)
{
    if (auto started = recorder.start(options); !started)
        return started;
    for (const auto &pattern : patterns) {
        const auto subscribed = session.connection().subscribe(pattern.toUtf8());
        if (!subscribed)
            return subscribed.error();
        recorder.addSubscription({subscribed.value(), session.connection().id(), pattern.toUtf8(), {}});
    }
    return session.confirmSubscriptions();
}

int record(ClientSession &session, const RecordingOptions &options, const QStringList &patterns, qint64 forMs,
           bool asJson)
{
    Recorder recorder(session.fanout());
    auto console = std::make_unique<RecordConsole>(recorder);
    SignsOfLife signs(session.fanout());
    signs.watch(session.connection());
    RecordingGaps gaps([&recorder] { return QList<Recorder *>{&recorder}; }, session.ledger(), signs);
    gaps.watch(session.connection());
    Outcome ended;
    bool hasEnded = false;
    QEventLoop loop;
    QObject::connect(&recorder, &Recorder::finished, &loop,
                     [&](const QString &, const RecordingFigures &figures, const QString &error) {
                         ended = {figures, error};
                         hasEnded = true;
                         loop.quit();
                     });
    if (const auto begun = begin(session, recorder, options, patterns); !begun) {
        if (recorder.isRecording())
            finish(recorder, [] {});
        return session.stopSignal().isRequested() ? Success : fail(errorText(begun.error()));
    }
    say(QStringLiteral("Ready"));
    console->showFigures();
    session.tellBy([&console](const QString &text) { console->tellLine(text); });
    QObject::connect(&session.stopSignal(), &StopSignal::requested, &loop, &QEventLoop::quit);
    QObject::connect(&session.connection(), &Connection::stateChanged, &loop, [&](ConnectionState state) {
        if (state == ConnectionState::Failed)
            loop.quit();
    });
    if (forMs > 0)
        QTimer::singleShot(static_cast<int>(forMs), &loop, &QEventLoop::quit);
    if (!hasEnded && !session.stopSignal().isRequested())
        loop.exec();
    const bool isRefused = session.connection().state() == ConnectionState::Failed;
    if (!hasEnded)
        ended = finish(recorder, [&] { gaps.end(recorder); });
    session.tellBy({});
    console.reset(); // its line goes before the last words
    const int code = report(ended, asJson);
    return code == Success && isRefused ? fail(session.connection().lastError()) : code;
}

QStringList filesInTheWay(const RecordingOptions &options)
{
    if (options.split.isOn())
        return recordingsInTheWay(options.path);
    return QFileInfo::exists(options.path) ? QStringList{options.path} : QStringList();
}

int run(const Invocation &invocation)
{
    if (invocation.words.size() < 2)
        return refuseUsage(Words::tr("A file and at least one subject are expected."));
    const auto patterns = invocation.words.mid(1);
    for (const auto &pattern : patterns) {
        if (const auto parsed = SubjectPattern::parse(pattern.toStdString()); !parsed)
            return refuseUsage(errorText(parsed.error()));
    }
    const auto duration = durationFlag(invocation.flags, QStringLiteral("for"), 0);
    if (!duration || (invocation.flags.isSet(QStringLiteral("for")) && *duration == 0))
        return refuseUsage(Words::tr("--for takes a duration such as 10s."));
    RecordingOptions options;
    if (const auto applied = applyRecordFlags(invocation.flags, options); !applied)
        return refuseUsage(errorText(applied.error()));
    const auto profile = profileFromFlags(invocation.flags);
    if (!profile)
        return refuseUsage(errorText(profile.error()));

    options.path = invocation.words.first();
    options.overwrite = invocation.flags.isSet(QStringLiteral("force"));
    const auto standing = filesInTheWay(options);
    if (!standing.isEmpty() && !options.overwrite)
        return fail(Words::tr("The file %1 exists already. Choose another name, or write over it with --force.")
                        .arg(standing.constFirst()));
    ClientSession session(profile.value());
    if (const auto opened = session.open(); !opened)
        return fail(errorText(opened.error()));
    options.connections = {recordedConnection(session.connection())};
    return record(session, options, patterns, *duration, invocation.flags.isSet(QStringLiteral("json")));
}

} // namespace

Command recordCommand()
{
    auto options = connectionOptions();
    options += recordOptions();
    options +=
        {{QStringLiteral("for"), Words::tr("End after this time, counted from Ready."), QStringLiteral("DURATION")},
         {{QStringLiteral("f"), QStringLiteral("force")},
          Words::tr("Write over an existing file; with --split-…: remove all files of that name first.")},
         jsonOption()};
    return {QStringLiteral("record"),
            {},
            QStringLiteral("FILE SUBJECT…"),
            Words::tr("Record what arrives on subjects into a file."),
            options,
            run};
}

} // namespace gnat::terminal
