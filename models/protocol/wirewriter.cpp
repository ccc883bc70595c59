// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/wirewriter.h"

#include <array>
#include <charconv>

namespace gnat {

namespace {

void appendReply(const WireCommand &command, std::string &out)
{
    if (!command.reply.empty())
        out.append(command.reply).push_back(' ');
}

} // namespace

void appendNumber(std::size_t number, std::string &out)
{
    std::array<char, 20> text{};
    const auto result = std::to_chars(text.data(), text.data() + text.size(), number);
    out.append(text.data(), result.ptr);
}

std::string errorLine(std::string_view words)
{
    return std::string("-ERR '").append(words).append("'\r\n");
}

void appendMessageTail(const WireCommand &command, std::string &out)
{
    if (!command.tail.empty()) {
        out.append(command.tail);
        return;
    }
    appendReply(command, out);
    if (!command.headers.empty()) {
        if (command.headerSizeText.empty())
            appendNumber(command.headers.size(), out);
        else
            out.append(command.headerSizeText);
        out.push_back(' ');
    }
    if (command.sizeText.empty())
        appendNumber(command.headers.size() + command.payload.size(), out);
    else
        out.append(command.sizeText);
    out.append("\r\n").append(command.headers).append(command.payload).append("\r\n");
}

void appendPlainTail(const WireCommand &command, std::string &out)
{
    appendReply(command, out);
    appendNumber(command.payload.size(), out);
    out.append("\r\n").append(command.payload).append("\r\n");
}

void appendPublish(const WireCommand &command, std::string &out)
{
    out.append(command.headers.empty() ? "PUB " : "HPUB ").append(command.subject).push_back(' ');
    appendMessageTail(command, out);
}

} // namespace gnat
