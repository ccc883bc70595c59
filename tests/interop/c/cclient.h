// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nats/nats.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace gnat::interop {

template <auto destroy>
struct Destroyer
{
    void operator()(auto *object) const { destroy(object); }
};
using Connection = std::unique_ptr<natsConnection, Destroyer<natsConnection_Destroy>>;
using Subscription = std::unique_ptr<natsSubscription, Destroyer<natsSubscription_Destroy>>;
using Message = std::unique_ptr<natsMsg, Destroyer<natsMsg_Destroy>>;

/// What the scenario's driver tells in its JSON file.
struct Servers
{
    std::vector<std::string> urls;
    std::vector<int> pids;
    std::string relay, ca, strangerCa, cert, key, seed, strangerSeed, nkey, strangerNkey;
};

/// What libnats reports on its own threads: "disconnected", "reconnected", "lame duck", "closed: reason" and
/// "error: text". Make it static: libnats may report the end of a connection after it is destroyed.
class Events
{
public:
    void watch(natsOptions *options);
    /// The next event that begins with `start`, the others are dropped; throws when it does not come in time.
    std::string next(std::string_view start);

private:
    void add(std::string event);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::string> m_events;
};

using Adjust = std::function<void(natsOptions *)>;

/// Throws with libnats' words unless the status is NATS_OK.
void check(natsStatus status);
/// To the first server, without reconnecting, unless `adjust` says otherwise.
Connection connect(const Servers &servers, const Adjust &adjust = {});
/// "welcome" if one can connect, else why not.
std::string knock(const Servers &servers, const Adjust &adjust = {});
/// Without callback: next() takes the messages.
Subscription subscribe(const Connection &connection, const char *subject, const char *queue = nullptr);
Message next(const Subscription &subscription, int deadlineMs = 10'000);
/// The messages that have come up to now.
int countArrived(const Subscription &subscription);
/// What the server has sent on this connection, whether a subscription took it or not.
std::uint64_t countReceived(const Connection &connection);
void publish(const Connection &connection, const char *subject, std::string_view payload = {});
void flush(const Connection &connection);
std::string_view text(const Message &message);
/// "[one][two]": the values of a header.
std::string headerValues(const Message &message, const char *key);
void say(const std::string &line);

/// Answers each message of a subject on libnats' thread until destroyed.
class Responder
{
public:
    using Answer = std::function<void(natsConnection *, natsMsg *)>;
    Responder(const Connection &connection, const char *subject, Answer answer);
    ~Responder() { drain(); }
    Responder(const Responder &) = delete;
    Responder &operator=(const Responder &) = delete;
    /// Lets it answer what has come and waits for that.
    void drain();

private:
    Answer m_answer;
    Subscription m_subscription;
};

using Scenarios = std::map<std::string, void (*)(const Servers &)>;
Scenarios messagingScenarios();
Scenarios requestScenarios();
Scenarios loginScenarios();
Scenarios clusterScenarios();

} // namespace gnat::interop
