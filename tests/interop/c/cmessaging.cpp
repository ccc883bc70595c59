// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/c/cclient.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <initializer_list>
#include <utility>

namespace gnat::interop {

namespace {

std::string counted(int inOrder, int count)
{
    return std::to_string(inOrder) + " of " + std::to_string(count);
}

std::string multiplesOf(std::size_t factor, std::size_t size)
{
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i)
        bytes.push_back(static_cast<char>(i * factor));
    return bytes;
}

void publishing(const Servers &servers)
{
    const auto a = connect(servers);
    const auto b = connect(servers);
    const auto subscription = subscribe(b, "pub.>");
    const auto numbers = subscribe(b, "number");
    flush(b);
    const auto bytes = multiplesOf(1, 256);
    const auto large = multiplesOf(7, 1024 * 1024);
    check(natsConnection_PublishRequest(a.get(), "pub.bytes", "answer.here", bytes.data(), 256));
    publish(a, "pub.empty");
    publish(a, "pub.large", large);
    for (int i = 0; i < 1000; ++i)
        publish(a, "number", std::to_string(i));
    const auto first = next(subscription);
    const auto second = next(subscription);
    const auto third = next(subscription);
    const std::string reply = natsMsg_GetReply(second.get()) ? natsMsg_GetReply(second.get()) : "no reply";
    say(natsMsg_GetSubject(first.get()) + std::string(": ") + std::to_string(text(first).size()) + " bytes " +
        (text(first) == bytes ? "00 to ff" : "altered") + ", reply " + natsMsg_GetReply(first.get()));
    say(natsMsg_GetSubject(second.get()) + std::string(": ") + std::to_string(text(second).size()) + " bytes, " +
        reply);
    say(natsMsg_GetSubject(third.get()) + std::string(": ") + std::to_string(text(third).size()) + " bytes " +
        (text(third) == large ? "as sent" : "altered"));
    int inOrder = 0;
    for (int i = 0; i < 1000; ++i)
        inOrder += text(next(numbers)) == std::to_string(i) ? 1 : 0;
    say(std::to_string(inOrder) + " in order");
}

void wildcards(const Servers &servers)
{
    const auto a = connect(servers);
    const auto b = connect(servers);
    const auto star = subscribe(b, "w.*.end");
    const auto rest = subscribe(b, "w.>");
    flush(b);
    for (const auto *subject : {"w.a.end", "w.a", "w.b.end", "w.a.b.end", "w", "x.a.end"})
        publish(a, subject);
    const auto list = [](const Subscription &subscription, int count) {
        std::string subjects;
        for (int i = 0; i < count; ++i)
            subjects.append(" ").append(natsMsg_GetSubject(next(subscription).get()));
        return subjects;
    };
    say("w.*.end:" + list(star, 2));
    say("w.>:" + list(rest, 4));
}

void queues(const Servers &servers)
{
    const auto a = connect(servers);
    const auto b = connect(servers);
    const auto plain = subscribe(b, "work");
    std::array<Subscription, 3> workers;
    for (auto &worker : workers)
        worker = subscribe(b, "work", "workers");
    const std::array others{subscribe(b, "work", "others"), subscribe(b, "work", "others")};
    const auto end = subscribe(b, "work.end");
    flush(b);
    for (int i = 0; i < 300; ++i)
        publish(a, "work");
    publish(a, "work.end");
    next(end);
    int sum = 0;
    for (const auto &worker : workers)
        sum += countArrived(worker);
    const bool isShared = std::ranges::all_of(workers, [](const auto &worker) { return countArrived(worker) > 0; });
    say("plain " + std::to_string(countArrived(plain)));
    say("workers " + std::to_string(sum) + ", " + (isShared ? "each of 3 has some" : "not shared"));
    say("others " + std::to_string(countArrived(others[0]) + countArrived(others[1])));
}

/// libnats 3.4 reads no header without a value, so this looks at the bytes, which lie before the payload with a NUL
/// between.
std::string emptyHeader(const Message &message)
{
    static constexpr std::string_view block("NATS/1.0\r\nEmpty: \r\n\r\n\0", 22);
    const std::string_view before(text(message).data() - block.size(), block.size());
    return before == block ? "[]" : "altered";
}

void headers(const Servers &servers)
{
    const auto a = connect(servers);
    const auto b = connect(servers);
    const auto subscription = subscribe(b, "h");
    flush(b);
    const auto publishWith = [&](const char *payload,
                                 std::initializer_list<std::pair<const char *, const char *>> pairs) {
        natsMsg *made = nullptr;
        check(natsMsg_Create(&made, "h", nullptr, payload, static_cast<int>(std::strlen(payload))));
        const Message message(made);
        for (const auto &[key, value] : pairs)
            check(natsMsgHeader_Add(message.get(), key, value));
        check(natsConnection_PublishMsg(a.get(), message.get()));
    };
    publishWith("body", {{"Trace-Id", "t1"}, {"Many", "one"}, {"Many", "two"}});
    publishWith("", {{"Alone", "yes"}});
    publishWith("x", {{"Empty", ""}});
    const auto first = next(subscription);
    const auto second = next(subscription);
    say("Trace-Id: " + headerValues(first, "Trace-Id"));
    say("Many: " + headerValues(first, "Many"));
    say("payload: " + std::string(text(first)));
    say("headers alone: " + headerValues(second, "Alone") + ", " + std::to_string(text(second).size()) + " bytes");
    say("Empty: " + emptyHeader(next(subscription)));
}

void unsubscribing(const Servers &servers)
{
    const auto a = connect(servers);
    const auto b = connect(servers);
    const auto few = subscribe(b, "few");
    const auto until = subscribe(b, "until");
    check(natsSubscription_AutoUnsubscribe(few.get(), 3));
    flush(b);
    for (int i = 0; i < 10; ++i)
        publish(a, "few", std::to_string(i));
    std::string got;
    for (natsMsg *one = nullptr; natsSubscription_NextMsg(&one, few.get(), 5000) == NATS_OK; natsMsg_Destroy(one))
        got.append(" ").append(natsMsg_GetData(one));
    say("at most 3:" + got);
    publish(a, "until", "0");
    publish(a, "until", "1");
    flush(a);
    std::string kept;
    for (int i = 0; i < 2; ++i)
        kept.append(" ").append(text(next(until)));
    check(natsSubscription_Unsubscribe(until.get()));
    flush(b);
    const auto before = countReceived(b);
    publish(a, "until", "late");
    flush(a);
    flush(b);
    say("unsubscribed:" + kept + (countReceived(b) == before ? ", then nothing" : ", then more"));
}

void echo(const Servers &servers)
{
    const auto deaf = connect(servers, [](natsOptions *options) { natsOptions_SetNoEcho(options, true); });
    const auto other = connect(servers);
    const auto own = subscribe(deaf, "e");
    const auto others = subscribe(other, "e");
    flush(deaf);
    flush(other);
    publish(deaf, "e");
    next(others);
    flush(deaf);
    say("own " + std::to_string(countArrived(own)) + ", another's " + std::to_string(1 + countArrived(others)));
}

void drain(const Servers &servers)
{
    static Events events;
    const auto a = connect(servers);
    const auto b = connect(servers, [&](natsOptions *options) { events.watch(options); });
    std::atomic<int> got = 0;
    const auto count = [&](natsConnection *, natsMsg *) {
        ++got;
    };
    const auto publishAll = [&](const char *subject) {
        flush(b);
        for (int i = 0; i < 1000; ++i)
            publish(a, subject);
        flush(a);
    };
    Responder drained(b, "s", count);
    publishAll("s");
    drained.drain();
    const int before = got;
    publish(a, "s");
    flush(a);
    flush(b);
    say("subscription: " + counted(before, 1000) + ", then " + (got == before ? "none" : "more"));
    got = 0;
    const Responder closing(b, "c", count);
    publishAll("c");
    check(natsConnection_Drain(b.get()));
    events.next("closed");
    say("connection: " + counted(got, 1000) + ", then " + (natsConnection_IsClosed(b.get()) ? "closed" : "open"));
}

} // namespace

Scenarios messagingScenarios()
{
    return {{"publish", publishing}, {"wildcards", wildcards},       {"queues", queues}, {"headers", headers},
            {"drain", drain},        {"unsubscribe", unsubscribing}, {"echo", echo}};
}

} // namespace gnat::interop
