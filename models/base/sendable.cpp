// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sendable.h"

#include "base/text.h"
#include "base/words.h"
#include "core/subject.h"

namespace gnat {

Result<void> checkSendable(const MessageView &message)
{
    if (!isLiteralSubject(message.subject))
        return Subject::parse(message.subject).error();
    if (message.reply.empty() || isLiteralSubject(message.reply))
        return {};
    return makeError(
        ErrorKind::InvalidInput,
        Words::tr("The reply subject cannot be sent: %1").arg(errorText(Subject::parse(message.reply).error())));
}

bool canSendHeaders(std::string_view headers)
{
    constexpr std::string_view firstLine = "NATS/1.0\r\n";
    constexpr std::string_view lineEnd = "\r\n";
    if (headers.empty())
        return true;
    if (!headers.starts_with(firstLine))
        return false;
    headers.remove_prefix(firstLine.size());
    while (!headers.empty() && headers != lineEnd) {
        const auto line = headers.substr(0, headers.find(lineEnd));
        const auto colon = line.find(':');
        if (colon == 0 || colon == std::string_view::npos || line.size() == headers.size() ||
            line.find_first_of(std::string_view("\0\r\n", 3)) != std::string_view::npos)
            return false;
        headers.remove_prefix(line.size() + lineEnd.size());
    }
    return true;
}

} // namespace gnat
