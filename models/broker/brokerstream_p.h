// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/tls/tlssession_p.h"

#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace gnat {

/// A non-blocking TCP socket of a peer, in clear or under TLS: waits until it can be read or written, then reads or
/// writes what goes at once. No buffer is tied up while a peer is silent. Node's thread.
class BrokerStream final : private TlsTransport
{
public:
    explicit BrokerStream(asio::ip::tcp::socket socket);

    /// Calls back once there is something to read, the other side has closed, or close() was called.
    template <typename Callback>
    void waitToRead(Callback callback)
    {
        if (m_tls && !m_tls->isDrained())
            asio::post(m_socket.get_executor(), [callback = std::move(callback)] { callback(std::error_code()); });
        else
            m_socket.async_wait(m_tls && m_tls->wantsToWrite() ? Socket::wait_write : Socket::wait_read,
                                std::move(callback));
    }
    template <typename Callback>
    void waitToWrite(Callback callback)
    {
        m_socket.async_wait(Socket::wait_write, std::move(callback));
    }

    /// Bytes read; 0 with `error` set: would_block, eof, or what went wrong.
    std::size_t read(std::span<char> room, std::error_code &error);
    std::size_t write(std::string_view bytes, std::error_code &error);
    /// This side says no more.
    void shutdownSend();
    void close();
    /// As when the process dies: what waits is lost, the other side sees a reset.
    void closeByReset();

    /// From here on everything is encrypted, see TlsSession. Call shakeHands() until it is done.
    void beginTls(std::shared_ptr<const TlsContext> context, const std::string &serverName);
    /// Nothing more to say or hear under TLS: read() gives what still comes as it is.
    void endTls() { m_tls.reset(); }
    const TlsSession *tls() const { return m_tls.get(); }
    /// The next steps of the handshake. `WouldBlock`: call again after waitToRead().
    TlsTransport::State shakeHands() { return m_tls->shakeHands(); }
    /// The first byte that waits to be read, without taking it; 0 with `error` set as by read().
    char peek(std::error_code &error);

private:
    using Socket = asio::ip::tcp::socket;

    Outcome receive(std::span<char> room) override;
    Outcome send(std::string_view bytes) override;

    Socket m_socket;
    std::unique_ptr<TlsSession> m_tls;
};

} // namespace gnat
