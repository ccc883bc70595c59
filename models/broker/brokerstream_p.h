// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <asio/ip/tcp.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

namespace gnat {

/// A non-blocking TCP socket of a peer: waits until it can be read or written, then reads or writes what goes at once.
/// No buffer is tied up while a peer is silent. Node's thread.
class BrokerStream
{
public:
    explicit BrokerStream(asio::ip::tcp::socket socket);

    /// Calls back once there is something to read, the other side has closed, or close() was called.
    template <typename Callback>
    void waitToRead(Callback callback)
    {
        m_socket.async_wait(asio::ip::tcp::socket::wait_read, std::move(callback));
    }
    template <typename Callback>
    void waitToWrite(Callback callback)
    {
        m_socket.async_wait(asio::ip::tcp::socket::wait_write, std::move(callback));
    }

    /// Bytes read; 0 with `error` set: would_block, eof, or what went wrong.
    std::size_t read(std::span<char> room, std::error_code &error);
    std::size_t write(std::string_view bytes, std::error_code &error);
    /// This side says no more.
    void shutdownSend();
    void close();

private:
    asio::ip::tcp::socket m_socket;
};

} // namespace gnat
