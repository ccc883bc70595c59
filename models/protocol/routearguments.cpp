// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/routearguments_p.h"

#include "protocol/words_p.h"

namespace gnat {

namespace {

bool isBare(std::string_view line)
{
    return takeFirstWord(line).empty();
}

/// What stands between subject and sizes: nothing, a reply, or a reply indicator and queue groups.
bool readReplyAndQueues(std::string_view line, WireCommand &command)
{
    const auto first = takeFirstWord(line);
    if (isBare(line)) {
        command.reply = first;
        return true;
    }
    if (first == "+")
        command.reply = takeFirstWord(line);
    else if (first != "|")
        return false;
    command.queues = line;
    return true;
}

} // namespace

bool readRoutedMessage(std::string_view line, bool hasHeaders, bool hasOrigin, WireCommand &command)
{
    command.sizeText = takeLastWord(line);
    if (hasHeaders)
        command.headerSizeText = takeLastWord(line);
    if (hasOrigin)
        takeFirstWord(line);
    command.account = takeFirstWord(line);
    command.subject = takeFirstWord(line);
    return !command.subject.empty() && readReplyAndQueues(line, command);
}

bool readRemoteSubscribe(std::string_view line, bool hasOrigin, WireCommand &command)
{
    if (hasOrigin)
        takeFirstWord(line);
    command.account = takeFirstWord(line);
    command.subject = takeFirstWord(line);
    command.queue = takeFirstWord(line);
    if (command.queue.empty())
        return !command.subject.empty();
    const auto weight = parseSize(takeFirstWord(line));
    command.weight = static_cast<std::uint32_t>(weight.value_or(0));
    return weight.has_value() && isBare(line);
}

bool readRemoteUnsubscribe(std::string_view line, WireCommand &command)
{
    command.account = takeFirstWord(line);
    command.subject = takeFirstWord(line);
    command.queue = takeFirstWord(line);
    return !command.subject.empty() && isBare(line);
}

} // namespace gnat
