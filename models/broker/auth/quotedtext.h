// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gnat {

/// `text` in quotation marks as Go's %q writes it: \" and \\, control characters and bytes that are no UTF-8 escaped.
std::string quotedText(std::string_view text);

} // namespace gnat
