// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

namespace gnat {

/// What a decoder may build from one payload, so that no payload can fill the memory or the stack.
struct DecodeLimits
{
    int depth = 200;
    std::size_t fields = 100'000;
    std::size_t textBytes = 65'536; ///< of one value's text
    bool membersOnly = false;       ///< what stands in the root's members is checked, not built
};

/// The most characters that pretty() lays out.
constexpr qsizetype maxPrettyChars = 4'000'000;
/// As far as a guess looks.
constexpr std::size_t guessBytes = 4096;

/// Where and why a decoder stopped. `reason` is an untranslated literal of context PayloadCodec; null: no fault.
struct DecodeFault
{
    std::size_t offset = 0;
    const char *reason = nullptr;
    bool isCutShort = false; ///< the bytes ended before the value did
};

/// "Not valid JSON at byte 12: a value is missing."
Error decodeError(const QString &format, const DecodeFault &fault);
/// "3 fields", "1 item", "empty".
QString containerText(std::size_t count, FieldKind kind);
/// "de ad be ef … (1,024 bytes)"; at most `maxBytes` bytes are written out.
QString binaryText(std::string_view bytes, std::size_t maxBytes);
/// The text of a value, cut at `maxBytes` with an ellipsis; never inside a UTF-8 sequence.
QString boundedText(std::string_view bytes, std::size_t maxBytes);
/// The child that stands where the field limit was reached.
PayloadField limitMarker(std::size_t shown, std::size_t offset);
/// What ends a text that reached maxPrettyChars.
QString prettyMarker();
/// One line: control characters become spaces, cut to `maxChars`.
QString oneLine(QString text, int maxChars);
/// `bytes` without a UTF-8 sequence that is cut off at the end.
std::string_view withoutCutSequence(std::string_view bytes);
/// The number of a text, 0 if it is none; independent of the locale.
double numberOf(std::string_view text);

} // namespace gnat
