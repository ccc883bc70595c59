// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"
#include "items/roles.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace gnat {

/// Messages that pass a filter are written in a tone.
struct ColourRule
{
    QString filter;
    RowTone tone = RowTone::Err;
    bool isOn = true;

    bool operator==(const ColourRule &) const = default;
};

/// The colour rules of a list; of those that a message meets, the first counts. A rule whose filter is empty or wrong
/// meets nothing. A value, GUI thread.
class ColourRules
{
public:
    /// `*.*.error` reads as an error.
    static QList<ColourRule> builtIn();

    explicit ColourRules(const QList<ColourRule> &rules = builtIn(), const FilterContext &context = {});

    const QList<ColourRule> &rules() const { return m_rules; }
    RowTone toneOf(const MessageView &message) const;

    /// As the preferences keep them: "on err *.*.error".
    static QStringList toText(const QList<ColourRule> &rules);
    static QList<ColourRule> fromText(const QStringList &lines);

private:
    struct Compiled
    {
        Filter filter;
        RowTone tone;
    };

    QList<ColourRule> m_rules;
    std::vector<Compiled> m_compiled;
};

} // namespace gnat
