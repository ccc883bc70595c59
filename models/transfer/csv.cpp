// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/csv.h"

#include "base/text.h"

#include <string_view>

namespace gnat {

namespace {

constexpr std::string_view base64Prefix = "base64:";

void append(QByteArray &out, std::string_view text)
{
    out.append(text.data(), static_cast<qsizetype>(text.size()));
}

void appendQuoted(QByteArray &out, std::string_view text)
{
    out.append('"');
    for (auto quote = text.find('"'); quote != std::string_view::npos; quote = text.find('"')) {
        append(out, text.substr(0, quote + 1));
        out.append('"');
        text.remove_prefix(quote + 1);
    }
    append(out, text);
    out.append('"');
}

} // namespace

bool appendCsvField(QByteArray &out, std::string_view bytes)
{
    // A NUL is valid UTF-8, but ends the text in many programs that read such files.
    const bool isBase64 =
        !isUtf8(bytes) || bytes.starts_with(base64Prefix) || bytes.find('\0') != std::string_view::npos;
    if (isBase64) {
        append(out, base64Prefix);
        out.append(QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64());
    } else if (bytes.find_first_of(",\"\r\n") != std::string_view::npos) {
        appendQuoted(out, bytes);
    } else {
        append(out, bytes);
    }
    return isBase64;
}

void appendCsvHeader(QByteArray &out)
{
    append(out, "seq,at_ns,subject,reply,size,payload\r\n");
}

void appendCsv(QByteArray &out, const MessageView &message, std::uint64_t seq)
{
    out.append(QByteArray::number(static_cast<qulonglong>(seq))).append(',');
    out.append(QByteArray::number(static_cast<qlonglong>(message.atNs))).append(',');
    appendCsvField(out, message.subject);
    out.append(',');
    appendCsvField(out, message.reply);
    out.append(',').append(QByteArray::number(static_cast<qulonglong>(message.payload.size()))).append(',');
    appendCsvField(out, message.payload);
    append(out, "\r\n");
}

} // namespace gnat
