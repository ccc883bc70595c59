// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "terminal/clientsession.h"
#include "terminal/command.h"
#include "terminal/connectionflags.h"
#include "terminal/counted.h"
#include "terminal/outgoing.h"

#include <QTimer>

namespace gnat::terminal {

namespace {

void pause(ClientSession &session, int milliseconds)
{
    QEventLoop loop;
    QObject::connect(&session.stopSignal(), &StopSignal::requested, &loop, &QEventLoop::quit);
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Hands messages to the connection in groups, each confirmed, so that no queue in between grows with --count.
int publish(ClientSession &session, const OutgoingMessage &message, qint64 count, qint64 sleepMs)
{
    constexpr qint64 group = 1000;
    qint64 sent = 0;
    while (sent < count && !session.stopSignal().isRequested()) {
        if (const auto queued = session.connection().publish(message); !queued)
            return fail(errorText(queued.error()));
        ++sent;
        if (sleepMs > 0 || sent % group == 0 || sent == count) {
            if (const auto flushed = session.flush(); !flushed)
                return fail(errorText(flushed.error()));
        }
        if (sleepMs > 0 && sent < count)
            pause(session, static_cast<int>(sleepMs));
    }
    say(Words::tr("Published %1 of %2 to \"%3\"")
            .arg(messagesText(sent), byteCountText(quint64(message.payload.size())), toText(viewOf(message.subject))));
    return Success;
}

int run(const Invocation &invocation)
{
    auto message = outgoingMessage(invocation);
    if (!message)
        return refuseUsage(errorText(message.error()));
    message.value().reply = invocation.flags.value(QStringLiteral("reply")).toUtf8();
    const auto profile = sendingProfileFromFlags(invocation.flags);
    if (!profile)
        return refuse(profile.error());
    const auto count = numberFlag(invocation.flags, QStringLiteral("count"), 1, 1);
    const auto sleep = durationFlag(invocation.flags, QStringLiteral("sleep"), 0);
    if (!count || !sleep)
        return refuseUsage(Words::tr("--count takes a number from 1, --sleep a duration such as 10ms."));
    ClientSession session(profile.value());
    if (const auto opened = session.open(); !opened)
        return fail(errorText(opened.error()));
    QString refusal;
    QObject::connect(
        &session.connection(), &Connection::published, &session,
        [&](const OutgoingMessage &, const QString &error) { refusal = refusal.isEmpty() ? error : refusal; });
    QObject::connect(
        &session.connection(), &Connection::errorOccurred, &session,
        [&](ErrorKind kind, const QString &text) { refusal = kind == ErrorKind::NotPermitted ? text : refusal; });
    const int code = publish(session, message.value(), *count, *sleep);
    return code == Success && !refusal.isEmpty() ? fail(refusal) : code;
}

} // namespace

Command pubCommand()
{
    auto options = connectionOptions();
    options +=
        {unlockOption(),
         headerOption(),
         {QStringLiteral("reply"), Words::tr("Reply subject."), QStringLiteral("SUBJECT")},
         {QStringLiteral("count"), Words::tr("Publish so many times."), QStringLiteral("N")},
         {QStringLiteral("sleep"), Words::tr("Wait this long between two messages."), QStringLiteral("DURATION")}};
    return {QStringLiteral("pub"),
            {QStringLiteral("publish")},
            QStringLiteral("SUBJECT [PAYLOAD]"),
            Words::tr("Publish a message; without PAYLOAD it comes from standard input."),
            options,
            run};
}

} // namespace gnat::terminal
