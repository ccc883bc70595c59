// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawsocket.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace gnat::bench {

namespace {

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "The broker connection broke: %s\n", what);
    std::exit(1);
}

} // namespace

RawSocket::RawSocket(std::uint16_t port) : m_fd(::socket(AF_INET, SOCK_STREAM, 0))
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

RawSocket::~RawSocket()
{
    ::close(m_fd);
}

void RawSocket::send(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const auto count = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0)
            giveUp("send");
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

std::size_t RawSocket::receive(char *into, std::size_t size) const
{
    const auto count = ::recv(m_fd, into, size, 0);
    if (count <= 0)
        giveUp("receive");
    return static_cast<std::size_t>(count);
}

void RawSocket::skip(std::size_t size) const
{
    std::array<char, 8192> room{};
    for (std::size_t got = 0; got < size;)
        got += receive(room.data(), std::min(room.size(), size - got));
}

void RawSocket::readUntil(std::string_view mark) const
{
    std::string got;
    std::array<char, 4096> room{};
    while (!got.ends_with(mark))
        got.append(room.data(), receive(room.data(), room.size()));
}

void RawSocket::sync() const
{
    send("PING\r\n");
    readUntil("PONG\r\n");
}

} // namespace gnat::bench
