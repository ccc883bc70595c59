// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/c/cclient.h"

#include <array>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

namespace gnat::interop {

namespace {

Connection connectTo(const Servers &servers, std::size_t node)
{
    return connect(servers,
                   [&](natsOptions *options) { check(natsOptions_SetURL(options, servers.urls.at(node).c_str())); });
}

/// Which of the scenario's servers it is connected to.
std::string nodeOf(const Servers &servers, const Connection &connection)
{
    std::array<char, 256> url{};
    check(natsConnection_GetConnectedUrl(connection.get(), url.data(), url.size()));
    const std::string_view connected(url.data());
    const auto port = connected.substr(connected.rfind(':'));
    return servers.urls.front().ends_with(port) ? "first" : "second";
}

/// Asks until the interest in the subject has reached the asker's node.
Message ask(const Connection &connection, const char *subject)
{
    natsMsg *answer = nullptr;
    for (int i = 0; i < 100; ++i) {
        if (natsConnection_RequestString(&answer, connection.get(), subject, "", 1000) == NATS_OK)
            return Message(answer);
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // between tries; nothing tells of interest
    }
    throw std::runtime_error(std::string("nobody answered on ") + subject);
}

void answerWithHeaders(natsConnection *connection, natsMsg *question)
{
    natsMsg *made = nullptr;
    check(natsMsg_Create(&made, natsMsg_GetReply(question), nullptr, "answered", 8));
    const Message answer(made);
    check(natsMsgHeader_Add(answer.get(), "Many", "one"));
    check(natsMsgHeader_Add(answer.get(), "Many", "two"));
    check(natsConnection_PublishMsg(connection, answer.get()));
}

void crossing(const Servers &servers)
{
    const auto a = connectTo(servers, 0);
    const auto b = connectTo(servers, 1);
    const auto here = subscribe(a, "job", "group");
    const auto there = subscribe(b, "job", "group");
    const Responder service(b, "service", answerWithHeaders);
    flush(a);
    flush(b);
    const auto answer = ask(a, "service");
    say("request to the other node: " + std::string(text(answer)));
    say("headers from the other node: " + headerValues(answer, "Many"));
    for (int i = 0; i < 100; ++i)
        publish(a, "job");
    ask(a, "service"); // on the same way as all of the above
    flush(a);
    flush(b);
    say("queue group on both nodes: " + std::to_string(countArrived(here) + countArrived(there)) + " of 100");
}

/// Moves a connection from the first server to the second by what `disturb` does to the first.
template <typename Disturb>
void move(const Servers &servers, const Disturb &disturb)
{
    static Events events;
    const auto moving = connect(servers, [&](natsOptions *options) {
        check(natsOptions_SetAllowReconnect(options, true));
        check(natsOptions_SetReconnectWait(options, 50));
        check(natsOptions_SetMaxReconnect(options, -1));
        events.watch(options);
    });
    const auto staying = connectTo(servers, 1);
    const auto subscription = subscribe(moving, "news");
    flush(moving);
    say("connected to " + nodeOf(servers, moving));
    disturb(events);
    events.next("reconnected");
    say("reconnected to " + nodeOf(servers, moving));
    flush(moving);
    publish(staying, "news", "after");
    say("received: " + std::string(text(next(subscription))));
}

void reconnecting(const Servers &servers)
{
    char **known = nullptr;
    int count = 0;
    check(natsConnection_GetServers(connectTo(servers, 0).get(), &known, &count));
    for (int i = 0; i < count; ++i)
        std::free(known[i]); // NOLINT: libnats allocates the list with malloc
    std::free(known);        // NOLINT
    say("knows " + std::to_string(count) + " servers");
    move(servers, [&](Events &) { ::kill(servers.pids.front(), SIGKILL); });
}

void lameDuck(const Servers &servers)
{
    move(servers, [&](Events &events) {
        ::kill(servers.pids.front(), SIGUSR2);
        events.next("lame duck");
        say("lame duck mode");
    });
}

} // namespace

Scenarios clusterScenarios()
{
    return {{"crossing", crossing}, {"reconnect", reconnecting}, {"lameduck", lameDuck}};
}

} // namespace gnat::interop
