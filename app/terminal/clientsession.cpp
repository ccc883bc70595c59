// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/clientsession.h"

#include "base/text.h"
#include "terminal/command.h"

#include <QTimer>

namespace gnat::terminal {

ClientSession::ClientSession(const ConnectionProfile &profile)
    : m_connection(std::make_unique<Connection>(SourceId(1), profile, m_fanout, m_ledger))
{
    connect(m_connection.get(), &Connection::stateChanged, this, &ClientSession::tellStateChange);
    connect(m_connection.get(), &Connection::errorOccurred, this,
            [this](ErrorKind, const QString &message) { tell(QStringLiteral("gnatcatcher-cli: ") + message); });
}

ClientSession::~ClientSession() = default;

Error ClientSession::failure() const
{
    if (m_stop.isRequested())
        return makeError(ErrorKind::Cancelled, tr("Stopped."));
    return makeError(m_connection->lastErrorKind(), m_connection->lastError());
}

void ClientSession::tell(const QString &text) const
{
    if (m_tell)
        m_tell(text);
    else
        say(text);
}

void ClientSession::tellStateChange(ConnectionState state)
{
    if (state == ConnectionState::Connected && m_isLost)
        tell(tr("Connected again to %1").arg(displayUrl(m_connection->profile())));
    if (state == ConnectionState::Reconnecting && !m_isLost && m_wasConnected)
        tell(m_connection->lastError());
    m_isLost = state == ConnectionState::Reconnecting;
    m_wasConnected = m_wasConnected || state == ConnectionState::Connected;
}

Result<void> ClientSession::open()
{
    QEventLoop loop;
    connect(&m_stop, &StopSignal::requested, &loop, &QEventLoop::quit);
    connect(m_connection.get(), &Connection::stateChanged, &loop, [&loop](ConnectionState state) {
        if (state == ConnectionState::Connected || state == ConnectionState::Failed)
            loop.quit();
    });
    m_connection->open();
    while (m_connection->state() == ConnectionState::Connecting && !m_stop.isRequested())
        loop.exec();
    if (m_connection->state() == ConnectionState::Connected)
        return {};
    return failure();
}

Result<void> ClientSession::confirmSubscriptions()
{
    QEventLoop loop;
    bool isConfirmed = false;
    connect(&m_stop, &StopSignal::requested, &loop, &QEventLoop::quit);
    connect(m_connection.get(), &Connection::stateChanged, &loop, &QEventLoop::quit);
    connect(m_connection.get(), &Connection::subscriptionsConfirmed, &loop, [&] {
        isConfirmed = true;
        loop.quit();
    });
    while (!isConfirmed && !m_stop.isRequested() && m_connection->state() != ConnectionState::Failed)
        loop.exec();
    if (!isConfirmed)
        return failure();
    const auto subscriptions = m_connection->subscriptions();
    for (const auto &subscription : subscriptions) {
        if (!subscription.error.isEmpty())
            return makeError(ErrorKind::NotPermitted, subscription.error);
    }
    return {};
}

Result<void> ClientSession::flush()
{
    QEventLoop loop;
    std::optional<bool> isOk;
    connect(&m_stop, &StopSignal::requested, &loop, &QEventLoop::quit);
    connect(m_connection.get(), &Connection::flushed, &loop, [&](bool ok) {
        isOk = ok;
        loop.quit();
    });
    m_connection->flush();
    while (!isOk && !m_stop.isRequested())
        loop.exec();
    if (isOk.value_or(false))
        return {};
    return failure();
}

void ClientSession::endWith(QEventLoop &loop)
{
    connect(&m_stop, &StopSignal::requested, &loop, &QEventLoop::quit);
    connect(m_connection.get(), &Connection::stateChanged, &loop, [&loop](ConnectionState state) {
        if (state == ConnectionState::Failed)
            loop.exit(Failed);
    });
}

} // namespace gnat::terminal
