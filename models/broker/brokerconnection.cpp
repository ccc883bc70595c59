// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerconnection_p.h"

#include "broker/brokerserver_p.h"
#include "broker/faults/faultdesk.h"

#include <asio/error.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace gnat {

namespace {

/// How long a client that is told to go may still send before the socket is closed for good.
constexpr std::chrono::milliseconds drainTime{500};
/// After so many small reads in a row the buffer that a large message needed is given back.
constexpr unsigned smallReadsBeforeRelease = 64;
/// Full reads of one peer before the others have their turn.
constexpr int readsPerTurn = 4;

} // namespace

BrokerConnection::BrokerConnection(BrokerServer &server, asio::ip::tcp::socket socket)
    : m_server(server), m_stream(std::move(socket))
{
}

void BrokerConnection::start(TimePoint now)
{
    m_now = m_lastProgress = now;
    if (!m_security.context) {
        m_peer->begin(now);
        waitToRead();
        return;
    }
    if (!m_security.isAtOnce) {
        m_peer->begin(now);
        flush(); // INFO is a few hundred bytes: a new socket takes them all
    }
    if (m_isClosed)
        return;
    m_isSecuring = true;
    m_securingSince = now;
    if (m_security.isOptional)
        waitToRead();
    else
        secure();
}

void BrokerConnection::refuse(TimePoint now, std::string_view words)
{
    m_security = {};
    start(now);
    m_peer->end(words);
}

void BrokerConnection::flushRequested()
{
    m_server.wantsFlush(shared_from_this());
}

void BrokerConnection::waitToRead()
{
    if (m_isWaitingToRead || m_isClosed)
        return;
    m_isWaitingToRead = true;
    m_stream.waitToRead([self = shared_from_this()](const std::error_code &error) { self->readable(error); });
}

void BrokerConnection::readable(const std::error_code &error)
{
    m_isWaitingToRead = false;
    if (m_isClosed)
        return;
    if (error) {
        close("Read Error");
    } else if (m_isSecuring) {
        secure();
    } else if (m_isDraining) {
        drain();
    } else if (!m_peer->waitsFor()) { // else resume() goes on
        for (int i = 0; i < readsPerTurn && readOnce(); ++i) {
        }
        goOn();
    }
}

/// Reads and carries out what came. True: there may be more to read at once.
bool BrokerConnection::readOnce()
{
    auto room = m_peer->input().readSpace();
    auto *faults = m_server.context().faults ? m_peer->faultTarget() : nullptr;
    if (faults) {
        room = room.first(m_server.context().faults->mayRead(*faults, room.size()));
        if (room.empty())
            return false;
    }
    std::error_code error;
    const auto count = m_stream.read(room, error);
    if (error == asio::error::would_block || error == asio::error::try_again)
        return false;
    if (error) {
        close(error == asio::error::eof ? "Client Closed" : "Read Error");
        return false;
    }
    if (faults)
        m_server.context().faults->wasRead(*faults, count);
    m_smallReads = count < WireParser::readSize / 4 ? m_smallReads + 1 : 0;
    m_peer->input().bytesRead(count);
    m_peer->process();
    return count == room.size() && !m_peer->isEnding() && !m_peer->waitsFor() && !m_peer->isHeld();
}

void BrokerConnection::pauseFor(const BrokerReceiver &receiver)
{
    if (m_isClosed || m_peer->waitsFor())
        return;
    m_peer->waitFor(&receiver);
    m_server.wait(shared_from_this());
}

void BrokerConnection::resume()
{
    if (m_isClosed)
        return;
    m_peer->resume();
    goOn();
}

void BrokerConnection::released()
{
    if (m_isClosed)
        return;
    m_peer->process();
    goOn();
}

/// What comes after reading: more reading, or waiting for a receiver that is behind.
void BrokerConnection::goOn()
{
    if (m_isClosed || m_peer->isEnding() || m_peer->isHeld()) // flush() sees to the end, resume() to the rest
        return;
    if (m_peer->waitsFor()) {
        m_server.wait(shared_from_this());
        return;
    }
    if (m_smallReads >= smallReadsBeforeRelease) {
        m_peer->input().releaseMemory();
        m_smallReads = 0;
    }
    waitToRead();
}

void BrokerConnection::flush()
{
    m_peer->flushRequestHandled();
    if (m_isSecuring)
        return; // secured() goes on
    m_peer->stampActivity();
    if (m_peer->isTooSlow()) {
        cut("Slow Consumer (Pending Bytes)", "maximum pending bytes exceeded");
        return;
    }
    auto &output = m_peer->output();
    auto *faults = m_server.context().faults ? m_peer->faultTarget() : nullptr;
    while (!m_isClosed && !m_isWaitingToWrite && !output.isEmpty()) {
        std::error_code error;
        auto bytes = output.view();
        if (faults) {
            const auto most = m_server.context().faults->mayWrite(*faults, bytes.size());
            bytes = bytes.substr(0, std::max(most, std::min(m_refused, bytes.size())));
            if (bytes.empty())
                break; // the desk calls again
        }
        const auto count = m_stream.write(bytes, error);
        if (error == asio::error::would_block || error == asio::error::try_again) {
            m_refused = bytes.size();
            m_owed = m_owed > 0 ? m_owed : output.size();
            writeWhenPossible();
        } else if (error) {
            close("Write Error");
        } else {
            wasSent(count, faults);
            if (faults)
                m_server.context().faults->wasWritten(*faults, count);
        }
    }
    if (!m_isClosed && m_peer->hasCaughtUp())
        m_server.caughtUp(*m_peer);
    if (!m_isClosed && output.isEmpty())
        sentAll();
}

