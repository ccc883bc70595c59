// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "stopsignal.h"

#include <QEventLoop>

#include <functional>
#include <memory>

namespace gnat::terminal {

/// One connection for a command, with what it needs around it, used in a straight line: each wait runs the event loop
/// until the answer is there or somebody asked the program to stop.
class ClientSession : public QObject
{
    Q_OBJECT

public:
    explicit ClientSession(const ConnectionProfile &profile);
    ~ClientSession() override;

    /// Connects; the error says why not. Afterwards lost and regained connections are told on standard error.
    Result<void> open();
    /// From now on they are told by `tell`, which knows what else stands on the terminal; null: by say().
    void tellBy(std::function<void(const QString &)> tell) { m_tell = std::move(tell); }
    /// Waits until the server has confirmed all subscriptions.
    Result<void> confirmSubscriptions();
    /// Waits until the server has taken all that was published.
    Result<void> flush();

    /// Makes `loop` return 0 when the program is asked to stop, and 1 (Failed) when the connection is lost for good.
    void endWith(QEventLoop &loop);

    Connection &connection() { return *m_connection; }
    Fanout &fanout() { return m_fanout; }
    DropLedger &ledger() { return m_ledger; }
    StopSignal &stopSignal() { return m_stop; }

private:
    Error failure() const;
    void tell(const QString &text) const;
    void tellStateChange(ConnectionState state);

    Fanout m_fanout;
    DropLedger m_ledger;
    StopSignal m_stop;
    std::function<void(const QString &)> m_tell;
    std::unique_ptr<Connection> m_connection;
    bool m_wasConnected = false;
    bool m_isLost = false;
};

} // namespace gnat::terminal
