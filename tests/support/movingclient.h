// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <QTcpSocket>
#include <QTimer>

namespace gnat::test {

/// A small NATS client for tests of failover: tells its name, subscribes, publishes if asked to, and moves on to the
/// next of its servers as soon as it loses one. Runs in the thread that made it.
class MovingClient : public QObject
{
    Q_OBJECT

public:
    MovingClient(QString name, QList<quint16> ports, QList<QByteArray> subjects, int firstPort = 0);
    ~MovingClient() override;

    /// A message on `subject` so often a second.
    void publish(const QByteArray &subject, int perSecond);
    bool isConnected() const { return m_isGreeted; }
    quint16 port() const { return m_socket.peerPort(); }

private:
    void connectNext();
    void read();
    void greet();

    QString m_name;
    QList<quint16> m_ports;
    QList<QByteArray> m_subjects;
    qsizetype m_next;
    QTcpSocket m_socket;
    QTimer m_retry;
    QTimer m_sender;
    QByteArray m_input;
    QByteArray m_message;
    bool m_isGreeted = false;
};

} // namespace gnat::test
