// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"
#include "core/exchangeverdict.h"
#include "core/messagebatch.h"
#include "items/colourrules.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "items/timeformat.h"

#include <QVariant>

#include <functional>

namespace gnat {

/// Makes the texts of a message list's cells; called for cells that are painted only. Remembers the format of the
/// message that was asked for last, because Format and Preview of a row follow each other.
class MessageCells
{
public:
    MessageCells(const CodecRegistry &codecs, std::function<QString(SourceId)> connectionName);

    /// `column` is a MessageListModel::Column; the message is there.
    QVariant data(const MessageView &message, int column, int role) const;

    void setSubscriptionName(MessageListModel::SubscriptionName name) { m_subscriptionName = std::move(name); }

    void setColourRules(const ColourRules &rules) { m_rules = rules; }

    static bool isNumber(int column);
    static QString title(int column, const TimeFormat &format);
    void setExchanges(FindExchange exchanges) { m_exchanges = std::move(exchanges); }
    ExchangeVerdict exchangeOf(const MessageView &message) const { return m_exchanges(message); }

private:
    QString text(const MessageView &message, int column) const;
    QString subscription(const MessageView &message) const;
    QString filterTerm(const MessageView &message, int column) const;
    QString toolTip(const MessageView &message, int column) const;
    QString connection(const MessageView &message) const;
    QString sentence(const MessageView &message) const;
    MessageKind kindOf(const MessageView &message) const;
    QString kindName(const MessageView &message) const;
    const PayloadCodec &codecOf(const MessageView &message) const;

    const CodecRegistry &m_codecs;
    std::function<QString(SourceId)> m_connectionName;
    MessageListModel::SubscriptionName m_subscriptionName;
    FindExchange m_exchanges = exchangeByShape;
    ColourRules m_rules;
    mutable const PayloadCodec *m_lastCodec = nullptr;
    mutable const char *m_lastPayload = nullptr; ///< only compared, never read
    mutable std::uint64_t m_lastSequence = 0;
    mutable std::int64_t m_lastNs = 0;
};

} // namespace gnat
