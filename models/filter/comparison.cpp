// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/comparison_p.h"

#include <array>
#include <cmath>

namespace gnat {

namespace {

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u"_-.[]$").contains(c);
}

struct Operator
{
    QStringView text;
    Comparison comparison;
};

constexpr std::array operators = {
    Operator{u">=", Comparison::GreaterOrEqual},
    Operator{u"<=", Comparison::LessOrEqual},
    Operator{u"!=", Comparison::NotEqual},
    Operator{u">", Comparison::Greater},
    Operator{u"<", Comparison::Less},
    Operator{u"=", Comparison::Equal},
};

} // namespace

std::optional<ComparisonParts> splitComparison(const QString &word)
{
    qsizetype at = 0;
    while (at < word.size() && isNameCharacter(word[at]))
        ++at;
    // A dot before the operator: "orders.>.new" is a pattern and not a comparison.
    if (at == 0 || at == word.size() || word[at - 1] == u'.')
        return {};
    for (const auto &candidate : operators) {
        if (!QStringView(word).mid(at).startsWith(candidate.text))
            continue;
        const auto valueAt = at + candidate.text.size();
        return ComparisonParts{word.left(at), candidate.comparison, word.mid(valueAt), valueAt};
    }
    return {};
}

std::optional<quint64> parseByteCount(const QString &text)
{
    auto digits = text.toLower();
    if (digits.endsWith(u'b'))
        digits.chop(1);
    double unit = 1;
    if (digits.endsWith(u'k'))
        unit = 1e3;
    else if (digits.endsWith(u'm'))
        unit = 1e6;
    else if (digits.endsWith(u'g'))
        unit = 1e9;
    if (unit > 1)
        digits.chop(1);
    bool isOk = false;
    const double number = digits.toDouble(&isOk) * unit;
    if (!isOk || !(number >= 0) || number > 1e18)
        return {};
    return static_cast<quint64>(std::llround(number));
}

} // namespace gnat
