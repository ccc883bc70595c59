// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace gnat {

/// What item models answer beside Qt's own roles. Models give meaning; delegates choose appearance.
enum ItemRole {
    SourceRole = Qt::UserRole + 1, ///< quint32, SourceId::number()
    SubjectRole,                   ///< QByteArray, the full subject; in the tree with `*` for what is folded
    CountRole,                     ///< quint64 messages
    BytesRole,                     ///< quint64
    RateRole,                      ///< double, messages per second
    LastSeenRole,                  ///< qint64, wall ns
    SparklineRole,                 ///< QList<float>, 60 s, oldest first
    ChildCountRole,                ///< int
    NodeKindRole,                  ///< int, NodeKind
    IsSilentRole,                  ///< bool: nothing for 60 s
    HandleRole,                    ///< gnat::MessageHandle
    PositionRole,                  ///< quint64 position in the MessageSource
    MessageKindRole,               ///< int, MessageKind
    TimeRole,                      ///< qint64, wall ns
    SortRole,                      ///< a value to sort by
    FieldKindRole,                 ///< int, FieldKind (payload tree)
    OffsetRole,                    ///< qulonglong, byte offset in the payload
    SizeRole,                      ///< qulonglong
    IsChangedRole,                 ///< bool: differs from the previous message of the subject
    SubscribersRole,               ///< uint, how many subscribe to exactly this; none if nobody is known
    IsRequestedRole,               ///< bool: requests were seen on this subject
    FoldedValuesRole,              ///< quint64, about how many tokens a folded node stands for; none for others
    IsPlottableRole,               ///< bool: a number that a graph can show
    ToneRole,                      ///< int, RowTone
    MarkRole,                      ///< QString, the note of a marked message; not valid: no mark
    OutcomeRole,                   ///< int, ExchangeOutcome of a request
    FilterTermRole,                ///< QString, the filter term for this cell (filterForCell); empty: none
    PartnerRole,                   ///< quint64 position of a request's first reply, of a reply's request
    DroppedRole,                   ///< quint64 messages of a subscription that the client library dropped
    RefusalRole                    ///< QString, the server's words why a subscription gets nothing; empty: it is not
};

enum class NodeKind { Connection, Branch, Subject, Inbox, More };
/// What a colour rule says of a row; the delegate has the colours.
enum class RowTone { Plain, Err, Warn, Ok, Dim, Accent, Violet };
enum class MessageKind { Message, Request, Reply };

} // namespace gnat
