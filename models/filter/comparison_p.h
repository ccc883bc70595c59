// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filterlexer_p.h"

#include <QString>

#include <optional>

namespace gnat {

enum class Comparison { Less, LessOrEqual, Equal, NotEqual, GreaterOrEqual, Greater };

/// Whether `left` stands to `right` as `comparison` says.
template <typename T>
bool compares(const T &left, Comparison comparison, const T &right)
{
    switch (comparison) {
    case Comparison::Less:
        return left < right;
    case Comparison::LessOrEqual:
        return left <= right;
    case Comparison::Equal:
        return left == right;
    case Comparison::NotEqual:
        return left != right;
    case Comparison::GreaterOrEqual:
        return left >= right;
    case Comparison::Greater:
        return left > right;
    }
    return false;
}

/// "temp_c>=80" taken apart; `valueAt` counts from the beginning of the word's text.
struct ComparisonParts
{
    QString name;
    Comparison comparison = Comparison::Equal;
    QString value;
    qsizetype valueAt = 0;
    bool isNameQuoted = false; ///< "size" in quotes is a field
    bool isValueQuoted = false;
};

/// Nothing if no operator stands in the word behind a name; a header's name begins with "h:".
std::optional<ComparisonParts> splitComparison(const FilterToken &word);
/// The whole word could be the name in front of an operator.
bool isFilterName(const FilterToken &word);

} // namespace gnat
