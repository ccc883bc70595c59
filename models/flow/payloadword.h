// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace gnat {

/// A text that a payload must hold, in any case of ASCII letters, with no letter or digit before it, nor behind it
/// unless it is the beginning of a word only. What an index of words can be asked for.
struct PayloadWord
{
    std::string text;
    bool isBeginning = false;

    friend bool operator==(const PayloadWord &, const PayloadWord &) = default;
};

using PayloadWords = std::vector<PayloadWord>;

/// What words are made of, for ASCII. An index and a search that disagree about it lose hits.
inline bool isAsciiOfWord(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

} // namespace gnat
