// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QTcpSocket>

#include <algorithm>
#include <utility>

namespace gnat::test {

/// A NATS client as a plain socket: what is sent and what must come are bytes. Needs no event loop.
class RawClient
{
public:
    /// Connects and reads INFO.
    explicit RawClient(quint16 port, const QString &host = QStringLiteral("127.0.0.1"))
    {
        m_socket.connectToHost(host, port);
        if (m_socket.waitForConnected(5000))
            readUntil("\r\n");
        m_info = takeLine();
    }

    const QByteArray &info() const { return m_info; }
    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(5000)) {
        }
    }
    /// All that came up to the end of `mark`; what there is when the deadline passes or the server closes.
    QByteArray readUntil(const QByteArray &mark, int deadlineMs = 5000)
    {
        QElapsedTimer timer;
        timer.start();
        qsizetype from = 0;
        qsizetype at = 0;
        while ((at = m_received.indexOf(mark, from)) < 0 && timer.elapsed() < deadlineMs) {
            from = std::max<qsizetype>(0, m_received.size() - mark.size());
            if (!readMore(deadlineMs))
                break;
        }
        const auto size = at < 0 ? m_received.size() : at + mark.size();
        auto found = m_received.left(m_isInfoRead ? size : 0);
        if (m_isInfoRead)
            m_received.remove(0, size);
        return found;
    }
    /// What comes until the server closes.
    QByteArray readToEnd(int deadlineMs = 5000)
    {
        QElapsedTimer timer;
        timer.start();
        while (!m_isClosed && timer.elapsed() < deadlineMs)
            readMore(200);
        return std::exchange(m_received, {});
    }
    /// Leaves what comes beyond this in the system's buffers, even while an event loop runs.
    void limitReading(qint64 bytes) { m_socket.setReadBufferSize(bytes); }
    bool isClosed() const { return m_isClosed; }

private:
    bool readMore(int deadlineMs)
    {
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(deadlineMs)) {
            m_isClosed = m_socket.state() != QAbstractSocket::ConnectedState;
            return false;
        }
        m_received += m_socket.readAll();
        return true;
    }
    QByteArray takeLine()
    {
        const auto end = m_received.indexOf("\r\n") + 2;
        const auto line = m_received.left(end);
        m_received.remove(0, end);
        m_isInfoRead = true;
        return line;
    }

    QTcpSocket m_socket;
    QByteArray m_received;
    QByteArray m_info;
    bool m_isInfoRead = false;
    bool m_isClosed = false;
};

} // namespace gnat::test
