// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/linkcallbacks_p.h"

#include "base/text.h"
#include "base/words.h"
#include "client/connectionerror_p.h"

namespace gnat {

namespace {

/// What the connection's last error was, in the library's or the server's words.
QString lastWords(natsConnection *connection)
{
    const char *text = nullptr;
    natsConnection_GetLastError(connection, &text);
    return QString::fromUtf8(text ? text : "").trimmed();
}

/// -ERR 'Slow Consumer': the library closes for good on every error that it does not know.
bool isCutOff(const QString &text)
{
    return text.contains(u"slow consumer", Qt::CaseInsensitive);
}

} // namespace

std::unique_ptr<LinkContext> LinkCallbacks::makeContext(std::shared_ptr<ConnectionWorker> worker, int epoch)
{
    return std::make_unique<LinkContext>(LinkContext{std::move(worker), epoch});
}

natsStatus LinkCallbacks::install(natsOptions *options, LinkContext *context)
{
    auto status = natsOptions_SetDisconnectedCB(options, onLost, context);
    if (status == NATS_OK)
        status = natsOptions_SetReconnectedCB(options, onBack, context);
    if (status == NATS_OK)
        status = natsOptions_SetClosedCB(options, onClosed, context);
    if (status == NATS_OK)
        status = natsOptions_SetErrorHandler(options, onError, context);
    if (status == NATS_OK)
        status = natsOptions_SetCustomReconnectDelay(options, onWait, context);
    return status;
}

void LinkCallbacks::onLost(natsConnection *connection, void *closure)
{
    const auto *context = static_cast<LinkContext *>(closure);
    const auto reason = lastWords(connection);
    const auto text = reason.isEmpty() ? Words::tr("The connection was lost; connecting again.")
                                       : Words::tr("The connection was lost (%1); connecting again.").arg(reason);
    context->worker->m_outbox->post(
        [epoch = context->epoch, text](ConnectionEvents &events) { events.onLost(epoch, text); });
}

void LinkCallbacks::onBack(natsConnection *, void *closure)
{
    const auto *context = static_cast<LinkContext *>(closure);
    context->worker->m_feed->admitAll(); // here, where refusals come too: the next one is about the new connection
    context->worker->m_commands.postAlways([worker = context->worker.get(), epoch = context->epoch] {
        worker->m_needsConfirmation = !worker->m_subscriptions.isEmpty();
        worker->announceConnected(epoch, worker->m_greeting.facts);
    });
}

void LinkCallbacks::onClosed(natsConnection *connection, void *closure)
{
    auto *context = static_cast<LinkContext *>(closure);
    const auto kept = std::move(context->worker); // the same thread tells errors: none is between
    auto &worker = *kept;
    const char *text = nullptr;
    const auto status = natsConnection_GetLastError(connection, &text);
    const auto error = connectError(status, lastWords(connection), worker.m_profile, displayUrl(worker.m_profile));
    {
        const std::scoped_lock lock(worker.m_mutex);
        worker.m_isClosed = true;
        worker.m_ending.notify_all();
    }
    if (worker.m_epoch.load() != context->epoch)
        return; // as wanted
    if (isCutOff(lastWords(connection))) {
        worker.reopen(context->epoch,
                      Words::tr("The server cut this connection off as a slow consumer; connecting again."));
        return;
    }
    worker.fail(context->epoch, error);
    worker.m_commands.postAlways([&worker, epoch = context->epoch] {
        if (worker.m_epoch.load() == epoch)
            worker.doClose();
    });
}

void LinkCallbacks::onError(natsConnection *connection, natsSubscription *subscription, natsStatus status,
                            void *closure)
{
    const auto *context = static_cast<LinkContext *>(closure);
    if (!context->worker)
        return; // of a connection that is closed
    const auto &outbox = context->worker->m_outbox;
    if (status == NATS_SLOW_CONSUMER) {
        const auto *subject = subscription ? natsSubscription_GetSubject(subscription) : "";
        context->worker->tellError(ErrorKind::TooLarge,
                                   Words::tr("Messages on %1 come faster than they are taken; some were dropped.")
                                       .arg(QString::fromUtf8(subject)));
        return;
    }
    const auto said = libraryWords().isEmpty() ? lastWords(connection) : libraryWords();
    const auto text = said.isEmpty() ? QString::fromUtf8(natsStatus_GetText(status)) : said;
    if (const auto refused = parseRefusal(text.toStdString()); status == NATS_NOT_PERMITTED && !refused.isEmpty()) {
        context->worker->m_feed->refuse(refused); // at once: others' messages must not pass for its copies
        outbox->post([refused, text](ConnectionEvents &events) { events.onSubscriptionRefused(refused, text); });
    }
    if (!isAboutPublishing(text) || context->worker->m_refusals.tell(text))
        context->worker->tellError(kindOf(status), Words::tr("The server says: %1").arg(text));
}

int64_t LinkCallbacks::onWait(natsConnection *, int attempt, void *closure)
{
    static_cast<LinkContext *>(closure)->worker->m_gate.wait(attempt);
    return 0;
}

} // namespace gnat
