// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/replaymessage_p.h"

#include "base/text.h"
#include "core/headerblock.h"
#include "core/subject.h"

#include <QDateTime>
#include <QTimeZone>

namespace gnat {

namespace {

constexpr std::string_view originalTimeKey = "Gnatcatcher-Original-Time";
constexpr std::string_view messageIdKey = "Nats-Msg-Id"; // what JetStream knows duplicates by

/// RFC 3339 in UTC with nine digits of a second.
std::string rfc3339(qint64 ns)
{
    constexpr qint64 perSecond = 1'000'000'000;
    const auto seconds = QDateTime::fromSecsSinceEpoch(ns / perSecond, Qt::UTC);
    return seconds.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toStdString() + "." +
           QStringLiteral("%1").arg(ns % perSecond, 9, 10, QLatin1Char('0')).toStdString() + "Z";
}

} // namespace

bool isSystemSubject(std::string_view subject)
{
    const auto token = nextToken(subject);
    return token == "$JS" || token == "$SYS" || token == "_INBOX";
}

bool isGuardedReply(std::string_view reply)
{
    return isSystemSubject(reply) && !reply.starts_with("_INBOX");
}

bool canAddHeader(std::string_view headers)
{
    return headers.empty() || (HeaderBlock::parse(headers) && headers.find("\r\n") != std::string_view::npos);
}

std::string headersWith(std::string_view headers, std::string_view key, const std::string &value)
{
    if (headers.empty() || !canAddHeader(headers))
        return makeHeaderBlock({{std::string(key), value}});
    if (HeaderBlock::parse(headers)->value(key))
        return std::string(headers);
    const auto lineEnd = headers.find("\r\n");
    std::string longer(headers.substr(0, lineEnd + 2));
    longer.append(key).append(": ").append(value).append("\r\n");
    return longer.append(headers.substr(lineEnd + 2));
}

void ReplayRewriter::addHeader(MessageView &message, ReplayFigures &figures, std::string_view key,
                               const std::string &value)
{
    figures.changedHeaders += !canAddHeader(message.headers);
    m_headers = headersWith(message.headers, key, value);
    message.headers = m_headers;
}

void ReplayRewriter::rewriteReply(MessageView &message)
{
    if (message.reply.empty() || m_options.replies == ReplyPolicy::Keep)
        return;
    m_reply.clear();
    if (m_options.replies == ReplyPolicy::Remap)
        m_reply = m_options.remap.apply(message.reply).value_or(std::string());
    message.reply = m_reply;
}

/// Whoever answers would send to it: an acknowledgement of another delivery, or a command to the server.
void ReplayRewriter::guardReply(MessageView &message, ReplayFigures &figures) const
{
    if (m_options.includeSystem || !isGuardedReply(message.reply))
        return;
    message.reply = {};
    ++figures.leftOutReplies;
}

std::optional<MessageView> ReplayRewriter::rewrite(const MessageView &message, ReplayFigures &figures)
{
    const bool isGuarded = !m_options.includeSystem;
    if (isGuarded && isSystemSubject(message.subject)) {
        ++figures.skippedSystem;
        return std::nullopt;
    }
    if (m_options.wanted && !m_options.wanted(message)) {
        ++figures.skippedFilter;
        return std::nullopt;
    }
    auto rewritten = message;
    if (!m_options.remap.isEmpty()) {
        auto subject = m_options.remap.apply(message.subject);
        if (!subject) {
            ++figures.skippedRemap;
            return std::nullopt;
        }
        m_subject = std::move(*subject);
        rewritten.subject = m_subject;
        if (isGuarded && isSystemSubject(m_subject)) { // by a rule
            ++figures.skippedSystem;
            return std::nullopt;
        }
    }
    rewriteReply(rewritten);
    guardReply(rewritten, figures);
    if (!m_options.keepHeaders)
        rewritten.headers = {};
    if (m_options.markOriginalTime)
        addHeader(rewritten, figures, originalTimeKey, rfc3339(message.atNs));
    if (m_options.addMessageIds)
        addHeader(rewritten, figures, messageIdKey, m_idPrefix + std::to_string(message.sequence));
    return rewritten;
}

} // namespace gnat
