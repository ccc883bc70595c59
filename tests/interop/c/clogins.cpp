// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/c/cclient.h"

#include <functional>
#include <regex>

namespace gnat::interop {

namespace {

Adjust user(const char *name, const char *password)
{
    return [name, password](natsOptions *options) {
        check(natsOptions_SetUserInfo(options, name, password));
    };
}

void password(const Servers &servers)
{
    say("alice, right: " + knock(servers, user("alice", "secret")));
    say("alice, wrong: " + knock(servers, user("alice", "guess")));
    say("nobody: " + knock(servers));
}

void token(const Servers &servers)
{
    const auto with = [](const char *word) {
        return [word](natsOptions *options) {
            check(natsOptions_SetToken(options, word));
        };
    };
    say("right: " + knock(servers, with("s3cr3t")));
    say("wrong: " + knock(servers, with("guess")));
}

void nkey(const Servers &servers)
{
    const auto with = [](const std::string &key, const std::string &seed) {
        return [&](natsOptions *options) {
            check(natsOptions_SetNKeyFromSeed(options, key.c_str(), seed.c_str()));
        };
    };
    say("known: " + knock(servers, with(servers.nkey, servers.seed)));
    say("unknown: " + knock(servers, with(servers.strangerNkey, servers.strangerSeed)));
}

Adjust trusting(const std::string &authority)
{
    return [&authority](natsOptions *options) {
        check(natsOptions_SetSecure(options, true));
        check(natsOptions_LoadCATrustedCertificates(options, authority.c_str()));
    };
}

std::string refused(const std::string &outcome)
{
    return outcome == "welcome" ? outcome : "refused";
}

void tls(const Servers &servers)
{
    say("trusted: " + knock(servers, trusting(servers.ca)));
    say("unknown authority: " + refused(knock(servers, trusting(servers.strangerCa))));
}

void mutualTls(const Servers &servers)
{
    say("with certificate: " + knock(servers, [&](natsOptions *options) {
            trusting(servers.ca)(options);
            check(natsOptions_LoadCertificatesChain(options, servers.cert.c_str(), servers.key.c_str()));
        }));
    say("without: " + refused(knock(servers, trusting(servers.ca))));
}

/// The violation that the next error tells of.
std::string violation(Events &events)
{
    const auto error = events.next("error");
    static const std::regex pattern("Permissions Violation for (Publish|Subscription) to \"([^\"]+)\"",
                                    std::regex::icase);
    std::smatch match;
    if (!std::regex_search(error, match, pattern))
        return error;
    const auto *kind = std::tolower(match[1].str().front()) == 'p' ? "publish" : "subscription";
    return std::string("violation: ") + kind + " to \"" + match[2].str() + "\"";
}

void permissions(const Servers &servers)
{
    static Events events;
    const auto free = connect(servers, user("free", "secret"));
    const auto bound = connect(servers, [&](natsOptions *options) {
        user("bound", "secret")(options);
        events.watch(options);
    });
    const auto deliver = [&](const char *subject) {
        const auto subscription = subscribe(free, subject);
        flush(free);
        publish(bound, subject);
        say(natsMsg_GetSubject(next(subscription).get()) + std::string(": delivered"));
    };
    deliver("ok.a");
    publish(bound, "ok.secret");
    say(violation(events));
    publish(bound, "elsewhere");
    say(violation(events));
    const auto denied = subscribe(bound, "elsewhere");
    say(violation(events));
    const auto deniedToo = subscribe(bound, "ok.secret", "q");
    say(violation(events));
    deliver("ok.b");
}

/// The service may answer once, whoever asks; a second answer to the same request is a violation.
void responses(const Servers &servers)
{
    static Events events;
    const auto asker = connect(servers, user("free", "secret"));
    const auto service = connect(servers, [&](natsOptions *options) {
        user("service", "secret")(options);
        events.watch(options);
    });
    const auto requests = subscribe(service, "svc.ask");
    flush(service);
    const auto inbox = subscribe(asker, "_INBOX.asker");
    check(natsConnection_PublishRequest(asker.get(), "svc.ask", "_INBOX.asker", nullptr, 0));
    const auto question = next(requests);
    publish(service, natsMsg_GetReply(question.get()), "delivered");
    say("first answer: " + std::string(text(next(inbox))));
    publish(service, natsMsg_GetReply(question.get()), "again");
    say(std::regex_replace(violation(events), std::regex("\"_INBOX.*\""), "the inbox"));
}

void maxPayload(const Servers &servers)
{
    static Events events;
    const auto a = connect(servers);
    say("announced: " + std::to_string(natsConnection_GetMaxPayload(a.get())));
    const auto subscription = subscribe(a, "size");
    publish(a, "size", std::string(1024, 'x'));
    say(std::to_string(text(next(subscription)).size()) + " bytes: delivered");
    const std::string tooMuch(1025, 'x');
    const auto status = natsConnection_Publish(a.get(), "size", tooMuch.data(), 1025);
    say(std::string("1025 bytes: ") +
        (status == NATS_MAX_PAYLOAD ? "refused by the client" : natsStatus_GetText(status)));
    const auto rash = connect(servers, [&](natsOptions *options) {
        check(natsOptions_SetURL(options, servers.relay.c_str()));
        events.watch(options);
    });
    publish(rash, "size", tooMuch);
    const auto end = events.next("closed");
    const bool isNamed = std::regex_search(end, std::regex("maximum payload violation", std::regex::icase));
    say("1025 bytes sent: " + (isNamed ? "maximum payload violation" : end) + ", closed");
}

} // namespace

Scenarios loginScenarios()
{
    return {{"password", password},   {"token", token},
            {"nkey", nkey},           {"tls", tls},
            {"mutualtls", mutualTls}, {"permissions", permissions},
            {"responses", responses}, {"maxpayload", maxPayload}};
}

} // namespace gnat::interop
