// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionerror_p.h"

#include "base/text.h"
#include "base/words.h"

#include <QRegularExpression>

namespace gnat {

namespace {

QString loginAdvice(LoginKind login)
{
    switch (login) {
    case LoginKind::None:
        return Words::tr("It wants a login: give a user and password, a token or a credentials file.");
    case LoginKind::Password:
        return Words::tr("Check user and password.");
    case LoginKind::Token:
        return Words::tr("Check the token.");
    case LoginKind::NKey:
        return Words::tr("Check the NKey file.");
    case LoginKind::Credentials:
        return Words::tr("Check the credentials file.");
    }
    return {};
}

} // namespace

QString libraryWords()
{
    static const QRegularExpression place(
        QStringLiteral("^\\(\\w+\\.c:\\d+\\): *")); // "(conn.c:733): ", for its authors
    const auto *text = nats_GetLastError(nullptr);
    return QString::fromUtf8(text ? text : "").remove(place);
}

Error connectError(natsStatus status, const QString &said, const ConnectionProfile &profile, const QString &server)
{
    const auto reason = said.isEmpty() ? QString::fromUtf8(natsStatus_GetText(status)) : said;
    switch (status) {
    case NATS_CONNECTION_AUTH_FAILED:
        return makeError(
            ErrorKind::LoginRefused,
            Words::tr("%1 refused the login (\"%2\"). %3").arg(server, reason, loginAdvice(profile.login)));
    case NATS_SECURE_CONNECTION_WANTED:
        return makeError(ErrorKind::Unreachable,
                         Words::tr("%1 does not offer TLS. Use nats:// or another port.").arg(server));
    case NATS_SECURE_CONNECTION_REQUIRED:
        return makeError(ErrorKind::Unreachable, Words::tr("%1 wants TLS. Use tls://.").arg(server));
    case NATS_SSL_ERROR:
        return makeError(ErrorKind::Unreachable, Words::tr("TLS with %1 failed: %2.").arg(server, reason));
    case NATS_TIMEOUT:
        return makeError(ErrorKind::TimedOut,
                         Words::tr("%1 accepted the connection but did not answer in time.").arg(server));
    default:
        return makeError(ErrorKind::Unreachable, Words::tr("Connecting to %1 failed: %2.").arg(server, reason));
    }
}

Error sendError(natsStatus status, const QString &said)
{
    const auto reason = said.isEmpty() ? QString::fromUtf8(natsStatus_GetText(status)) : said;
    switch (status) {
    case NATS_MAX_PAYLOAD:
        return makeError(ErrorKind::TooLarge, Words::tr("The message is larger than the server accepts."));
    case NATS_CONNECTION_CLOSED:
    case NATS_CONNECTION_DISCONNECTED:
    case NATS_INSUFFICIENT_BUFFER:
        return makeError(ErrorKind::Unreachable, Words::tr("The connection was lost; the message was not sent."));
    case NATS_TIMEOUT:
        return makeError(ErrorKind::TimedOut, Words::tr("The server did not take the message in time."));
    case NATS_NO_SERVER_SUPPORT:
        return makeError(ErrorKind::InvalidInput, Words::tr("The server does not accept headers."));
    default:
        return makeError(kindOf(status), Words::tr("Sending failed: %1.").arg(reason));
    }
}

Error streamError(natsStatus status, int code, const QString &said)
{
    // The library calls both "JetStream not enabled": nobody answered on the subject.
    if (status == NATS_NO_RESPONDERS || code == JSNotEnabledErr)
        return makeError(ErrorKind::NoResponders,
                         Words::tr("No stream keeps this subject, or JetStream is off for this login."));
    if (code != 0)
        return makeError(ErrorKind::NotPermitted, Words::tr("The stream refused it: %1 (%2).").arg(said).arg(code));
    if (status == NATS_TIMEOUT)
        return makeError(ErrorKind::TimedOut, Words::tr("The stream did not acknowledge the message in time."));
    return sendError(status, said);
}

ErrorKind kindOf(natsStatus status)
{
    switch (status) {
    case NATS_NOT_PERMITTED:
        return ErrorKind::NotPermitted;
    case NATS_CONNECTION_AUTH_FAILED:
        return ErrorKind::LoginRefused;
    case NATS_MAX_PAYLOAD:
    case NATS_SLOW_CONSUMER:
        return ErrorKind::TooLarge;
    case NATS_TIMEOUT:
        return ErrorKind::TimedOut;
    case NATS_INVALID_SUBJECT:
    case NATS_INVALID_ARG:
        return ErrorKind::InvalidInput;
    default:
        return ErrorKind::Unreachable;
    }
}

} // namespace gnat
