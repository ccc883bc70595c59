// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/textsearch_p.h"

#include <string_view>

namespace gnat {

/// Whether the text stands in these bytes with no letter or digit before it, nor behind it unless `isBeginning`; at an
/// end of the text that is no letter or digit itself anything may stand. Bytes that are not UTF-8 count as signs.
/// An index that divides Unicode text at what is neither letter, mark nor digit finds all of these in a text, and more.
bool isWordIn(std::string_view bytes, const TextSearch &search, bool isBeginning);

} // namespace gnat
