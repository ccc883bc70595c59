// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/headerblock.h"
#include "core/messagebatch.h"

#include <QByteArray>

#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// Appends `message` as one JSON object and a newline, as `export` and `sub --json` print it:
///   {"seq":1,"at_ns":1700000000000000000,"subject":"a.b","reply":"c","headers":{"K":["v1","v2"]},"payload":"…"}
/// Keys stand in this order. `reply` and `headers` are left out where the message has none; `status` (a number) follows
/// the headers where their block carries one. What is not valid UTF-8 stands as Base64 in `subject_base64`,
/// `reply_base64`, `headers_base64` (the raw block) and `payload_base64` instead. `headers_base64` also stands beside
/// `headers` where these do not say all: keys that mix, blanks around values, a status with words. Nothing is lost.
void appendNdjson(QByteArray &out, const MessageView &message, std::uint64_t seq);

/// The raw block that these fields and this status (0: none) make, in this order. What appendNdjson() does not find
/// again in it goes out as raw bytes, too.
std::string rebuiltHeaders(int status, const std::vector<HeaderField> &fields);

/// Appends `utf8` as a JSON string with its quotes. The bytes must be valid UTF-8.
void appendJsonString(QByteArray &out, std::string_view utf8);

} // namespace gnat
