// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/copyas.h"

#include "base/text.h"
#include "base/words.h"
#include "transfer/ndjson.h"
#include "transfer/snippets.h"

#include <algorithm>
#include <iterator>

namespace gnat {

namespace {

/// One text a message, each on lines of its own.
template <typename Write>
QString listed(const std::vector<MessageView> &messages, const Write &write)
{
    QString out;
    for (const auto &message : messages) {
        if (!out.isEmpty() && !out.endsWith(u'\n'))
            out += u'\n';
        out += write(message);
    }
    return out;
}

std::string hex(std::size_t value, int digits)
{
    return QByteArray::number(static_cast<qulonglong>(value), 16).rightJustified(digits, '0').toStdString();
}

QString payloadBase64(const MessageView &message)
{
    return QString::fromLatin1(toByteArray(message.payload).toBase64());
}

QString ndjson(const MessageView &message)
{
    QByteArray line;
    appendNdjson(line, message, message.sequence);
    return QString::fromUtf8(line);
}

} // namespace

std::string hexDump(std::string_view bytes)
{
    constexpr std::size_t width = 16;
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += width) {
        const auto row = bytes.substr(at, width);
        out += hex(at, 8) + ' ';
        for (std::size_t i = 0; i < width; ++i) {
            out += i == width / 2 ? "  " : " ";
            out += i < row.size() ? hex(static_cast<unsigned char>(row[i]), 2) : "  ";
        }
        out += "  |";
        std::ranges::transform(row, std::back_inserter(out), [](char c) { return c >= 0x20 && c < 0x7f ? c : '.'; });
        out += "|\n";
    }
    return out + hex(bytes.size(), 8) + '\n';
}

QString copyFormatName(CopyFormat format)
{
    switch (format) {
    case CopyFormat::Text:
        return Words::tr("Payload as &text");
    case CopyFormat::Json:
        return Words::tr("&JSON line");
    case CopyFormat::Hex:
        return Words::tr("Payload as &hex dump");
    case CopyFormat::Base64:
        return Words::tr("Payload as &Base64");
    case CopyFormat::NatsCommand:
        return Words::tr("&nats command");
    case CopyFormat::C:
        return Words::tr("&C program");
    case CopyFormat::Go:
        return Words::tr("&Go program");
    case CopyFormat::JavaScript:
        return Words::tr("Java&Script program");
    case CopyFormat::Python:
        return Words::tr("&Python program");
    }
    return {};
}

QString copiedAs(CopyFormat format, const std::vector<MessageView> &messages, const QString &server)
{
    const auto url = server.toStdString();
    switch (format) {
    case CopyFormat::Text:
        return listed(messages, [](const MessageView &message) { return toText(message.payload); });
    case CopyFormat::Json:
        return listed(messages, ndjson);
    case CopyFormat::Hex:
        return listed(messages,
                      [](const MessageView &message) { return QString::fromStdString(hexDump(message.payload)); });
    case CopyFormat::Base64:
        return listed(messages, payloadBase64);
    case CopyFormat::NatsCommand:
        return QString::fromStdString(natsCommands(messages, url));
    case CopyFormat::C:
        return QString::fromStdString(cProgram(messages, url));
    case CopyFormat::Go:
        return QString::fromStdString(goProgram(messages, url));
    case CopyFormat::JavaScript:
        return QString::fromStdString(jsProgram(messages, url));
    case CopyFormat::Python:
        return QString::fromStdString(pythonProgram(messages, url));
    }
    return {};
}

} // namespace gnat
