// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace gnat {

struct FilterError;

/// A piece of a filter text.
struct FilterToken
{
    enum Kind { Word, Quoted, Regex, Not, And, Or, Open, Close };

    Kind kind = Word;
    QString text; ///< Quoted and Regex: what stands between the marks; the words and signs for not, and, or: as typed
    int position = 0;
    int length = 0;
    std::vector<int> places;     ///< Word: where each character of `text` stands in the filter text
    std::vector<bool> isLiteral; ///< Word: whether each character of `text` stands in quotes

    int end() const { return position + length; }
    /// Where character `at` of a Word stands in the filter text; its end if there is none.
    int placeOf(qsizetype at) const { return at < text.size() ? places[static_cast<std::size_t>(at)] : end(); }
    bool hasLiteral(qsizetype from, qsizetype to) const;
};

/// Takes a filter text apart; nothing with `*error` set if a quote or a slash is not closed. Quotes take their meaning
/// from the signs between them; in a word they stand behind a prefix or an operator (`h:key="a b"`) or around a name
/// (`"my key"=1`). Blanks around an operator (`temp_c > 80`) don't end the word.
std::optional<std::vector<FilterToken>> tokenizeFilter(const QString &text, FilterError *error);

/// A character that may stand in a field's name without quotes.
bool isFilterNameCharacter(QChar c);
/// The length of the comparison operator that begins at `at`; 0 if there is none.
qsizetype filterOperatorLength(QStringView text, qsizetype at);

} // namespace gnat
