// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gnat::bench {

/// A plain blocking socket that has said CONNECT to a NATS server; no client library. A broken connection ends the
/// program with a sentence.
class RawSocket
{
public:
    explicit RawSocket(std::uint16_t port);
    ~RawSocket();
    RawSocket(const RawSocket &) = delete;
    RawSocket &operator=(const RawSocket &) = delete;

    void send(std::string_view bytes) const;
    /// Waits for at least one byte.
    std::size_t receive(char *into, std::size_t size) const;
    /// Reads, and drops, exactly so many bytes.
    void skip(std::size_t size) const;
    /// PING, and waits for the PONG: all that was sent before has been handled. Nothing else may be on its way.
    void sync() const;
    int fd() const { return m_fd; }

private:
    void readUntil(std::string_view mark) const;

    int m_fd;
};

} // namespace gnat::bench
