// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerstream_p.h"

#include <asio/buffer.hpp>

#include <utility>

namespace gnat {

BrokerStream::BrokerStream(asio::ip::tcp::socket socket) : m_socket(std::move(socket))
{
    std::error_code ignored;
    m_socket.non_blocking(true, ignored);
    m_socket.set_option(asio::ip::tcp::no_delay(true), ignored);
}

std::size_t BrokerStream::read(std::span<char> room, std::error_code &error)
{
    return m_socket.read_some(asio::buffer(room.data(), room.size()), error);
}

std::size_t BrokerStream::write(std::string_view bytes, std::error_code &error)
{
    return m_socket.write_some(asio::buffer(bytes.data(), bytes.size()), error);
}

void BrokerStream::shutdownSend()
{
    std::error_code ignored;
    m_socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void BrokerStream::close()
{
    std::error_code ignored;
    m_socket.close(ignored);
}

} // namespace gnat
