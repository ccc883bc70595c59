// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTcpServer>

class QTcpSocket;

namespace gnat::test {

/// A relay to a server that promises clients a larger max_payload than the server takes, so that they send what the
/// server then refuses. Runs while the event loop does.
class RashRelay : public QObject
{
    Q_OBJECT

public:
    explicit RashRelay(quint16 serverPort);

    QString url() const { return QStringLiteral("nats://127.0.0.1:%1").arg(m_listener.serverPort()); }

private:
    void accept();
    static void promiseMore(QTcpSocket *server, QTcpSocket *client);

    QTcpServer m_listener;
    quint16 m_serverPort;
};

} // namespace gnat::test
