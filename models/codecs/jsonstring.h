// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gnat {

/// The text of a JSON string's inside, escapes resolved; lone surrogates become U+FFFD. The JSON must be valid.
std::string jsonUnescaped(std::string_view raw);

} // namespace gnat
