// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerstream_p.h"

#include <asio/buffer.hpp>
#include <asio/error.hpp>

namespace gnat {

namespace {

TlsTransport::Outcome outcomeOf(std::size_t count, const std::error_code &error)
{
    using State = TlsTransport::State;
    if (!error)
        return {State::Moved, count};
    if (error == asio::error::would_block || error == asio::error::try_again)
        return {State::WouldBlock, 0};
    return {error == asio::error::eof ? State::Ended : State::Broken, 0};
}

std::error_code errorOf(TlsTransport::State state)
{
    switch (state) {
    case TlsTransport::State::Moved:
        return {};
    case TlsTransport::State::WouldBlock:
        return asio::error::would_block;
    case TlsTransport::State::Ended:
        return asio::error::eof;
    case TlsTransport::State::Broken:
        break;
    }
    return asio::error::connection_aborted;
}

} // namespace

BrokerStream::BrokerStream(asio::ip::tcp::socket socket) : m_socket(std::move(socket))
{
    std::error_code ignored;
    m_socket.non_blocking(true, ignored);
    m_socket.set_option(asio::ip::tcp::no_delay(true), ignored);
}

std::size_t BrokerStream::read(std::span<char> room, std::error_code &error)
{
    if (!m_tls)
        return m_socket.read_some(asio::buffer(room.data(), room.size()), error);
    const auto outcome = m_tls->read(room);
    error = errorOf(outcome.state);
    return outcome.count;
}

std::size_t BrokerStream::write(std::string_view bytes, std::error_code &error)
{
    if (!m_tls)
        return m_socket.write_some(asio::buffer(bytes.data(), bytes.size()), error);
    const auto outcome = m_tls->write(bytes);
    error = errorOf(outcome.state);
    return outcome.count;
}

void BrokerStream::shutdownSend()
{
    if (m_tls)
        m_tls->shutdown();
    std::error_code ignored;
    m_socket.shutdown(Socket::shutdown_send, ignored);
}

void BrokerStream::closeByReset()
{
    std::error_code ignored;
    m_socket.set_option(asio::socket_base::linger(true, 0), ignored);
    m_socket.close(ignored);
}

void BrokerStream::close()
{
    std::error_code ignored;
    m_socket.close(ignored);
}

void BrokerStream::beginTls(std::shared_ptr<const TlsContext> context, const std::string &serverName)
{
    TlsTransport &socket = *this; // here the private base is known
    m_tls = std::make_unique<TlsSession>(std::move(context), socket, serverName);
}

char BrokerStream::peek(std::error_code &error)
{
    char byte = 0;
    m_socket.receive(asio::buffer(&byte, 1), Socket::message_peek, error);
    return byte;
}

TlsTransport::Outcome BrokerStream::receive(std::span<char> room)
{
    std::error_code error;
    const auto count = m_socket.read_some(asio::buffer(room.data(), room.size()), error);
    return outcomeOf(count, error);
}

TlsTransport::Outcome BrokerStream::send(std::string_view bytes)
{
    std::error_code error;
    const auto count = m_socket.write_some(asio::buffer(bytes.data(), bytes.size()), error);
    return outcomeOf(count, error);
}

} // namespace gnat
