// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchangeverdict.h"

#include "core/headerblock.h"

namespace gnat {

namespace {
constexpr int noRespondersStatus = 503;
}

bool asksForReply(const MessageView &message)
{
    return !message.reply.empty() && !message.reply.starts_with("$JS.ACK.") && !message.reply.starts_with("$JS.FC.");
}

bool saysNoResponders(const MessageView &message)
{
    return message.payload.empty() && headerStatus(message.headers) == noRespondersStatus;
}

ExchangeVerdict exchangeByShape(const MessageView &message)
{
    ExchangeVerdict verdict;
    verdict.isReply = message.subject.starts_with("_INBOX.") || saysNoResponders(message);
    if (asksForReply(message))
        verdict.outcome = ExchangeOutcome::NotObserved;
    return verdict;
}

} // namespace gnat
