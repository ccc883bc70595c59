// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/messagecells_p.h"

#include "base/text.h"
#include "core/headerblock.h"
#include "items/cellfilter.h"
#include "items/exchangecells_p.h"
#include "items/itemtext_p.h"
#include "items/messagelistmodel.h"
#include "items/timeformat.h"

namespace gnat {

namespace {

constexpr int previewChars = 200;
constexpr int toolTipChars = 4000;

/// "503 No Responders, Trace-Id: 7b": status and fields, control characters as blanks.
QString headersLine(std::string_view raw, const QString &between, int maxChars)
{
    const auto block = HeaderBlock::parse(raw);
    if (!block)
        return {};
    QStringList parts;
    if (block->status != 0)
        parts << (QString::number(block->status) + u' ' + toText(block->description)).trimmed();
    qsizetype chars = 0;
    for (const auto &field : block->fields) {
        parts << QStringLiteral("%1: %2").arg(toText(field.key), toText(field.value).simplified());
        chars += parts.last().size();
        if (chars > maxChars)
            break;
    }
    const auto line = parts.join(between);
    return line.size() > maxChars ? line.left(maxChars - 1) + u'…' : line;
}

QString timeTitle(const TimeFormat &format)
{
    switch (format.kind) {
    case TimeFormat::Kind::SinceStart:
        return MessageListModel::tr("Since start");
    case TimeFormat::Kind::SincePrevious:
        return MessageListModel::tr("Since previous");
    case TimeFormat::Kind::OfDay:
        break;
    }
    return format.isUtc ? MessageListModel::tr("Time (UTC)") : MessageListModel::tr("Time");
}

} // namespace

MessageCells::MessageCells(const CodecRegistry &codecs, std::function<QString(SourceId)> connectionName)
    : m_codecs(codecs), m_connectionName(std::move(connectionName))
{
}

bool MessageCells::isNumber(int column)
{
    return column == MessageListModel::Size || column == MessageListModel::Reply ||
           column == MessageListModel::Sequence;
}

QString MessageCells::title(int column, const TimeFormat &format)
{
    const QString titles[MessageListModel::ColumnCount] = {{},
                                                           timeTitle(format),
                                                           MessageListModel::tr("Subject"),
                                                           MessageListModel::tr("Format"),
                                                           MessageListModel::tr("Size"),
                                                           MessageListModel::tr("Reply"),
                                                           MessageListModel::tr("Preview"),
                                                           MessageListModel::tr("Connection"),
                                                           MessageListModel::tr("Reply subject"),
                                                           MessageListModel::tr("Headers"),
                                                           MessageListModel::tr("Subscription"),
                                                           MessageListModel::tr("Number")};
    return titles[column];
}

MessageKind MessageCells::kindOf(const MessageView &message) const
{
    const auto exchange = exchangeOf(message);
    if (exchange.isReply)
        return MessageKind::Reply;
    return exchange.isRequest() ? MessageKind::Request : MessageKind::Message;
}

QVariant MessageCells::data(const MessageView &message, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(message, column);
    case Qt::ToolTipRole:
        return toolTip(message, column);
    case Qt::AccessibleTextRole:
        return sentence(message);
    case SourceRole:
        return message.source.number();
    case SubjectRole:
        return toByteArray(message.subject);
    case BytesRole:
        return static_cast<quint64>(message.payload.size());
    case MessageKindRole:
        return static_cast<int>(kindOf(message));
    case OutcomeRole:
        return static_cast<int>(exchangeOf(message).outcome);
    case ToneRole:
        return static_cast<int>(m_rules.toneOf(message));
    case FilterTermRole:
        return filterTerm(message, column);
    case TimeRole:
        return static_cast<qint64>(message.atNs);
    default:
        return {};
    }
}

QString MessageCells::text(const MessageView &message, int column) const
{
    switch (column) {
    case MessageListModel::Subject:
        return toText(message.subject);
    case MessageListModel::Format:
        return codecOf(message).name();
    case MessageListModel::Size:
        return bytesCell(message.payload.size());
    case MessageListModel::Reply:
        return replyCell(exchangeOf(message), message);
    case MessageListModel::Preview:
        return codecOf(message).preview(message.payload, previewChars);
    case MessageListModel::Connection:
        return connection(message);
    case MessageListModel::ReplySubject:
        return toText(message.reply);
    case MessageListModel::Headers:
        return headersLine(message.headers, QStringLiteral(", "), previewChars);
    case MessageListModel::Subscription:
        return subscription(message);
    case MessageListModel::Sequence:
        return countCell(message.sequence);
    default:
        return {};
    }
}

QString MessageCells::subscription(const MessageView &message) const
{
    if (!m_subscriptionName)
        return {};
    const auto title = m_subscriptionName(message.source, message.subscription);
    return title.queueGroup.isEmpty()
               ? title.pattern
               : MessageListModel::tr("%1 in queue group %2").arg(title.pattern, title.queueGroup);
}

QString MessageCells::filterTerm(const MessageView &message, int column) const
{
    if (column != MessageListModel::Subscription || !m_subscriptionName)
        return filterForCell(column, text(message, column), message);
    return filterForCell(column, m_subscriptionName(message.source, message.subscription).pattern, message);
}

QString MessageCells::toolTip(const MessageView &message, int column) const
{
    switch (column) {
    case MessageListModel::Kind:
        return connection(message);
    case MessageListModel::Time:
        return everyTime(message.atNs);
    case MessageListModel::Headers:
        return headersLine(message.headers, QStringLiteral("\n"), toolTipChars);
    case MessageListModel::Size:
        return MessageListModel::tr("%1 bytes").arg(countCell(message.payload.size()));
    case MessageListModel::Reply:
        return replyToolTip(exchangeOf(message), message);
    default:
        return text(message, column);
    }
}

QString MessageCells::connection(const MessageView &message) const
{
    return m_connectionName ? m_connectionName(message.source) : QString();
}

QString MessageCells::sentence(const MessageView &message) const
{
    const auto sentence = MessageListModel::tr("%1, %2, %3, %4, %5")
                              .arg(kindName(message), toText(message.subject), timeCell(message.atNs),
                                   codecOf(message).name(), bytesCell(message.payload.size()));
    const auto exchange = exchangeSentence(exchangeOf(message), message);
    return exchange.isEmpty() ? sentence : sentence + QStringLiteral(", ") + exchange;
}

QString MessageCells::kindName(const MessageView &message) const
{
    switch (kindOf(message)) {
    case MessageKind::Request:
        return MessageListModel::tr("request");
    case MessageKind::Reply:
        return MessageListModel::tr("reply");
    case MessageKind::Message:
        break;
    }
    return MessageListModel::tr("message");
}

const PayloadCodec &MessageCells::codecOf(const MessageView &message) const
{
    const bool isLast = m_lastCodec && m_lastPayload == message.payload.data() && m_lastSequence == message.sequence &&
                        m_lastNs == message.atNs;
    if (!isLast) {
        m_lastCodec = &m_codecs.guess(message.payload);
        m_lastPayload = message.payload.data();
        m_lastSequence = message.sequence;
        m_lastNs = message.atNs;
    }
    return *m_lastCodec;
}

} // namespace gnat
