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

} // namespace gnat
