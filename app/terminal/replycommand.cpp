// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/plural.h"
#include "base/text.h"
#include "base/words.h"
#include "core/headerblock.h"
#include "core/subjectpattern.h"
#include "terminal/clientsession.h"
#include "terminal/command.h"
#include "terminal/connectionflags.h"

#include <QTimer>

namespace gnat::terminal {

namespace {

struct Answering
{
    QByteArray payload;
    QList<QPair<QByteArray, QByteArray>> headers;
    bool isEcho = false;
    qint64 sleepMs = 0;
    quint64 most = 0;
    quint64 count = 0;
};

OutgoingMessage answerTo(const MessageView &request, const Answering &answering)
{
    OutgoingMessage answer;
    answer.subject = toByteArray(request.reply);
    answer.headers = answering.headers;
    answer.payload = answering.isEcho ? toByteArray(request.payload) : answering.payload;
    if (const auto block = HeaderBlock::parse(request.headers); block && answering.isEcho) {
        for (const auto &field : block->fields)
            answer.headers.append({toByteArray(field.key), toByteArray(field.value)});
    }
    return answer;
}

void answerWaiting(ClientSession &session, BatchQueue &queue, Answering &answering, QEventLoop &loop)
{
    const auto send = [&session, &loop](const OutgoingMessage &answer, bool isLast) {
        if (const auto sent = session.connection().publish(answer); !sent)
            fail(errorText(sent.error()));
        if (isLast)
            loop.quit();
    };
    const auto batches = queue.take();
    for (const auto &batch : batches) {
        for (std::size_t i = 0; i < batch->size(); ++i) {
            const auto request = batch->at(i);
            if (request.reply.empty() || (answering.most && answering.count >= answering.most))
                continue;
            const bool isLast = ++answering.count == answering.most;
            const auto answer = answerTo(request, answering);
            if (answering.sleepMs > 0)
                QTimer::singleShot(static_cast<int>(answering.sleepMs), &loop, [=] { send(answer, isLast); });
            else
                send(answer, isLast);
        }
    }
}

int serve(ClientSession &session, const QByteArray &pattern, const QByteArray &group, Answering answering)
{
    auto queue = std::make_shared<BatchQueue>(BatchQueue::Limits());
    QEventLoop loop;
    queue->setWake([&] {
        QMetaObject::invokeMethod(
            &loop, [&] { answerWaiting(session, *queue, answering, loop); }, Qt::QueuedConnection);
    });
    session.fanout().attach(queue);
    const auto detach = qScopeGuard([&] { session.fanout().detach(queue.get()); });
    if (const auto subscribed = session.connection().subscribe(pattern, group); !subscribed)
        return fail(errorText(subscribed.error()));
    if (const auto confirmed = session.confirmSubscriptions(); !confirmed)
        return session.stopSignal().isRequested() ? Success : fail(errorText(confirmed.error()));
    say(QStringLiteral("Ready"));
    session.endWith(loop);
    if (loop.exec() == Failed)
        return fail(session.connection().lastError());
    // Asked to stop: what was answered still has to leave.
    if (!session.stopSignal().isRequested()) {
        if (const auto flushed = session.flush(); !flushed)
            return fail(errorText(flushed.error()));
    }
    say(Words::tr("Answered %1 request(s)", nullptr, pluralOf(answering.count)).arg(answering.count));
    return Success;
}

int run(const Invocation &invocation)
{
    if (invocation.words.isEmpty() || invocation.words.size() > 2)
        return refuseUsage(Words::tr("A subject and at most one payload are expected."));
    const auto pattern = invocation.words.at(0).toUtf8();
    if (const auto parsed = SubjectPattern::parse(viewOf(pattern)); !parsed)
        return refuseUsage(errorText(parsed.error()));
    const auto profile = sendingProfileFromFlags(invocation.flags);
    if (!profile)
        return refuse(profile.error());
    const auto headers = headersFromFlags(invocation.flags);
    if (!headers)
        return refuseUsage(errorText(headers.error()));
    const auto sleep = durationFlag(invocation.flags, QStringLiteral("sleep"), 0);
    const auto most = numberFlag(invocation.flags, QStringLiteral("count"), 0);
    if (!sleep || !most)
        return refuseUsage(Words::tr("--count takes a number, --sleep a duration such as 10ms."));
    Answering answering;
    answering.payload = invocation.words.value(1).toUtf8();
    answering.isEcho = invocation.flags.isSet(QStringLiteral("echo"));
    answering.headers = headers.value();
    answering.sleepMs = *sleep;
    answering.most = static_cast<quint64>(*most);
    if (!answering.isEcho && invocation.words.size() < 2)
        return refuseUsage(Words::tr("Give a payload to reply with, or --echo."));
    const auto group = invocation.flags.isSet(QStringLiteral("queue")) ? invocation.flags.value(QStringLiteral("queue"))
                                                                       : QStringLiteral("NATS-RPLY-22");
    ClientSession session(profile.value());
    if (const auto opened = session.open(); !opened)
        return fail(errorText(opened.error()));
    return serve(session, pattern, group.toUtf8(), answering);
}

} // namespace

Command replyCommand()
{
    auto options = connectionOptions();
    options += {unlockOption(),
                headerOption(),
                {QStringLiteral("queue"), Words::tr("Queue group, NATS-RPLY-22."), QStringLiteral("GROUP")},
                {QStringLiteral("echo"), Words::tr("Reply with what was asked.")},
                {QStringLiteral("sleep"), Words::tr("Wait this long before each reply."), QStringLiteral("DURATION")},
                {QStringLiteral("count"), Words::tr("End after so many replies."), QStringLiteral("N")}};
    return {QStringLiteral("reply"),
            {},
            QStringLiteral("SUBJECT [PAYLOAD]"),
            Words::tr("Answer requests with a fixed payload or an echo."),
            options,
            run};
}

} // namespace gnat::terminal
