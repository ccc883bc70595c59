// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/httpconnection_p.h"

#include <asio/buffer.hpp>
#include <asio/post.hpp>
#include <asio/write.hpp>

#include <utility>

namespace gnat {

HttpConnection::HttpConnection(MonitoringContext context, asio::ip::tcp::socket socket)
    : m_context(context), m_socket(std::move(socket)), m_deadline(context.io)
{
}

void HttpConnection::close()
{
    std::error_code ignored;
    m_deadline.cancel();
    m_socket.close(ignored);
}

/// From now on there is so much time, then the connection is cut; before a snapshot has come, the answer is 503.
void HttpConnection::limit(std::chrono::seconds time)
{
    m_deadline.expires_after(time);
    m_deadline.async_wait([self = shared_from_this()](const std::error_code &error) {
        if (error || self->isClosed() || self->m_deadline.expiry() > std::chrono::steady_clock::now())
            return;
        if (std::exchange(self->m_asked, 0) == 0) {
            self->close();
            return;
        }
        self->m_request.keepsAlive = false;
        self->answer(HttpAnswer::plain(503, "The broker does not answer: it is paused, stopping or overloaded.\n"));
    });
}

void HttpConnection::readHead()
{
    limit(requestTime);
    readMore();
}

void HttpConnection::readMore()
{
    if (const auto end = m_input.find("\r\n\r\n"); end != std::string::npos) {
        headArrived(end);
        return;
    }
    if (m_input.size() > maxHead) {
        m_request = {};
        m_request.keepsAlive = false;
        answer(HttpAnswer::plain(431, "The request is too large.\n"));
        return;
    }
    m_socket.async_read_some(asio::buffer(m_chunk),
                             [self = shared_from_this()](const std::error_code &error, std::size_t count) {
                                 if (error) {
                                     self->close();
                                     return;
                                 }
                                 self->m_input.append(self->m_chunk.data(), count);
                                 self->readMore();
                             });
}

void HttpConnection::headArrived(std::size_t size)
{
    auto request = HttpRequest::parse(std::string_view(m_input).substr(0, size));
    m_input.erase(0, size + 4);
    m_request = request.value_or(HttpRequest{});
    m_request.keepsAlive = request && request->keepsAlive && !request->hasBody; // a body is not read
    if (!request)
        answer(HttpAnswer::plain(400, "400 Bad Request"));
    else if (!m_context.user.empty() && !hasLogin(m_request, m_context.user, m_context.password))
        answer(HttpAnswer::plain(401, "Monitoring needs a login.\n"));
    else
        ask(m_context.pages.open(m_request));
}

void HttpConnection::ask(MonitoringPages::Page page)
{
    if (page.ready) {
        answer(*page.ready);
        return;
    }
    m_asked = ++m_requests;
    limit(answerTime);
    // The node may answer late, or drop the question when it ends: it must hold neither the connection nor the loop.
    std::weak_ptr<HttpConnection> weak = shared_from_this();
    m_context.inspect(std::move(page.query), [weak, write = std::move(page.write), number = m_asked,
                                              post = m_context.post](BrokerSnapshot snapshot) {
        post([weak, write, number, snapshot = std::move(snapshot)] {
            const auto self = weak.lock();
            if (!self || self->m_asked != number)
                return;
            self->m_asked = 0;
            self->answer(write(snapshot));
        });
    });
}

void HttpConnection::answer(const HttpAnswer &answer)
{
    if (isClosed())
        return;
    limit(writeTime);
    m_output = answer.bytes(m_request);
    asio::async_write(m_socket, asio::buffer(m_output),
                      [self = shared_from_this()](const std::error_code &error, std::size_t /*count*/) {
                          if (error)
                              self->close();
                          else
                              self->answered();
                      });
}

void HttpConnection::answered()
{
    m_output = {};
    if (m_request.keepsAlive) {
        readHead();
        return;
    }
    // A close with unread input becomes a reset that can swallow the answer.
    std::error_code ignored;
    m_socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    limit(std::chrono::seconds(1));
    drain();
}

void HttpConnection::drain()
{
    m_socket.async_read_some(asio::buffer(m_chunk),
                             [self = shared_from_this()](const std::error_code &error, std::size_t /*count*/) {
                                 if (error)
                                     self->close();
                                 else
                                     self->drain();
                             });
}

} // namespace gnat
