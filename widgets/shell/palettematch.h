// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace gnat {

/// How well a text answers what was typed into the palette, and which of its characters did.
struct PaletteMatch
{
    int score = 0; ///< more is better
    QList<qsizetype> places;
};

/// Every word of the query must be in the text, in any order and case: as it is, or letter by letter, the first at the
/// beginning of a word. A place at the beginning of the text or of a word counts more. An empty query fits all. Pure.
std::optional<PaletteMatch> matchPalette(const QString &query, const QString &text);

} // namespace gnat
