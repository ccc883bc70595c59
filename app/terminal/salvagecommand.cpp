// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "recording/salvage.h"
#include "terminal/command.h"
#include "terminal/jobrunner.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include <utility>

namespace gnat::terminal {

namespace {

constexpr quint64 stepsOfProgress = 1000;

QByteArray toJson(const QString &to, const SalvageReport &report)
{
    QJsonArray gaps;
    for (const auto &gap : report.gaps)
        gaps.append(QJsonObject{{QStringLiteral("at_ns"), gap.atNs},
                                {QStringLiteral("until_ns"), gap.untilNs},
                                {QStringLiteral("reason"), gap.reason},
                                {QStringLiteral("count"), static_cast<qint64>(gap.count)}});
    const QJsonObject object{
        {QStringLiteral("file"), to},
        {QStringLiteral("messages"), static_cast<qint64>(report.messages)},
        {QStringLiteral("lost"), report.isLossKnown ? QJsonValue(static_cast<qint64>(report.lost)) : QJsonValue()},
        {QStringLiteral("lost_at_least"), static_cast<qint64>(report.lost)},
        {QStringLiteral("unnamed"), static_cast<qint64>(report.unnamed)},
        {QStringLiteral("gaps"), gaps},
        {QStringLiteral("unreadable"), QJsonArray::fromStringList(report.unreadableLists)}};
    return jsonLine(object);
}

int run(const Invocation &invocation)
{
    if (invocation.words.size() != 2)
        return refuseUsage(Words::tr("A damaged file and a name for the new one are expected."));
    const auto &to = invocation.words.last();
    if (QFileInfo::exists(to))
        return fail(Words::tr("The file %1 exists already. Choose another name.").arg(to));
    SalvageReport report;
    const auto done = runJob([&](const JobControl &control) -> Result<QString> {
        const auto progressed = [&](double share) {
            control.progress(static_cast<quint64>(share * stepsOfProgress), stepsOfProgress);
        };
        auto saved = salvageRecording(invocation.words.first(), to, progressed, control.stop);
        if (!saved)
            return saved.error();
        report = std::move(saved).value();
        return QString();
    });
    if (!done)
        return failJob(done.error());
    for (const auto &sentence : salvageText(report))
        say(sentence);
    if (invocation.flags.isSet(QStringLiteral("json")) && !print(toJson(to, report)))
        return Failed;
    return Success;
}

} // namespace

Command salvageCommand()
{
    return {QStringLiteral("salvage"),
            {},
            QStringLiteral("FILE NEWFILE"),
            Words::tr("Save what can be read of a damaged recording."),
            {jsonOption()},
            run};
}

} // namespace gnat::terminal
