// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerconnection_p.h"

#include "broker/brokerserver_p.h"

#include <asio/buffer.hpp>
#include <asio/error.hpp>

#include <utility>

namespace gnat {

namespace {

/// How long a client that is told to go may still send before the socket is closed for good.
constexpr std::chrono::milliseconds drainTime{500};
/// After so many small reads in a row the buffer that a large message needed is given back.
constexpr unsigned smallReadsBeforeRelease = 64;

} // namespace

BrokerConnection::BrokerConnection(BrokerServer &server, asio::ip::tcp::socket socket, std::uint64_t id,
                                   const std::string &clientIp)
    : m_server(server), m_socket(std::move(socket)), m_session(server.context(), *this, id, clientIp)
{
}

void BrokerConnection::start(TimePoint now)
{
    std::error_code ignored;
    m_socket.non_blocking(true, ignored);
    m_socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    m_now = m_lastProgress = now;
    m_session.begin(now);
    read();
}

void BrokerConnection::refuse(TimePoint now, std::string_view words)
{
    start(now);
    m_session.end(words);
}

void BrokerConnection::flushRequested()
{
    m_server.wantsFlush(shared_from_this());
}

void BrokerConnection::read()
{
    if (m_isReading || m_isClosed || m_isDraining)
        return;
    m_isReading = true;
    if (m_smallReads >= smallReadsBeforeRelease) {
        m_session.input().releaseMemory();
        m_smallReads = 0;
    }
    const auto room = m_session.input().readSpace();
    m_socket.async_read_some(asio::buffer(room.data(), room.size()),
                             [self = shared_from_this()](const std::error_code &error, std::size_t count) {
                                 self->bytesCame(error, count);
                             });
}

void BrokerConnection::bytesCame(const std::error_code &error, std::size_t count)
{
    m_isReading = false;
    if (m_isClosed)
        return;
    if (error) {
        close();
        return;
    }
    if (m_isDraining) {
        drain();
        return;
    }
    m_smallReads = count < WireParser::readSize / 4 ? m_smallReads + 1 : 0;
    m_session.input().bytesRead(count);
    resume();
}

void BrokerConnection::resume()
{
    if (m_isClosed)
        return;
    m_session.resume();
    if (m_session.isEnding())
        return; // flush() goes on
    if (m_session.waitsFor())
        m_server.wait(shared_from_this());
    else
        read();
}

void BrokerConnection::flush()
{
    m_session.flushRequestHandled();
    if (m_session.isTooSlow()) {
        cut("maximum pending bytes exceeded");
        return;
    }
    auto &output = m_session.output();
    while (!m_isClosed && !m_isWaitingToWrite && !output.isEmpty()) {
        std::error_code error;
        const auto bytes = output.view();
        const auto count = m_socket.write_some(asio::buffer(bytes.data(), bytes.size()), error);
        if (error == asio::error::would_block || error == asio::error::try_again) {
            writeWhenPossible();
        } else if (error) {
            close();
        } else {
            m_lastProgress = m_now;
            output.consume(count);
        }
    }
    if (!m_isClosed && !m_session.isFarBehind())
        m_server.caughtUp(m_session);
    if (!m_isClosed && output.isEmpty())
        sentAll();
}

void BrokerConnection::writeWhenPossible()
{
    m_isWaitingToWrite = true;
    m_socket.async_wait(asio::ip::tcp::socket::wait_write, [self = shared_from_this()](const std::error_code &error) {
        self->m_isWaitingToWrite = false;
        if (!error && !self->m_isClosed)
            self->flush();
    });
}

void BrokerConnection::sentAll()
{
    if (!m_session.isEnding() || m_isDraining)
        return;
    // A close with unread input becomes a reset that can swallow the last words: end our side and read theirs to the
    // end.
    m_session.leave();
    m_isDraining = true;
    m_drainingSince = m_now;
    std::error_code ignored;
    m_socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    if (!m_isReading)
        drain();
}

void BrokerConnection::drain()
{
    m_isReading = true;
    m_socket.async_read_some(asio::buffer(m_drained),
                             [self = shared_from_this()](const std::error_code &error, std::size_t count) {
                                 self->bytesCame(error, count);
                             });
}

void BrokerConnection::tick(TimePoint now)
{
    m_now = now;
    if (m_isDraining && now - m_drainingSince >= drainTime)
        close();
    if (m_isClosed)
        return;
    if (m_session.output().isEmpty()) {
        m_lastProgress = now;
    } else if (now - m_lastProgress >= m_server.context().options.writeDeadline) {
        cut("write deadline exceeded");
        return;
    }
    m_session.tick(now);
}

void BrokerConnection::cut(std::string_view reason)
{
    auto &context = m_server.context();
    context.router.counters().slowConsumers.add(1);
    context.log.inform("cid:" + std::to_string(m_session.id()) + " - Slow Consumer Detected: " + std::string(reason));
    close();
}

void BrokerConnection::close()
{
    if (m_isClosed)
        return;
    m_isClosed = true;
    m_session.leave();
    std::error_code ignored;
    m_socket.close(ignored);
    m_server.closed(*this);
}

} // namespace gnat
