// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/palettematch.h"

#include <QStringList>

namespace gnat {

namespace {

bool beginsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

std::optional<PaletteMatch> matchWhole(const QString &word, const QString &text)
{
    std::optional<PaletteMatch> best;
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        const int score = at == 0 ? 40 : beginsWord(text, at) ? 30 : 10;
        if (best && best->score >= score)
            continue;
        best = PaletteMatch{score, {}};
        for (qsizetype i = 0; i < word.size(); ++i)
            best->places.append(at + i);
    }
    return best;
}

/// Letter by letter, the first at the beginning of a word; the others, too, if `onlyInitials`.
std::optional<PaletteMatch> matchLetters(const QString &word, const QString &text, bool onlyInitials)
{
    PaletteMatch match;
    qsizetype at = 0;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const bool atBegin = i == 0 || onlyInitials;
        while (at < text.size() && (text[at].toLower() != word[i].toLower() || (atBegin && !beginsWord(text, at))))
            ++at;
        if (at == text.size())
            return {};
        match.score += beginsWord(text, at) ? 2 : 0;
        match.places.append(at++);
    }
    // "ql" must not find every text that has the two letters somewhere.
    const bool isLoose = match.score < 2 * ((word.size() + 1) / 2);
    return isLoose ? std::nullopt : std::optional(match);
}

} // namespace

std::optional<PaletteMatch> matchPalette(const QString &query, const QString &text)
{
    PaletteMatch all;
    const auto words = query.split(u' ', Qt::SkipEmptyParts);
    for (const auto &word : words) {
        auto match = matchWhole(word, text);
        if (!match)
            match = matchLetters(word, text, true);
        if (!match)
            match = matchLetters(word, text, false);
        if (!match)
            return {};
        all.score += match->score;
        all.places += match->places;
    }
    return all;
}

} // namespace gnat
