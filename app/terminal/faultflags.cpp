// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/faultflags.h"

#include "base/words.h"
#include "terminal/command.h"

#include <cstdint>
#include <string>

namespace gnat::terminal {

QList<QCommandLineOption> faultFlags()
{
    return {{QStringLiteral("fault"), Words::tr("Misbehave, such as delay=50ms,subject=orders.>; repeatable."),
             QStringLiteral("RULE")}};
}

Result<FaultPlan> faultPlan(const QCommandLineParser &flags)
{
    std::vector<std::string> texts;
    for (const auto &text : flags.values(QStringLiteral("fault")))
        texts.push_back(text.toStdString());
    const auto seed = numberFlag(flags, QStringLiteral("seed"), 1);
    return FaultPlan::parse(texts, static_cast<std::uint64_t>(seed.value_or(1)));
}

void sayFaultFigures(const std::vector<FaultFigures> &figures)
{
    for (const auto &[rule, matched, applied, hurried] : figures) {
        const auto text = QString::fromStdString(rule.text());
        say(hurried > 0 ? Words::tr("Fault %1: matched %2, applied %3, let go early %4")
                              .arg(text)
                              .arg(matched)
                              .arg(applied)
                              .arg(hurried)
                        : Words::tr("Fault %1: matched %2, applied %3").arg(text).arg(matched).arg(applied));
    }
}

} // namespace gnat::terminal
