// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string_view>

namespace gnat {

/// A message as it stands in a file of ours or of another program.
struct ImportedMessage
{
    QByteArray subject;
    QByteArray reply;
    QByteArray headers; ///< raw block; empty: none
    QByteArray payload;
    std::optional<std::int64_t> atNs; ///< nothing: the file does not say
    bool isRenamed = false;           ///< its subject could not stand in NATS; the original is in a header
};

/// Reads one JSON object as a message. Understood are:
/// - our own lines (transfer/ndjson.h);
/// - `nats sub --dump`: Subject, Reply, Header, Data (Base64), as Go writes a nats.Msg; it holds no time;
/// - rabtap: RoutingKey (else Exchange), Headers, ReplyTo, Body (Base64), XRabtapReceivedTimestamp; further properties
///   become headers (`Content-Type`, `Correlation-Id`, `Amqp-…`). A key that is no subject gets `_` for what disturbs;
/// - others, loosely: subject or topic; payload, data, message, value or body (text, or JSON that stays as it stands;
///   with the ending _base64 Base64); headers; reply, reply_to; time, timestamp, ts (ISO 8601, or seconds, ms, µs, ns).
/// The error says what is missing or wrong, and at which byte.
Result<ImportedMessage> parseMessageObject(std::string_view json);

} // namespace gnat
