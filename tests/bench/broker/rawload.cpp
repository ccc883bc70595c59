// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawload.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <string_view>
#include <thread>

namespace gnat::bench {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "The broker connection broke: %s\n", what);
    std::exit(1);
}

/// A connected NATS socket that has said CONNECT.
class Socket
{
public:
    explicit Socket(std::uint16_t port) : m_fd(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(m_fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            giveUp("connect");
        readUntil("\r\n");
        send("CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true}\r\n");
        sync();
    }
    ~Socket() { ::close(m_fd); }
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;

    void send(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const auto count = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0)
                giveUp("send");
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }
    std::size_t receive(char *into, std::size_t size) const
    {
        const auto count = ::recv(m_fd, into, size, 0);
        if (count <= 0)
            giveUp("receive");
        return static_cast<std::size_t>(count);
    }
    /// Reads, and drops, up to and including `mark`, which must be the end of what was sent.
    void readUntil(std::string_view mark) const
    {
        std::string got;
        std::array<char, 4096> room{};
        while (!got.ends_with(mark))
            got.append(room.data(), receive(room.data(), room.size()));
    }
    void sync() const
    {
        send("PING\r\n");
        readUntil("PONG\r\n");
    }
    int fd() const { return m_fd; }

private:
    int m_fd;
};

/// Counts bytes of all subscribers until they have `expected` together (0: not known yet).
void receiveAll(const std::vector<std::unique_ptr<Socket>> &sockets, const std::atomic<std::uint64_t> &expected)
{
    std::vector<pollfd> watched;
    for (const auto &socket : sockets)
        watched.push_back({socket->fd(), POLLIN, 0});
    const std::unique_ptr<char[]> room(new char[256 * 1024]);
    std::uint64_t got = 0;
    while (expected.load() == 0 || got < expected.load()) {
        if (::poll(watched.data(), watched.size(), 20) < 0)
            giveUp("poll");
        for (std::size_t i = 0; i < watched.size(); ++i) {
            if (watched[i].revents != 0)
                got += sockets[i]->receive(room.get(), 256 * 1024);
        }
    }
}

} // namespace

Throughput fanOut(std::uint16_t port, std::size_t payloadSize, int subscribers, double seconds)
{
    std::vector<std::unique_ptr<Socket>> sockets;
    for (int i = 0; i < subscribers; ++i) {
        sockets.push_back(std::make_unique<Socket>(port));
        sockets.back()->send("SUB bench.subject 1\r\n");
        sockets.back()->sync();
    }
    const auto size = std::to_string(payloadSize);
    const std::string payload(payloadSize, 'x');
    const auto frame = "PUB bench.subject " + size + "\r\n" + payload + "\r\n";
    const auto delivery = ("MSG bench.subject 1 " + size + "\r\n" + payload + "\r\n").size();
    std::string block;
    std::uint64_t inBlock = 0;
    for (; block.size() < 64 * 1024; ++inBlock)
        block += frame;

    const Socket publisher(port);
    std::atomic<std::uint64_t> expected{0};
    std::uint64_t sent = 0;
    const auto start = Clock::now();
    std::thread receiver([&] { receiveAll(sockets, expected); });
    for (; secondsSince(start) < seconds; sent += inBlock)
        publisher.send(block);
    const auto deliveries = sent * static_cast<std::uint64_t>(subscribers);
    expected.store(deliveries * delivery);
    receiver.join();
    const auto delivered = static_cast<double>(deliveries);
    return {delivered / secondsSince(start), delivered};
}

std::vector<double> roundTrips(std::uint16_t port, std::size_t payloadSize, int count)
{
    const Socket responder(port);
    const Socket requester(port);
    responder.send("SUB bench.request 1\r\n");
    responder.sync();
    requester.send("SUB bench.inbox 2\r\n");
    requester.sync();
    const auto tail = " " + std::to_string(payloadSize) + "\r\n" + std::string(payloadSize, 'x') + "\r\n";
    const auto request = "PUB bench.request bench.inbox" + tail;
    const auto requestSize = ("MSG bench.request 1 bench.inbox" + tail).size();
    const auto answer = "PUB bench.inbox" + tail;
    const auto answerSize = ("MSG bench.inbox 2" + tail).size();
    const auto take = [](const Socket &socket, std::size_t size) {
        std::array<char, 8192> room{};
        for (std::size_t got = 0; got < size;)
            got += socket.receive(room.data(), std::min(room.size(), size - got));
    };
    std::thread answering([&] {
        for (int i = 0; i < count; ++i) {
            take(responder, requestSize);
            responder.send(answer);
        }
    });
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        const auto start = Clock::now();
        requester.send(request);
        take(requester, answerSize);
        times.push_back(secondsSince(start) * 1e6);
    }
    answering.join();
    return times;
}

double processorSeconds(std::int64_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text((std::istreambuf_iterator<char>(file)), {});
    std::istringstream fields(text.substr(text.rfind(')') + 2)); // the name before may hold blanks
    std::string skipped;
    for (int i = 0; i < 11; ++i)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

} // namespace gnat::bench
