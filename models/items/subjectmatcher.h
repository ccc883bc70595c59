// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

#include <functional>
#include <string_view>

namespace gnat {

/// What is typed to find subjects, as a predicate: `/regex/`; a pattern if a token is `*` or `>`; else words that all
/// occur somewhere. Patterns regard case always, words and regular expressions if asked. Null for blank text; the error
/// says what is wrong with a pattern or regular expression.
Result<std::function<bool(std::string_view)>> subjectMatcher(const QString &text, bool isCaseSensitive);

} // namespace gnat
