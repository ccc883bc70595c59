// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "publishertarget.h"
#include "recording/recordingreader.h"
#include "recording/replayer.h"
#include "terminal/clientsession.h"
#include "terminal/command.h"
#include "terminal/connectionflags.h"
#include "terminal/filterflag.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace gnat::terminal {

namespace {

Result<double> speedFromFlags(const QCommandLineParser &flags)
{
    if (!flags.isSet(QStringLiteral("speed")))
        return 1.0;
    const auto text = flags.value(QStringLiteral("speed"));
    if (text == QLatin1String("max"))
        return 0.0;
    bool isNumber = false;
    const auto speed = text.toDouble(&isNumber);
    if (!isNumber || speed < 0.01 || speed > 1000)
        return makeError(ErrorKind::InvalidInput, Words::tr("--speed takes a factor from 0.01 to 1000, or max."));
    return speed;
}

Result<ReplayOptions> replayOptions(const Invocation &invocation)
{
    const auto &flags = invocation.flags;
    if (invocation.words.size() != 1)
        return makeError(ErrorKind::InvalidInput, Words::tr("One file is expected."));
    ReplayOptions options;
    options.path = invocation.words.first();
    const auto speed = speedFromFlags(flags);
    if (!speed)
        return speed.error();
    options.speed = speed.value();
    const auto rules = flags.values(QStringLiteral("map"));
    for (const auto &rule : rules) {
        if (const auto added = options.remap.addRule(rule.toStdString()); !added)
            return added.error();
    }
    options.includeSystem = flags.isSet(QStringLiteral("include-system"));
    options.markOriginalTime = flags.isSet(QStringLiteral("mark"));
    options.stopWhenTargetLost = true;
    return options;
}

int report(const ReplayFigures &figures, const QString &error, bool asJson)
{
    const auto number = [](quint64 n) {
        return static_cast<qint64>(n);
    };
    if (asJson) {
        const QJsonObject object{{QStringLiteral("sent"), number(figures.sent)},
                                 {QStringLiteral("skipped_system"), number(figures.skippedSystem)},
                                 {QStringLiteral("skipped_filter"), number(figures.skippedFilter)},
                                 {QStringLiteral("skipped_map"), number(figures.skippedRemap)},
                                 {QStringLiteral("refused"), number(figures.refused)},
                                 {QStringLiteral("late_p50_ns"), figures.p50LateNs},
                                 {QStringLiteral("late_p99_ns"), figures.p99LateNs},
                                 {QStringLiteral("late_max_ns"), figures.worstLateNs}};
        if (!print(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n'))
            return Failed;
    }
    say(Words::tr("Sent %1 of %2 message(s), left out %3 by filter, %4 by map, %5 system or inbox, %6 refused")
            .arg(figures.sent)
            .arg(figures.total)
            .arg(figures.skippedFilter)
            .arg(figures.skippedRemap)
            .arg(figures.skippedSystem)
            .arg(figures.refused));
    return error.isEmpty() && figures.refused == 0
               ? Success
               : fail(error.isEmpty() ? Words::tr("Some messages were refused.") : error);
}

int replay(ClientSession &session, const ReplayOptions &options, bool asJson)
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
    QObject::connect(&session.stopSignal(), &StopSignal::requested, &replayer, &Replayer::stop);
    const auto playing = replayer.play(options, std::make_shared<PublisherTarget>(session.connection().publisher()));
    if (!playing)
        return fail(errorText(playing.error()));
    if (!hasEnded)
        loop.exec();
    return report(figures, error, asJson);
}

int run(const Invocation &invocation)
{
    auto options = replayOptions(invocation);
    if (!options)
        return refuseUsage(errorText(options.error()));
    const auto profile = profileFromFlags(invocation.flags);
    if (!profile)
        return refuseUsage(errorText(profile.error()));
    // The file first: what is wrong with it should not depend on a server.
    const auto readable = RecordingReader::open(options.value().path);
    if (!readable)
        return fail(errorText(readable.error()));
    const auto filter = recordingFilterFromFlags(invocation.flags, readable.value());
    if (!filter)
        return refuseUsage(errorText(filter.error()));
    if (!filter.value().isEmpty())
        options.value().wanted = [wanted = filter.value()](const MessageView &message) {
            return wanted.accepts(message);
        };
    ClientSession session(profile.value());
    if (const auto opened = session.open(); !opened)
        return fail(errorText(opened.error()));
    return replay(session, options.value(), invocation.flags.isSet(QStringLiteral("json")));
}

} // namespace

Command replayCommand()
{
    auto options = connectionOptions();
    options += {{QStringLiteral("speed"), Words::tr("Factor for the original timing, 1; max: as fast as possible."),
                 QStringLiteral("FACTOR")},
                filterOption(),
                {QStringLiteral("map"), Words::tr("Rewrite subjects, first match wins; an empty TO skips."),
                 QStringLiteral("FROM=TO")},
                {QStringLiteral("mark"), Words::tr("Add the original time as a header.")},
                {QStringLiteral("include-system"), Words::tr("Also subjects under $JS, $SYS and _INBOX.")},
                jsonOption()};
    return {QStringLiteral("replay"),
            {},
            QStringLiteral("FILE"),
            Words::tr("Send a recording to a server as it was recorded."),
            options,
            run};
}

} // namespace gnat::terminal
