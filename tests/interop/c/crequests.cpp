// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/c/cclient.h"

#include <set>

namespace gnat::interop {

namespace {

void respond(natsConnection *connection, natsMsg *question, const std::string &answer)
{
    natsConnection_PublishString(connection, natsMsg_GetReply(question), answer.c_str());
}

Message ask(const Connection &connection, const char *subject, const std::string &question, int timeoutMs)
{
    natsMsg *answer = nullptr;
    check(natsConnection_RequestString(&answer, connection.get(), subject, question.c_str(), timeoutMs));
    return Message(answer);
}

void requesting(const Servers &servers)
{
    const auto a = connect(servers);
    const auto old = connect(servers, [](natsOptions *options) { natsOptions_UseOldRequestStyle(options, true); });
    const auto b = connect(servers);
    const Responder doubling(b, "double", [](natsConnection *nc, natsMsg *question) {
        respond(nc, question, std::to_string(2 * std::stoi(natsMsg_GetData(question))));
    });
    flush(b);
    int right = 0;
    for (int n = 0; n < 50; ++n)
        right += text(ask(a, "double", std::to_string(n), 5000)) == std::to_string(2 * n) ? 1 : 0;
    say(std::to_string(right) + " answers, each to its question");
    say("an inbox of its own: " + std::string(text(ask(old, "double", "4", 5000))));
}

void many(const Servers &servers)
{
    const auto a = connect(servers);
    const auto b = connect(servers);
    const auto quoting = [&](const char *name) {
        return Responder::Answer([name](natsConnection *nc, natsMsg *question) { respond(nc, question, name); });
    };
    const Responder north(b, "quote", quoting("north"));
    const Responder south(b, "quote", quoting("south"));
    const Responder harbour(b, "quote", quoting("harbour"));
    flush(b);
    const auto answers = subscribe(a, "inbox.of.a");
    check(natsConnection_PublishRequest(a.get(), "quote", "inbox.of.a", nullptr, 0));
    std::set<std::string> names;
    for (int i = 0; i < 3; ++i)
        names.emplace(text(next(answers)));
    std::string line;
    for (const auto &name : names)
        line += (line.empty() ? "" : " ") + name;
    say(line);
}

void noResponders(const Servers &servers)
{
    const auto a = connect(servers);
    const auto b = connect(servers);
    const auto silent = subscribe(b, "silent");
    flush(b);
    const auto outcome = [&](const char *subject, int timeoutMs) -> std::string {
        natsMsg *answer = nullptr;
        const auto status = natsConnection_RequestString(&answer, a.get(), subject, "", timeoutMs);
        natsMsg_Destroy(answer);
        if (status == NATS_NO_RESPONDERS)
            return "no responders";
        return status == NATS_TIMEOUT ? "timeout" : natsStatus_GetText(status);
    };
    say("nobody.there: " + outcome("nobody.there", 5000));
    say("silent: " + outcome("silent", 200));
}

} // namespace

Scenarios requestScenarios()
{
    return {{"request", requesting}, {"many", many}, {"noresponders", noResponders}};
}

} // namespace gnat::interop
