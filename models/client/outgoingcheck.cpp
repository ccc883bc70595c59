// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/outgoingcheck_p.h"

#include "base/text.h"
#include "base/words.h"
#include "core/headerblock.h"
#include "core/subject.h"

#include <QLocale>

#include <algorithm>

namespace gnat {

namespace {

bool endsALine(char c)
{
    return c == '\r' || c == '\n' || c == '\0';
}

Result<void> checkHeader(const QPair<QByteArray, QByteArray> &header)
{
    const auto key = toText(viewOf(header.first));
    if (!isValidHeaderKey(viewOf(header.first)))
        return makeError(
            ErrorKind::InvalidInput,
            Words::tr("The header key \"%1\" is not valid: it must not be empty and must hold no blank, colon or "
                      "control character.")
                .arg(key));
    if (std::ranges::any_of(header.second, endsALine))
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("The value of the header \"%1\" holds a line break.").arg(key));
    return {};
}

/// What the headers add to the message as it is sent.
qint64 headerSize(const OutgoingMessage &message)
{
    constexpr qint64 frame = 14; // "NATS/1.0\r\n" and the empty line
    qint64 size = message.headers.isEmpty() ? 0 : frame;
    for (const auto &[key, value] : message.headers)
        size += key.size() + value.size() + 4;
    return size;
}

} // namespace

Result<void> checkOutgoing(const OutgoingMessage &message, qint64 maxPayload)
{
    if (const auto subject = Subject::parse(viewOf(message.subject)); !subject)
        return subject.error();
    if (!message.reply.isEmpty() && !isLiteralSubject(viewOf(message.reply)))
        return makeError(
            ErrorKind::InvalidInput,
            Words::tr("The reply subject \"%1\" is not valid: it must hold no blank, wildcard or empty token.")
                .arg(toText(viewOf(message.reply))));
    for (const auto &header : message.headers) {
        if (auto checked = checkHeader(header); !checked)
            return checked;
    }
    const auto size = headerSize(message) + message.payload.size();
    if (maxPayload > 0 && size > maxPayload)
        return makeError(ErrorKind::TooLarge,
                         Words::tr("The message has %1 bytes; the server accepts at most %2 (max_payload).")
                             .arg(QLocale().toString(size), QLocale().toString(maxPayload)));
    return {};
}

} // namespace gnat
