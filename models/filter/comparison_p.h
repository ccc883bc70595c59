// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// "temp_c>=80" taken apart; positions count from the beginning of the word.
struct ComparisonParts
{
    QString name;
    Comparison comparison = Comparison::Equal;
    QString value;
    qsizetype valueAt = 0;
};

/// Nothing if no operator stands in the word behind a name.
std::optional<ComparisonParts> splitComparison(const QString &word);

/// Bytes of "1k", "2.5MB", "300"; decimal units. Nothing if the text is none.
std::optional<quint64> parseByteCount(const QString &text);

} // namespace gnat
