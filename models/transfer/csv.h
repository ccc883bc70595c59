// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QByteArray>

namespace gnat {

/// Appends one field, quoted or as Base64 where it has to be, which it returns.
bool appendCsvField(QByteArray &out, std::string_view bytes);

/// Appends the first line: seq,at_ns,subject,reply,size,payload.
void appendCsvHeader(QByteArray &out);

/// Appends `message` as one record after RFC 4180: lines end in CRLF; a field with a comma, quote or line break stands
/// in quotes, with quotes doubled. `size` is the payload's in bytes. A subject, reply or payload that is not valid
/// UTF-8, holds a NUL or itself begins with "base64:" stands as "base64:" and its Base64. Headers have no column: use
/// NDJSON.
void appendCsv(QByteArray &out, const MessageView &message, std::uint64_t seq);

} // namespace gnat
