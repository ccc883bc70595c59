// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "rework/recordingmask.h"
#include "terminal/command.h"
#include "terminal/jobrunner.h"

#include <QJsonArray>
#include <QJsonObject>

namespace gnat::terminal {

namespace {

Result<MaskRules> rulesFrom(const QCommandLineParser &flags)
{
    MaskRules rules;
    rules.subjects = flags.values(QStringLiteral("subject"));
    rules.headers = flags.values(QStringLiteral("header"));
    rules.fields = flags.values(QStringLiteral("field"));
    rules.removes = flags.isSet(QStringLiteral("strip"));
    rules.withoutPayloads = flags.isSet(QStringLiteral("no-payloads"));
    rules.keepsOtherBytes = flags.isSet(QStringLiteral("keep-other"));
    if (rules.subjects.isEmpty() && rules.headers.isEmpty() && rules.fields.isEmpty() && !rules.withoutPayloads)
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("What is to be masked? --subject, --header, --field or --no-payloads say it."));
    const auto masker = Masker::create(rules);
    return masker ? Result<MaskRules>(rules) : Result<MaskRules>(masker.error());
}

QByteArray toJson(const MaskFigures &figures)
{
    QJsonArray hits;
    for (const auto &[rule, count] : figures.hits)
        hits.append(
            QJsonObject{{QStringLiteral("rule"), rule}, {QStringLiteral("hidden"), static_cast<qint64>(count)}});
    const QJsonObject object{{QStringLiteral("messages"), static_cast<qint64>(figures.messages)},
                             {QStringLiteral("rules"), hits},
                             {QStringLiteral("emptied_payloads"), static_cast<qint64>(figures.emptiedPayloads)},
                             {QStringLiteral("kept_payloads"), static_cast<qint64>(figures.keptPayloads)},
                             {QStringLiteral("emptied_headers"), static_cast<qint64>(figures.emptiedHeaders)},
                             {QStringLiteral("cut_headers"), static_cast<qint64>(figures.cutHeaders)}};
    return jsonLine(object);
}

int run(const Invocation &invocation)
{
    if (invocation.words.size() != 2)
        return refuseUsage(Words::tr("A recording and the new file are expected."));
    const auto rules = rulesFrom(invocation.flags);
    if (!rules)
        return refuseUsage(errorText(rules.error()));
    const MaskRequest request{invocation.words.at(0), invocation.words.at(1),
                              invocation.flags.isSet(QStringLiteral("force")), rules.value()};
    MaskFigures figures;
    const auto done = runJob([&](const JobControl &control) -> Result<QString> {
        const auto masked = maskRecording(request, control);
        if (!masked)
            return masked.error();
        figures = masked.value();
        return maskReport(figures).join(u'\n');
    });
    if (!done)
        return failJob(done.error());
    if (invocation.flags.isSet(QStringLiteral("json")))
        return print(toJson(figures)) ? Success : Failed;
    say(done.value());
    return Success;
}

} // namespace

Command maskCommand()
{
    return {QStringLiteral("mask"),
            {},
            QStringLiteral("FILE NEW"),
            Words::tr("Hide values of a recording before it is shared."),
            {{QStringLiteral("subject"), Words::tr("Hide the tokens for * and > in matching subjects; repeatable."),
              QStringLiteral("PATTERN")},
             {QStringLiteral("header"), Words::tr("Hide the values of a header, *: of all; repeatable."),
              QStringLiteral("KEY")},
             {QStringLiteral("field"), Words::tr("Hide a JSON field: user.email, items[].card, **.iban; repeatable."),
              QStringLiteral("PATH")},
             {QStringLiteral("no-payloads"), Words::tr("Empty all payloads.")},
             {QStringLiteral("keep-other"), Words::tr("With --field: keep payloads that are not JSON.")},
             {QStringLiteral("strip"), Words::tr("Empty values instead of pseudonyms.")},
             forceOption(),
             jsonOption()},
            run};
}

} // namespace gnat::terminal
