// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QByteArray>

#include <string_view>

namespace gnat {

/// Appends `message` as one JSON object and a newline, as `export` and `sub --json` print it:
///   {"seq":1,"at_ns":1700000000000000000,"subject":"a.b","reply":"c","headers":{"K":["v1","v2"]},"payload":"…"}
/// Keys stand in this order. `reply` and `headers` are left out where the message has none; `status` (a number) follows
/// the headers where their block carries one. What is not valid UTF-8 stands as Base64 in `subject_base64`,
/// `reply_base64`, `headers_base64` (the raw block; also where the block cannot be taken apart) and `payload_base64`
/// instead. Nothing is lost except the order between different header keys and blanks around their values.
void appendNdjson(QByteArray &out, const MessageView &message, std::uint64_t seq);

/// Appends `utf8` as a JSON string with its quotes. The bytes must be valid UTF-8.
void appendJsonString(QByteArray &out, std::string_view utf8);

} // namespace gnat
