// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/exchangecells_p.h"

#include "base/latency.h"
#include "base/text.h"
#include "items/messagelistmodel.h"

namespace gnat {

namespace {

QString replySubjectLine(const MessageView &message)
{
    return QStringLiteral("\n") + MessageListModel::tr("reply subject %1").arg(toText(message.reply));
}

QString requestToolTip(const ExchangeVerdict &verdict)
{
    switch (verdict.outcome) {
    case ExchangeOutcome::Open:
        return MessageListModel::tr("no reply yet");
    case ExchangeOutcome::Answered:
        if (verdict.latencyNs < 0)
            return MessageListModel::tr("answered; how fast cannot be told");
        return MessageListModel::tr("answered after %1").arg(latencyText(verdict.latencyNs));
    case ExchangeOutcome::NoResponders:
        return MessageListModel::tr("the server says that nobody responds to this subject");
    case ExchangeOutcome::TimedOut:
        return MessageListModel::tr("no reply in time, and it would have been seen");
    case ExchangeOutcome::NotObserved:
    case ExchangeOutcome::None:
        break;
    }
    return MessageListModel::tr("no reply was seen: replies are not subscribed, or some messages were missed");
}

QString answerToolTip(const ExchangeVerdict &verdict, const MessageView &message)
{
    if (saysNoResponders(message))
        return MessageListModel::tr("the server says that nobody responds to this subject");
    if (verdict.request == 0)
        return MessageListModel::tr("its request was not seen");
    if (verdict.latencyNs < 0)
        return MessageListModel::tr("how fast it came cannot be told");
    return MessageListModel::tr("%1 after its request").arg(latencyText(verdict.latencyNs));
}

} // namespace

QString replyCell(const ExchangeVerdict &verdict, const MessageView &message)
{
    const bool isNobody =
        verdict.isReply ? saysNoResponders(message) : verdict.outcome == ExchangeOutcome::NoResponders;
    if (isNobody)
        return MessageListModel::tr("no responders");
    if (!verdict.isReply && verdict.outcome == ExchangeOutcome::TimedOut)
        return MessageListModel::tr("timeout");
    return verdict.isReply || verdict.isRequest() ? latencyText(verdict.latencyNs) : QString();
}

QString replyToolTip(const ExchangeVerdict &verdict, const MessageView &message)
{
    if (!verdict.isReply && !verdict.isRequest())
        return {};
    const auto meaning = verdict.isReply ? answerToolTip(verdict, message) : requestToolTip(verdict);
    if (verdict.partner() != 0)
        return meaning + QStringLiteral("\n") +
               (verdict.isReply ? MessageListModel::tr("click for the request")
                                : MessageListModel::tr("click for the reply"));
    return message.reply.empty() ? meaning : meaning + replySubjectLine(message);
}

QString exchangeSentence(const ExchangeVerdict &verdict, const MessageView &message)
{
    return verdict.isReply || verdict.isRequest() ? replyToolTip(verdict, message).section(u'\n', 0, 0) : QString();
}

} // namespace gnat
