// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/systemresponder.h"

#include "broker/brokeroptions.h"
#include "broker/brokerrouter.h"
#include "broker/clientoptions.h"
#include "broker/monitoring/gotext.h"
#include "broker/monitoring/monitoringanswers.h"
#include "core/subject.h"
#include "protocol/wirewriter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gnat {

namespace {

/// Answers a turn, and requests waiting before publishers have to.
constexpr std::size_t answersPerTurn = 4;
constexpr std::size_t requestsBeforeWaiting = 16;

constexpr std::array serverKinds{"STATSZ",   "VARZ",  "SUBSZ",    "CONNZ", "ROUTEZ",
                                 "GATEWAYZ", "LEAFZ", "ACCOUNTZ", "JSZ",   "HEALTHZ"};
constexpr std::array accountKinds{"SUBSZ", "CONNZ", "LEAFZ", "JSZ", "INFO", "STATZ"};

bool isKnownAccount(std::string_view account)
{
    return account == "$G" || account == "$SYS";
}

} // namespace

SystemResponder::SystemResponder(const BrokerContext &context, BrokerInspector &inspector)
    : m_context(context), m_inspector(inspector)
{
}

SystemResponder::~SystemResponder()
{
    m_context.router.counters().subscriptions.add(m_subscriptions.size());
    for (auto &subscription : m_subscriptions)
        m_context.router.unsubscribe(subscription);
}

void SystemResponder::enter()
{
    listen("$SYS.REQ.ACCOUNT.PING.CONNZ");
    listen("$SYS.REQ.SERVER.PING.CONNZ");
    listen("$SYS.REQ.ACCOUNT.PING.STATZ");
    if (m_context.options.opensSystem) {
        listen("$SYS.REQ.SERVER.PING");
        for (const std::string kind : serverKinds) {
            if (kind != "CONNZ")
                listen("$SYS.REQ.SERVER.PING." + kind);
            listen("$SYS.REQ.SERVER." + m_context.identity.serverId + "." + kind);
        }
        for (const std::string kind : accountKinds)
            listen("$SYS.REQ.ACCOUNT.*." + kind);
    }
    m_context.router.counters().subscriptions.subtract(m_subscriptions.size()); // they are not anybody's
}

void SystemResponder::listen(std::string subject)
{
    auto &subscription = m_subscriptions.emplace_back();
    subscription.receiver = this;
    subscription.subject = std::move(subject);
    subscription.sid = "0";
    m_context.router.subscribe(subscription);
}

BrokerReceiver::Taken SystemResponder::deliver(const BrokerSubscription &subscription, std::string_view /*prefix*/,
                                               const RoutedMessage &message)
{
    std::vector<std::string_view> tokens;
    for (auto rest = message.subject; rest.data();)
        tokens.push_back(nextToken(rest));
    const bool isForAccount = tokens[2] == "ACCOUNT";
    const bool isPing = tokens[3] == "PING";
    const bool isAnyAccount = subscription.subject.find('*') != std::string::npos;
    if (isAnyAccount && isPing)
        return Taken::No; // another subscription's
    ++m_takenMessages;
    m_takenBytes += message.headers.size() + message.payload.size();
    if (message.reply.empty())
        return Taken::Yes;
    Request request;
    request.kind = tokens.size() > 4 ? tokens[4] : std::string_view();
    if (isForAccount || subscription.subject == "$SYS.REQ.SERVER.PING.CONNZ")
        request.account = isAnyAccount ? tokens[3] : "$G";
    request.reply = message.reply;
    request.payload = message.payload;
    m_requests.push_back(std::move(request));
    return m_requests.size() < requestsBeforeWaiting ? Taken::Yes : Taken::Behind;
}

/// Requests are not counted as sent to anybody.
void SystemResponder::settleCounters()
{
    auto &counters = m_context.router.counters();
    counters.outMessages.subtract(std::exchange(m_takenMessages, 0));
    counters.outBytes.subtract(std::exchange(m_takenBytes, 0));
}

void SystemResponder::answer()
{
    settleCounters();
    for (std::size_t i = 0; i < answersPerTurn && hasRequests(); ++i) {
        const auto request = std::move(m_requests.front());
        m_requests.pop_front();
        answer(request);
    }
}