/// A client has to take in the time of the write deadline what waited when that began, as with nats-server; for another
/// node, and for a client that faults slow down, any bytes will do.
void BrokerConnection::wasSent(std::size_t count, bool isPaced)
{
    auto &output = m_peer->output();
    output.consume(count);
    m_refused = 0;
    m_owed -= std::min(count, m_owed);
    if (m_owed > 0 && !isPaced && !m_peer->isRoute())
        return;
    m_owed = output.size();
    m_lastProgress = m_now;
}

void BrokerConnection::writeWhenPossible()
{
    m_isWaitingToWrite = true;
    m_stream.waitToWrite([self = shared_from_this()](const std::error_code &error) {
        self->m_isWaitingToWrite = false;
        if (!error && !self->m_isClosed)
            self->flush();
    });
}

void BrokerConnection::sentAll()
{
    if (!m_peer->isEnding() || m_isDraining)
        return;
    // A close with unread input becomes a reset that can swallow the last words: end our side and read theirs to the
    // end.
    leave();
    m_isDraining = true;
    m_drainingSince = m_now;
    m_stream.shutdownSend();
    waitToRead();
}

/// What still comes from a peer that is being closed goes nowhere. It may send without end: others have their turn.
void BrokerConnection::drain()
{
    std::array<char, 16 * 1024> bytes;
    std::error_code error;
    for (int i = 0; i < readsPerTurn && !error; ++i)
        m_stream.read(bytes, error);
    if (!error || error == asio::error::would_block || error == asio::error::try_again)
        waitToRead();
    else
        close("Client Closed");
}

void BrokerConnection::tick(TimePoint now)
{
    if (now - m_now > std::chrono::seconds(2)) // the node itself rested
        m_lastProgress = now;
    m_now = now;
    if (m_isDraining && now - m_drainingSince >= drainTime)
        close("Client Closed");
    if (m_isClosed)
        return;
    if (m_isSecuring) {
        tickSecuring();
        return;
    }
    if (m_peer->output().isEmpty()) {
        m_lastProgress = now;
    } else if (now - m_lastProgress >= writeDeadline()) {
        cut("Slow Consumer (Write Deadline)", "write deadline exceeded");
        return;
    }
    m_peer->tick(now);
}

/// Something came from a client that may yet choose, or that is shaking hands.
void BrokerConnection::secure()
{
    if (!m_stream.tls() && m_security.isOptional) {
        constexpr char handshakeRecord = 0x16;
        std::error_code error;
        const auto first = m_stream.peek(error);
        if (error == asio::error::would_block || error == asio::error::try_again) {
            waitToRead();
            return;
        }
        if (error || first != handshakeRecord) { // readOnce() sees what the error is
            secured();
            return;
        }
    }
    if (!m_stream.tls())
        m_stream.beginTls(m_security.context, m_security.serverName);
    shakeHands();
}

void BrokerConnection::shakeHands()
{
    switch (m_stream.shakeHands()) {
    case TlsTransport::State::WouldBlock:
        waitToRead();
        return;
    case TlsTransport::State::Moved:
        secured();
        return;
    case TlsTransport::State::Ended:
    case TlsTransport::State::Broken:
        giveUpSecuring("TLS handshake error: " + m_stream.tls()->problem());
        return;
    }
}

void BrokerConnection::secured()
{
    m_isSecuring = false;
    m_lastProgress = m_now;
    std::shared_ptr<const TlsPeer> other;
    if (const auto *tls = m_stream.tls()) {
        other = std::make_shared<const TlsPeer>(tls->peer());
        m_server.context().log.debug(m_peer->id(), "TLS handshake complete: " + other->version + ", " + other->cipher);
    }
    m_peer->secured(std::move(other), m_now);
    if (m_security.isAtOnce)
        m_peer->begin(m_now);
    m_security = {};
    flush(); // what was to be said meanwhile
    waitToRead();
}

void BrokerConnection::giveUpSecuring(const std::string &problem)
{
    m_server.context().log.error(m_peer->ip() + " cid:" + std::to_string(m_peer->id()) + " - " + problem);
    m_peer->end({}, "TLS Handshake Failure");
    m_peer->output().clear();
    m_isSecuring = false;
    m_stream.endTls();
    flush(); // closes so that the alert which says why is not lost
}

void BrokerConnection::tickSecuring()
{
    if (m_peer->isEnding())
        close("TLS Handshake Failure");
    else if (m_now - m_securingSince < m_security.context->timeout())
        return;
    else if (m_security.isOptional && !m_stream.tls())
        secured(); // silent: nothing says TLS
    else
        giveUpSecuring("TLS handshake timeout");
}

/// Another node takes nothing while one of its clients is behind: that client is cut off first.
std::chrono::milliseconds BrokerConnection::writeDeadline() const
{
    const auto deadline = m_server.context().options.writeDeadline;
    return m_peer->isRoute() ? deadline + std::chrono::seconds(1) : deadline;
}

void BrokerConnection::cut(std::string_view reason, std::string_view words)
{
    auto &context = m_server.context();
    context.router.counters().slowConsumers.add(1);
    context.log.inform((m_peer->isRoute() ? "rid:" : "cid:") + std::to_string(m_peer->id()) +
                       " - Slow Consumer Detected: " + std::string(words));
    close(reason);
}

/// The peer's subscriptions end, and it is remembered as a closed one.
void BrokerConnection::leave()
{
    if (!m_isDraining)
        m_server.leaving(*this);
    m_peer->leave();
}

void BrokerConnection::close(std::string_view reason)
{
    if (m_isClosed)
        return;
    m_isClosed = true;
    m_peer->noteEnd(reason);
    leave();
    m_stream.close();
    m_server.closed(*this);
}

void BrokerConnection::abort()
{
    if (!m_isClosed)
        m_stream.closeByReset();
    close("Server Shutdown");
}

} // namespace gnat
