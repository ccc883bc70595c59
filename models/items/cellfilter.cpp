// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/cellfilter.h"

#include "base/text.h"
#include "core/headerblock.h"
#include "filter/filter.h"
#include "filter/filterfor.h"
#include "items/messagelistmodel.h"

#include <algorithm>

namespace gnat {

namespace {

QString forKind(const MessageView &message)
{
    for (const auto &term : {QStringLiteral("is:request"), QStringLiteral("is:reply")}) {
        if (const auto filter = Filter::compile(term, nullptr); filter && filter->accepts(message))
            return term;
    }
    return {};
}

QString forHeaders(const MessageView &message)
{
    const auto block = HeaderBlock::parse(message.headers);
    if (!block || block->fields.empty() || !isUtf8(block->fields.front().key))
        return {};
    const auto &first = block->fields.front();
    return filterForHeader(toText(first.key), first.value);
}

/// The whole payload, where it is a short line of text.
QString forPayload(std::string_view payload)
{
    constexpr std::size_t most = 200;
    const bool isLine = payload.size() <= most && isUtf8(payload) &&
                        std::ranges::none_of(payload, [](char c) { return static_cast<unsigned char>(c) < 32; });
    return isLine ? filterForText(toText(payload)) : QString();
}

} // namespace

QString filterForCell(int column, const QString &text, const MessageView &message)
{
    switch (column) {
    case MessageListModel::Kind:
    case MessageListModel::Reply:
        return forKind(message);
    case MessageListModel::Time:
        return filterForTime(message.atNs);
    case MessageListModel::Subject:
        return filterForSubject(message.subject);
    case MessageListModel::Format:
        return filterForFormat(text);
    case MessageListModel::Size:
        return filterForSize(message.payload.size());
    case MessageListModel::Preview:
        return forPayload(message.payload);
    case MessageListModel::Connection:
        return filterForConnection(text);
    case MessageListModel::Headers:
        return forHeaders(message);
    case MessageListModel::ReplySubject:
        return filterForReplySubject(message.reply);
    case MessageListModel::Subscription:
        return text.isEmpty() ? QString() : filterForSubscription(text);
    case MessageListModel::Sequence:
        return filterForNumber(message.sequence);
    default:
        return {};
    }
}

} // namespace gnat
