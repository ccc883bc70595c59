// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "terminal/clientsession.h"
#include "terminal/command.h"
#include "terminal/connectionflags.h"
#include "terminal/messageprinter.h"
#include "terminal/outgoing.h"

namespace gnat::terminal {

namespace {

MessageView viewOfReply(const Reply &reply)
{
    MessageView view;
    view.subject = viewOf(reply.subject);
    view.headers = viewOf(reply.headers);
    view.payload = viewOf(reply.payload);
    view.atNs = reply.atNs;
    return view;
}

void printReply(const Reply &reply, quint64 number, PrintForm form)
{
    QByteArray out;
    if (form == PrintForm::Text)
        say(Words::tr("Reply %1 after %2 ms").arg(number).arg(double(reply.latencyNs) / 1e6, 0, 'f', 3));
    appendMessage(out, viewOfReply(reply), number, form);
    if (!print(out))
        say(Words::tr("gnatcatcher-cli: nobody reads the output any more"));
}

int explain(RequestResult result, const QString &error, const OutgoingMessage &message, int timeoutMs)
{
    const auto subject = toText(viewOf(message.subject));
    switch (result) {
    case RequestResult::Replied:
        return Success;
    case RequestResult::NoResponders:
        return fail(Words::tr("No responders: nobody listens on %1.").arg(subject));
    case RequestResult::TimedOut:
        return fail(Words::tr("Timed out: no reply on %1 within %2 ms.").arg(subject).arg(timeoutMs));
    case RequestResult::Cancelled:
        return fail(Words::tr("Cancelled."));
    case RequestResult::Failed:
        break;
    }
    return fail(error);
}

int ask(ClientSession &session, const OutgoingMessage &message, const RequestOptions &options, PrintForm form)
{
    QEventLoop loop;
    auto result = RequestResult::Cancelled;
    QString error;
    quint64 replies = 0;
    QObject::connect(&session.stopSignal(), &StopSignal::requested, &loop, &QEventLoop::quit);
    QObject::connect(&session.connection(), &Connection::replyReceived, &loop,
                     [&](RequestId, const Reply &reply) { printReply(reply, ++replies, form); });
    QObject::connect(&session.connection(), &Connection::requestFinished, &loop,
                     [&](RequestId, RequestResult how, const QString &why) {
                         result = how;
                         error = why;
                         loop.quit();
                     });
    if (const auto sent = session.connection().request(message, options); !sent)
        return fail(errorText(sent.error()));
    loop.exec();
    if (replies > 0 && options.maxReplies == 0 && result == RequestResult::TimedOut)
        result = RequestResult::Replied; // "until the time is over" ended as asked
    return explain(result, error, message, options.timeoutMs);
}

int run(const Invocation &invocation)
{
    const auto message = outgoingMessage(invocation);
    if (!message)
        return refuseUsage(errorText(message.error()));
    const auto profile = sendingProfileFromFlags(invocation.flags);
    if (!profile)
        return refuse(profile.error());
    const auto replies = numberFlag(invocation.flags, QStringLiteral("replies"), 1);
    if (!replies)
        return refuseUsage(Words::tr("--replies takes a number; 0 waits for all until the timeout."));
    RequestOptions options;
    options.maxReplies = static_cast<int>(*replies);
    options.timeoutMs = profile.value().connectTimeoutMs;
    auto form = invocation.flags.isSet(QStringLiteral("raw")) ? PrintForm::Raw : PrintForm::Text;
    if (invocation.flags.isSet(QStringLiteral("json")))
        form = PrintForm::Json;
    ClientSession session(profile.value());
    if (const auto opened = session.open(); !opened)
        return fail(errorText(opened.error()));
    return ask(session, message.value(), options, form);
}

} // namespace

Command requestCommand()
{
    auto options = connectionOptions();
    options += {unlockOption(),
                headerOption(),
                {QStringLiteral("replies"), Words::tr("Wait for so many replies, 1; 0: all until the timeout."),
                 QStringLiteral("N")},
                {{QStringLiteral("r"), QStringLiteral("raw")}, Words::tr("Print payloads alone.")},
                jsonOption()};
    return {QStringLiteral("request"),
            {QStringLiteral("req")},
            QStringLiteral("SUBJECT [PAYLOAD]"),
            Words::tr("Send a request and print the reply."),
            options,
            run};
}

} // namespace gnat::terminal
