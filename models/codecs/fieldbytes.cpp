// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/fieldbytes.h"

#include "codecs/jsonstring.h"

#include <algorithm>

namespace gnat {

namespace {

/// Bytes before those of a MessagePack string, binary or extension:
/// https://github.com/msgpack/msgpack/blob/master/spec.md
std::size_t msgpackHead(unsigned char lead)
{
    switch (lead) {
    case 0xC4: // bin 8
    case 0xD9: // str 8
    case 0xD4: // fixext 1 … 16: the type
    case 0xD5:
    case 0xD6:
    case 0xD7:
    case 0xD8:
        return 2;
    case 0xC5:
    case 0xDA:
    case 0xC7: // ext 8: length and type
        return 3;
    case 0xC8:
        return 4;
    case 0xC6:
    case 0xDB:
        return 5;
    case 0xC9:
        return 6;
    default:
        return 1; // fixstr
    }
}

} // namespace

std::string fieldBytes(std::string_view payload, const PayloadField &field, const QString &format)
{
    const auto raw = field.offset <= payload.size() ? payload.substr(field.offset, field.size) : std::string_view();
    if (format == u"json" && field.kind == FieldKind::String && raw.size() >= 2)
        return jsonUnescaped(raw.substr(1, raw.size() - 2));
    if (format == u"json" && !raw.empty())
        return std::string(raw);
    const bool isBytes = field.kind == FieldKind::String || field.kind == FieldKind::Binary;
    if (format == u"msgpack" && isBytes && !raw.empty())
        return std::string(raw.substr(std::min(msgpackHead(static_cast<unsigned char>(raw.front())), raw.size())));
    return field.text.toStdString();
}

} // namespace gnat
