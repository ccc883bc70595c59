// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace gnat {

// Bytes as they stand in the source text of other languages; each gives the same bytes back there, whatever they are.
// All are valid UTF-8.

/// "a\n\377": C and C++, one line; octal escapes, so that a digit behind them does no harm, and no trigraphs.
std::string cString(std::string_view bytes);
/// "ä\xff": Go; printable UTF-8 stays.
std::string goString(std::string_view bytes);
/// "ä\n": JavaScript; the bytes must be valid UTF-8.
std::string jsString(std::string_view utf8);
/// "ä\n": Python str; the bytes must be valid UTF-8.
std::string pythonString(std::string_view utf8);
/// b"a\xff": Python bytes.
std::string pythonBytes(std::string_view bytes);
/// A word of the POSIX shell, in single quotes where it needs them. It cannot hold a NUL.
std::string shellWord(std::string_view bytes);

} // namespace gnat
