// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "transfer/messageexport.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace gnat {

struct RecordedAnswer
{
    QByteArray payload;
    bool isNoResponders = false;
    qint64 latencyNs = 0;
};

/// A request of a recording with its first answer.
struct RecordedExchange
{
    quint64 row = 0; ///< of the request, 0-based
    QByteArray subject;
    QByteArray headers; ///< raw block
    QByteArray payload;
    std::optional<RecordedAnswer> answer; ///< nothing: none is in the recording
};

struct ExchangeQuery
{
    MessagePredicate wanted;      ///< of requests; null: all
    quint64 maxRequests = 10'000; ///< the first ones
    bool includesSystem = false;  ///< also requests below $JS and $SYS, which change or ask servers
};

struct RecordedExchanges
{
    QList<RecordedExchange> exchanges;
    quint64 leftOutSystem = 0;
    quint64 leftOutBeyond = 0; ///< over the number, or over 256 MB
};

/// Finds the requests and pairs them with their answers, by the reply subject. For a worker thread.
Result<RecordedExchanges> readExchanges(const QString &path, const ExchangeQuery &query, const JobControl &control);

} // namespace gnat
