// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/colourrules.h"

#include <algorithm>
#include <array>

namespace gnat {

namespace {

struct ToneName
{
    RowTone tone;
    const char *name;
};

constexpr std::array toneNames = {ToneName{RowTone::Err, "err"},       ToneName{RowTone::Warn, "warn"},
                                  ToneName{RowTone::Ok, "ok"},         ToneName{RowTone::Dim, "dim"},
                                  ToneName{RowTone::Accent, "accent"}, ToneName{RowTone::Violet, "violet"}};

} // namespace

QList<ColourRule> ColourRules::builtIn()
{
    return {{QStringLiteral("*.*.error"), RowTone::Err, true}};
}

ColourRules::ColourRules(const QList<ColourRule> &rules, const FilterContext &context) : m_rules(rules)
{
    for (const auto &rule : rules) {
        FilterError error;
        if (auto filter = Filter::compile(rule.filter, &error, context); rule.isOn && filter && !filter->isEmpty())
            m_compiled.push_back({std::move(*filter), rule.tone});
    }
}

RowTone ColourRules::toneOf(const MessageView &message) const
{
    const auto met =
        std::ranges::find_if(m_compiled, [&](const Compiled &rule) { return rule.filter.accepts(message); });
    return met == m_compiled.end() ? RowTone::Plain : met->tone;
}

QStringList ColourRules::toText(const QList<ColourRule> &rules)
{
    QStringList lines;
    for (const auto &rule : rules) {
        const auto *name = std::ranges::find(toneNames, rule.tone, &ToneName::tone);
        if (name != toneNames.end())
            lines << QStringLiteral("%1 %2 %3")
                         .arg(rule.isOn ? QStringLiteral("on") : QStringLiteral("off"), QLatin1StringView(name->name),
                              rule.filter);
    }
    return lines;
}

QList<ColourRule> ColourRules::fromText(const QStringList &lines)
{
    QList<ColourRule> rules;
    for (const auto &line : lines) {
        const auto tone = line.section(u' ', 1, 1);
        const auto *known =
            std::ranges::find_if(toneNames, [&](const ToneName &each) { return tone == QLatin1StringView(each.name); });
        if (known != toneNames.end())
            rules.append({line.section(u' ', 2), known->tone, line.startsWith(QStringLiteral("on "))});
    }
    return rules;
}

} // namespace gnat
