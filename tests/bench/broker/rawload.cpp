// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawload.h"

#include "rawsocket.h"

#include <poll.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

namespace gnat::bench {

namespace {

using Clock = std::chrono::steady_clock;
using Sockets = std::vector<std::unique_ptr<RawSocket>>;

constexpr std::size_t blockSize = 64 * 1024;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A number with six digits: all subjects and sids are of one length, so that bytes tell messages.
std::string numbered(const char *prefix, int number)
{
    const auto digits = std::to_string(1'000'000 + number);
    return prefix + digits.substr(1);
}

std::string subjectOf(int number)
{
    return numbered("bench.s", number) + ".x";
}

Sockets subscribe(std::uint16_t port, const Load &load)
{
    Sockets sockets;
    if (load.interest == Load::Interest::Nobody)
        return sockets;
    for (int i = 0; i < load.subscribers; ++i) {
        const auto &socket = *sockets.emplace_back(std::make_unique<RawSocket>(port));
        if (load.interest == Load::Interest::WildcardEach) {
            std::string all;
            for (int subject = 0; subject < load.subjects; ++subject)
                all += "SUB " + numbered("bench.s", subject) + ".* " + numbered("", subject) + "\r\n";
            socket.send(all);
        } else if (load.interest == Load::Interest::Everything) {
            socket.send("SUB bench.> " + numbered("", 0) + "\r\n");
        } else {
            const int subject = load.interest == Load::Interest::Pairs ? i : 0;
            socket.send("SUB " + subjectOf(subject) + " " + numbered("", 0) + "\r\n");
        }
        socket.sync();
    }
    return sockets;
}

/// Ready-made PUB lines of at least a block, over subjects from `first` on.
std::vector<std::string> blocks(const Load &load, int first, std::uint64_t &inBlock)
{
    const auto tail = " " + std::to_string(load.payloadSize) + "\r\n" + std::string(load.payloadSize, 'x') + "\r\n";
    const auto frameSize = (subjectOf(0) + tail).size() + 4;
    inBlock = blockSize / frameSize + 1;
    const auto count = (static_cast<std::uint64_t>(load.subjects) + inBlock - 1) / inBlock;
    std::vector<std::string> ready;
    for (std::uint64_t block = 0; block < count; ++block) {
        std::string text;
        for (std::uint64_t i = 0; i < inBlock; ++i) {
            const auto subject = (block * inBlock + i) * 7919 % static_cast<std::uint64_t>(load.subjects);
            text += "PUB " + subjectOf(first + static_cast<int>(subject)) + tail;
        }
        ready.push_back(std::move(text));
    }
    return ready;
}

/// Counts bytes of all subscribers until they have `expected` together (0: not known yet).
void receiveAll(const Sockets &sockets, const std::atomic<std::uint64_t> &expected)
{
    std::vector<pollfd> watched;
    for (const auto &socket : sockets)
        watched.push_back({socket->fd(), POLLIN, 0});
    const std::unique_ptr<char[]> room(new char[256 * 1024]);
    std::uint64_t got = 0;
    while (expected.load() == 0 || got < expected.load()) {
        ::poll(watched.data(), watched.size(), 20);
        for (std::size_t i = 0; i < watched.size(); ++i) {
            if (watched[i].revents != 0)
                got += sockets[i]->receive(room.get(), 256 * 1024);
        }
    }
}

/// Publishes for `seconds`; returns the messages sent. With nobody listening, waits until the server has read them.
std::uint64_t publish(const RawSocket &socket, const Load &load, int number, Clock::time_point start, double seconds)
{
    std::uint64_t inBlock = 0;
    const auto ready = blocks(load, load.interest == Load::Interest::Pairs ? number : 0, inBlock);
    std::uint64_t sent = 0;
    for (std::size_t next = 0; secondsSince(start) < seconds; sent += inBlock)
        socket.send(ready[next++ % ready.size()]);
    if (load.interest == Load::Interest::Nobody)
        socket.sync();
    return sent;
}

} // namespace

Throughput run(std::uint16_t port, const Load &load, double seconds)
{
    const auto subscribers = subscribe(port, load);
    const auto delivery = ("MSG " + subjectOf(0) + " " + numbered("", 0) + " " + std::to_string(load.payloadSize) +
                           "\r\n" + std::string(load.payloadSize, 'x') + "\r\n")
                              .size();
    Sockets publishers;
    for (int i = 0; i < load.publishers; ++i)
        publishers.push_back(std::make_unique<RawSocket>(port));

    std::atomic<std::uint64_t> expected{0};
    std::atomic<std::uint64_t> sent{0};
    const auto start = Clock::now();
    std::thread receiver;
    if (!subscribers.empty())
        receiver = std::thread([&] { receiveAll(subscribers, expected); });
    std::vector<std::thread> sending;
    for (int i = 0; i < load.publishers; ++i)
        sending.emplace_back(
            [&, i] { sent += publish(*publishers[static_cast<std::size_t>(i)], load, i, start, seconds); });
    for (auto &thread : sending)
        thread.join();
    const bool isOneEach = load.interest != Load::Interest::OneSubject;
    const auto messages = sent.load() * (isOneEach ? 1 : static_cast<std::uint64_t>(load.subscribers));
    expected.store(messages * delivery);
    if (receiver.joinable())
        receiver.join();
    return {static_cast<double>(messages) / secondsSince(start), static_cast<double>(messages)};
}

std::vector<double> roundTrips(std::uint16_t port, std::size_t payloadSize, int count)
{
    const RawSocket responder(port);
    const RawSocket requester(port);
    responder.send("SUB bench.request 1\r\n");
    responder.sync();
    requester.send("SUB bench.inbox 2\r\n");
    requester.sync();
    const auto tail = " " + std::to_string(payloadSize) + "\r\n" + std::string(payloadSize, 'x') + "\r\n";
    const auto request = "PUB bench.request bench.inbox" + tail;
    const auto requestSize = ("MSG bench.request 1 bench.inbox" + tail).size();
    const auto answer = "PUB bench.inbox" + tail;
    const auto answerSize = ("MSG bench.inbox 2" + tail).size();
    std::thread answering([&] {
        for (int i = 0; i < count; ++i) {
            responder.skip(requestSize);
            responder.send(answer);
        }
    });
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        const auto start = Clock::now();
        requester.send(request);
        requester.skip(answerSize);
        times.push_back(secondsSince(start) * 1e6);
    }
    answering.join();
    return times;
}

} // namespace gnat::bench