void SystemResponder::answer(const Request &request)
{
    auto read = SystemOptions::read(request.payload, request.kind);
    auto options = read ? read.value() : SystemOptions{};
    Problem problem;
    if (!read) {
        problem = {400, read.error().message};
    } else if (!request.account.empty()) {
        options.connections.account = options.subscriptions.account = request.account;
        options.subscriptions.isListed = true;
    }
    if (problem.code == 0) {
        auto checked = request.kind == "CONNZ"   ? options.connections.check()
                       : request.kind == "SUBSZ" ? options.subscriptions.check()
                                                 : Result<void>();
        const auto &account = request.kind == "INFO" ? request.account : options.account;
        if (!checked)
            problem = {500, checked.error().message};
        else if (!account.empty() && !isKnownAccount(account))
            problem = {500, "Account " + account + " does not exist"};
        else if (request.kind == "JSZ" && !request.account.empty())
            problem = {500, "jetstream not enabled"};
    }
    const auto snapshot = problem.code == 0 ? snapshotFor(request, options) : m_inspector.inspect({});
    if (!options.server.matches(snapshot.server))
        return;
    if (request.kind == "STATZ" && snapshot.server.connections == 0 && !options.includesUnused)
        return; // as nats-server, which has nothing to say then
    JsonText json(JsonText::Form::Compact);
    json.beginObject();
    writeServer(json, snapshot.server);
    if (problem.code == 0) {
        writeData(json, request, options, snapshot);
    } else {
        if (problem.code == 500)
            json.nullField("data");
        json.key("error").beginObject();
        json.field("code", problem.code);
        json.field("description", problem.words);
        json.endObject();
    }
    json.endObject();
    publish(request.reply, json.text());
}

BrokerSnapshot SystemResponder::snapshotFor(const Request &request, const SystemOptions &options)
{
    InspectQuery query;
    if (request.kind == "CONNZ")
        query.connections = options.connections;
    else if (request.kind == "SUBSZ" || request.kind == "INFO" || !options.account.empty())
        query.subscriptions = options.subscriptions;
    else if (request.kind == "ROUTEZ")
        query.routes = options.routes;
    else if (request.kind == "VARZ")
        query.process = true;
    else if (request.kind.empty() || request.kind == "STATSZ") {
        query.process = true;
        query.routes = ConnectionQuery::Subscriptions::None;
    }
    return m_inspector.inspect(query);
}

void SystemResponder::writeServer(JsonText &json, const ServerSnapshot &server)
{
    json.key("server").beginObject();
    json.field("name", server.name);
    json.field("host", server.host);
    json.field("id", server.id);
    json.someField("cluster", server.cluster);
    json.field("ver", BrokerIdentity::version);
    json.field("seq", ++m_sequence);
    json.field("jetstream", false);
    json.field("time", utcText(server.now));
    json.endObject();
}

void SystemResponder::writeData(JsonText &json, const Request &request, const SystemOptions &options,
                                const BrokerSnapshot &snapshot) const
{
    const auto &kind = request.kind;
    json.key(kind.empty() || kind == "STATSZ" ? "statsz" : "data");
    if (kind.empty() || kind == "STATSZ")
        writeStatsz(json, snapshot);
    else if (kind == "CONNZ")
        writeConnz(json, snapshot);
    else if (kind == "STATZ")
        writeAccountStatz(json, snapshot, request.account);
    else if (kind == "VARZ")
        writeVarz(json, snapshot, m_context.options);
    else if (kind == "SUBSZ")
        writeSubsz(json, snapshot);
    else if (kind == "ROUTEZ")
        writeRoutez(json, snapshot, options.routes == ConnectionQuery::Subscriptions::Detail);
    else if (kind == "GATEWAYZ")
        writeGatewayz(json, snapshot);
    else if (kind == "LEAFZ")
        writeLeafz(json, snapshot);
    else if (kind == "JSZ")
        writeJsz(json, snapshot);
    else if (kind == "ACCOUNTZ")
        writeAccountz(json, snapshot, options.account);
    else if (kind == "INFO")
        writeAccountInfo(json, snapshot, request.account);
    else
        writeHealthz(json);
}

void SystemResponder::publish(const std::string &subject, const std::string &payload)
{
    RoutedMessage message;
    message.verb = WireVerb::Publish;
    message.subject = subject;
    message.payload = payload;
    m_tail.clear();
    appendMessageTail(message, m_tail);
    message.tail = m_tail;
    m_context.router.route(*this, message);
    m_context.router.counters().inMessages.subtract(1); // nobody published it
    m_context.router.counters().inBytes.subtract(payload.size());
    if (m_tail.capacity() > 64 * 1024)
        m_tail = {};
}

} // namespace gnat
