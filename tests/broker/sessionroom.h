// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/auth/logintable.h"
#include "broker/brokerlog.h"
#include "broker/brokerrouter.h"
#include "broker/brokersession.h"

#include <QByteArray>

#include <algorithm>
#include <cstring>
#include <deque>
#include <memory>
#include <utility>

namespace gnat::test {

/// Sessions around one router, without sockets.
class Room : public PeerHost
{
public:
    explicit Room(BrokerOptions options) : m_options(std::move(options))
    {
        m_context.logins = m_logins.get();
        m_identity.needsLogin = m_options.needsLogin();
        m_identity.maxPayload = m_options.maxPayload;
    }

    /// A new client; what it is told at first is dropped.
    BrokerSession &join(std::chrono::steady_clock::time_point now = {})
    {
        auto &session = arrive(now);
        session.output().clear();
        return session;
    }
    /// A new client, to whom INFO is on its way.
    BrokerSession &arrive(std::chrono::steady_clock::time_point now = {})
    {
        auto &session = *m_sessions.emplace_back(
            std::make_unique<BrokerSession>(m_context, *this, m_sessions.size() + 1, std::string("127.0.0.1")));
        session.begin(now);
        return session;
    }
    void flushRequested() override { ++flushes; }

    BrokerRouter &router() { return m_router; }
    int flushes = 0;

private:
    static std::unique_ptr<const LoginTable> compiled(const BrokerOptions &options)
    {
        auto logins = LoginTable::compile(options);
        if (!logins)
            qFatal("%s", logins.error().message.c_str());
        return std::move(logins.value());
    }

    BrokerOptions m_options;
    BrokerIdentity m_identity;
    BrokerLog m_log;
    BrokerRouter m_router;
    std::unique_ptr<const LoginTable> m_logins = compiled(m_options);
    BrokerContext m_context{m_router, m_options, m_identity, m_log};
    std::deque<std::unique_ptr<BrokerSession>> m_sessions;
};

/// Lets the client say `bytes`, `step` at a time.
inline void feed(BrokerSession &session, QByteArrayView bytes, qsizetype step)
{
    while (!bytes.isEmpty()) {
        const auto room = session.input().readSpace();
        const auto count = std::min({step, bytes.size(), static_cast<qsizetype>(room.size())});
        std::memcpy(room.data(), bytes.data(), static_cast<std::size_t>(count));
        session.input().bytesRead(static_cast<std::size_t>(count));
        session.process();
        bytes = bytes.sliced(count);
    }
}

/// What the client was sent since the last call.
inline QByteArray taken(BrokerSession &session)
{
    const auto view = session.output().view();
    QByteArray bytes(view.data(), qsizetype(view.size()));
    session.output().clear();
    session.flushRequestHandled();
    return bytes;
}

/// What the client is sent when it says `bytes`.
inline QByteArray said(BrokerSession &session, const QByteArray &bytes)
{
    feed(session, bytes, bytes.size());
    return taken(session);
}

} // namespace gnat::test
