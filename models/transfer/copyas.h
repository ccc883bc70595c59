// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QString>

#include <array>
#include <string>
#include <vector>

namespace gnat {

/// As what messages can be put on the clipboard.
enum class CopyFormat { Text, Json, Hex, Base64, NatsCommand, C, Go, JavaScript, Python };

inline constexpr std::array copyFormats = {
    CopyFormat::Text, CopyFormat::Json, CopyFormat::Hex,        CopyFormat::Base64, CopyFormat::NatsCommand,
    CopyFormat::C,    CopyFormat::Go,   CopyFormat::JavaScript, CopyFormat::Python,
};

/// For a menu: "Payload as text", "Go".
QString copyFormatName(CopyFormat format);

/// The messages in that form: payloads (text, hex, Base64, one below the other), whole messages (JSON, one a line), or
/// what publishes them to `server`, a URL without secrets.
QString copiedAs(CopyFormat format, const std::vector<MessageView> &messages, const QString &server);

/// As `hexdump -C` writes it: offset, sixteen bytes, the same as characters; the last line is the size.
std::string hexDump(std::string_view bytes);

} // namespace gnat
