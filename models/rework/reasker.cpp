// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/reasker.h"

#include "base/text.h"
#include "base/words.h"
#include "core/exchangeverdict.h"
#include "core/headerblock.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

using Verdict = ReaskedRequest::Verdict;

OutgoingMessage outgoing(const RecordedExchange &exchange)
{
    OutgoingMessage message;
    message.subject = exchange.subject;
    message.payload = exchange.payload;
    if (const auto block = HeaderBlock::parse(viewOf(exchange.headers))) {
        for (const auto &field : block->fields)
            message.headers.append({toByteArray(field.key), toByteArray(field.value)});
    }
    return message;
}

} // namespace

quint64 ReaskReport::count(Verdict verdict) const
{
    return static_cast<quint64>(std::ranges::count(requests, verdict, &ReaskedRequest::verdict));
}

bool ReaskReport::isGood() const
{
    return !wasStopped && !requests.isEmpty() && std::ranges::all_of(requests, &ReaskedRequest::isGood);
}

Reasker::Reasker(Connection &connection, RecordedExchanges exchanges, Options options, const CodecRegistry &codecs,
                 QObject *parent)
    : QObject(parent), m_connection(connection), m_exchanges(std::move(exchanges)), m_options(std::move(options)),
      m_codecs(codecs)
{
    m_report.leftOutSystem = m_exchanges.leftOutSystem;
    m_report.leftOutBeyond = m_exchanges.leftOutBeyond;
    m_report.server = connection.server().url;
    for (const auto &exchange : std::as_const(m_exchanges.exchanges)) {
        ReaskedRequest request;
        request.row = exchange.row;
        request.subject = toText(viewOf(exchange.subject));
        request.recordedNs = exchange.answer ? exchange.answer->latencyNs : -1;
        m_report.requests << request;
    }
    connect(&connection, &Connection::replyReceived, this, &Reasker::takeReply);
    connect(&connection, &Connection::requestFinished, this, &Reasker::takeEnd);
}

void Reasker::start()
{
    QMetaObject::invokeMethod(this, &Reasker::askNext, Qt::QueuedConnection);
}

void Reasker::stop()
{
    m_report.wasStopped = m_next < m_report.requests.size() || !m_asked.isEmpty();
    m_report.requests.resize(m_next);
    const auto open = std::exchange(m_asked, {});
    for (auto request = open.begin(); request != open.end(); ++request) {
        m_report.requests[request.value()].details << Words::tr("stopped before the answer");
        m_connection.cancel(RequestId(request.key()));
    }
    end();
}

void Reasker::askNext()
{
    while (m_next < m_report.requests.size() && m_asked.size() < m_options.atOnce) {
        ask(m_next);
        ++m_next;
    }
    const auto total = static_cast<quint64>(m_report.requests.size());
    Q_EMIT progressed(static_cast<quint64>(m_next - m_asked.size()), total);
    if (m_asked.isEmpty() && m_next >= m_report.requests.size())
        end();
}

void Reasker::ask(qsizetype index)
{
    const auto sent = m_connection.request(outgoing(m_exchanges.exchanges.at(index)),
                                           {m_options.timeoutMs, 1, false, m_options.pass});
    if (!sent) {
        m_report.requests[index].details << errorText(sent.error());
        return;
    }
    m_asked.insert(sent.value().number(), index);
}

void Reasker::takeReply(RequestId request, const Reply &reply)
{
    const auto asked = m_asked.constFind(request.number());
    if (asked == m_asked.constEnd())
        return; // somebody else's
    auto &result = m_report.requests[asked.value()];
    const auto &recorded = m_exchanges.exchanges.at(asked.value()).answer;
    result.latencyNs = reply.latencyNs;
    if (!recorded) {
        result.verdict = Verdict::NotRecorded;
    } else if (recorded->isNoResponders) {
        result.verdict = Verdict::Different;
        result.details << Words::tr("nobody answered when it was recorded");
    } else {
        result.details = answerDifferences(recorded->payload, reply.payload, m_options.rules, m_codecs);
        result.verdict = result.details.isEmpty() ? Verdict::Same : Verdict::Different;
    }
}

void Reasker::takeEnd(RequestId request, RequestResult result, const QString &error)
{
    const auto asked = m_asked.constFind(request.number());
    if (asked == m_asked.constEnd())
        return;
    auto &reasked = m_report.requests[asked.value()];
    const auto &recorded = m_exchanges.exchanges.at(asked.value()).answer;
    if (result == RequestResult::NoResponders)
        reasked.verdict = recorded && recorded->isNoResponders ? Verdict::Same : Verdict::NoResponders;
    else if (result == RequestResult::TimedOut)
        reasked.verdict = Verdict::NoAnswer;
    else if (result != RequestResult::Replied)
        reasked.details << error;
    m_asked.erase(asked);
    askNext();
}

void Reasker::end()
{
    if (!std::exchange(m_hasEnded, true))
        Q_EMIT finished();
}

} // namespace gnat
