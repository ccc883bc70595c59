// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/comparison_p.h"

#include <array>

namespace gnat {

namespace {

struct Operator
{
    QStringView text;
    Comparison comparison;
};

constexpr std::array operators = {
    Operator{u">=", Comparison::GreaterOrEqual}, Operator{u"<=", Comparison::LessOrEqual},
    Operator{u"!=", Comparison::NotEqual},       Operator{u"==", Comparison::Equal},
    Operator{u">", Comparison::Greater},         Operator{u"<", Comparison::Less},
    Operator{u"=", Comparison::Equal},
};

constexpr QStringView headerPrefix = u"h:";

bool isHeader(const FilterToken &word)
{
    return word.text.startsWith(headerPrefix) && !word.hasLiteral(0, headerPrefix.size());
}

/// Where the name that the word begins with ends; 0 if there is none. A header's name may hold more signs.
qsizetype endOfName(const FilterToken &word)
{
    const auto from = isHeader(word) ? headerPrefix.size() : 0;
    auto at = from;
    const auto isName = [&](qsizetype i) {
        return word.isLiteral[static_cast<std::size_t>(i)] || (from > 0 && filterOperatorLength(word.text, i) == 0) ||
               isFilterNameCharacter(word.text[i]);
    };
    while (at < word.text.size() && isName(at))
        ++at;
    // A dot before the operator: "orders.>.new" is a pattern and not a comparison.
    const bool isPattern = from == 0 && at > 0 && word.text[at - 1] == u'.' && !word.hasLiteral(at - 1, at);
    return at == from || isPattern ? 0 : at;
}

} // namespace

bool isFilterName(const FilterToken &word)
{
    return !word.text.isEmpty() && endOfName(word) == word.text.size();
}

std::optional<ComparisonParts> splitComparison(const FilterToken &word)
{
    const auto at = endOfName(word);
    if (at == 0 || at == word.text.size())
        return {};
    for (const auto &candidate : operators) {
        const auto valueAt = at + candidate.text.size();
        if (!QStringView(word.text).mid(at).startsWith(candidate.text) || word.hasLiteral(at, valueAt))
            continue;
        const auto isQuotedNothing = valueAt == word.text.size() && word.end() > word.places.back() + 1;
        const auto from = isHeader(word) ? headerPrefix.size() : 0;
        return ComparisonParts{
            word.text.mid(from, at - from), candidate.comparison,
            word.text.mid(valueAt),         valueAt,
            word.hasLiteral(from, at),      isQuotedNothing || word.hasLiteral(valueAt, word.text.size())};
    }
    return {};
}

} // namespace gnat
