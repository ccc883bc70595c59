// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/ndjson.h"

#include "base/text.h"
#include "core/headerblock.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace gnat {

namespace {

void append(QByteArray &out, std::string_view text)
{
    out.append(text.data(), static_cast<qsizetype>(text.size()));
}

/// The two-character escape of a control character, quote or backslash; 0 if it has none.
char shortEscape(char c)
{
    switch (c) {
    case '"':
    case '\\':
        return c;
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    default:
        return 0;
    }
}

void appendEscaped(QByteArray &out, char c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    if (const char escape = shortEscape(c)) {
        out.append('\\').append(escape);
        return;
    }
    const auto code = static_cast<unsigned char>(c);
    out.append("\\u00").append(digits[code >> 4U]).append(digits[code & 0xfU]);
}

bool needsEscape(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f;
}

/// ,"name":"text" or, if it is not UTF-8, ,"name_base64":"…".
void appendText(QByteArray &out, std::string_view name, std::string_view bytes)
{
    append(out, ",\"");
    append(out, name);
    if (isUtf8(bytes)) {
        append(out, "\":");
        appendJsonString(out, bytes);
        return;
    }
    append(out, "_base64\":\"");
    out.append(QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64());
    out.append('"');
}

/// The fields with those of equal keys together, keys in the order of their first appearance.
std::vector<HeaderField> groupedFields(const std::vector<HeaderField> &fields)
{
    std::vector<HeaderField> grouped;
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        const auto isSameKey = [&](const HeaderField &other) {
            return other.key == field->key;
        };
        if (std::any_of(fields.begin(), field, isSameKey))
            continue;
        std::copy_if(field, fields.end(), std::back_inserter(grouped), isSameKey);
    }
    return grouped;
}

/// {"K":["v1","v2"],…}
void appendFields(QByteArray &out, const std::vector<HeaderField> &fields)
{
    const HeaderField *before = nullptr;
    const auto grouped = groupedFields(fields);
    for (const auto &field : grouped) {
        if (before && before->key == field.key) {
            out.append(',');
        } else {
            append(out, before ? "]," : "{");
            appendJsonString(out, field.key);
            append(out, ":[");
        }
        appendJsonString(out, field.value);
        before = &field;
    }
    append(out, "]}");
}

/// Whether reading the fields and the status back gives these very bytes. Where neither is, nothing would be read back.
bool saysAll(const HeaderBlock &block, std::string_view raw)
{
    return (block.status || !block.fields.empty()) && raw == rebuiltHeaders(block.status, groupedFields(block.fields));
}

void appendRawHeaders(QByteArray &out, std::string_view raw)
{
    append(out, ",\"headers_base64\":\"");
    out.append(QByteArray::fromRawData(raw.data(), static_cast<qsizetype>(raw.size())).toBase64());
    out.append('"');
}

void appendHeaders(QByteArray &out, std::string_view raw)
{
    const auto block = isUtf8(raw) ? HeaderBlock::parse(raw) : std::nullopt;
    if (block && !block->fields.empty()) {
        append(out, ",\"headers\":");
        appendFields(out, block->fields);
    }
    if (!block || !saysAll(*block, raw))
        appendRawHeaders(out, raw);
    if (const int status = headerStatus(raw)) {
        append(out, ",\"status\":");
        out.append(QByteArray::number(status));
    }
}

} // namespace

void appendJsonString(QByteArray &out, std::string_view utf8)
{
    out.append('"');
    while (!utf8.empty()) {
        const auto plain = static_cast<std::size_t>(std::ranges::find_if(utf8, needsEscape) - utf8.begin());
        append(out, utf8.substr(0, plain));
        utf8.remove_prefix(plain);
        if (utf8.empty())
            break;
        appendEscaped(out, utf8.front());
        utf8.remove_prefix(1);
    }
    out.append('"');
}

std::string rebuiltHeaders(int status, const std::vector<HeaderField> &fields)
{
    std::string raw = status ? "NATS/1.0 " + std::to_string(status) + "\r\n" : "NATS/1.0\r\n";
    for (const auto &field : fields)
        raw.append(field.key).append(": ").append(field.value).append("\r\n");
    return raw + "\r\n";
}

void appendNdjson(QByteArray &out, const MessageView &message, std::uint64_t seq)
{
    append(out, "{\"seq\":");
    out.append(QByteArray::number(static_cast<qulonglong>(seq)));
    append(out, ",\"at_ns\":");
    out.append(QByteArray::number(static_cast<qlonglong>(message.atNs)));
    appendText(out, "subject", message.subject);
    if (!message.reply.empty())
        appendText(out, "reply", message.reply);
    if (!message.headers.empty())
        appendHeaders(out, message.headers);
    appendText(out, "payload", message.payload);
    append(out, "}\n");
}

} // namespace gnat
