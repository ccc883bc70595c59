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
    enum Kind { Word, Quoted, Regex, Not, Or, Open, Close };

    Kind kind = Word;
    QString text; ///< Quoted and Regex: what stands between the marks
    int position = 0;
    int length = 0;
};

/// Takes a filter text apart; nothing with `*error` set if a quote or a slash is not closed. Quotes inside a word
/// (`h:key="a b"`) keep blanks in it and are left out of its text.
std::optional<std::vector<FilterToken>> tokenizeFilter(const QString &text, FilterError *error);

} // namespace gnat
