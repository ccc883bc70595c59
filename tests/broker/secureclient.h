// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

#include <algorithm>
#include <string>
#include <utility>

namespace gnat::test {

/// A NATS client that upgrades to TLS after INFO; bytes in, bytes out. Needs no event loop.
class SecureClient
{
public:
    /// Connects and reads INFO, in clear.
    explicit SecureClient(quint16 port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        if (m_socket.waitForConnected(5000))
            m_info = readUntil("\r\n");
        // the test of a refused server name is the routes' business; here the certificate's chain is checked
        m_socket.setPeerVerifyName(QStringLiteral("localhost"));
    }

    void trust(const std::string &caFile)
    {
        m_configuration.setCaCertificates(QSslCertificate::fromPath(QString::fromStdString(caFile)));
    }
    void show(const std::string &certificateFile, const std::string &keyFile)
    {
        m_configuration.setLocalCertificateChain(QSslCertificate::fromPath(QString::fromStdString(certificateFile)));
        QFile key(QString::fromStdString(keyFile));
        if (key.open(QIODevice::ReadOnly))
            m_configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    }
    void use(QSsl::SslProtocol protocol) { m_configuration.setProtocol(protocol); }

    /// True once the handshake is done, as this side sees it.
    bool startTls()
    {
        m_socket.setSslConfiguration(m_configuration);
        m_socket.startClientEncryption();
        return m_socket.waitForEncrypted(5000);
    }
    QSsl::SslProtocol protocol() const { return m_socket.sessionProtocol(); }

    const QByteArray &info() const { return m_info; }
    void send(const QByteArray &bytes)
    {
        if (m_socket.state() != QAbstractSocket::ConnectedState)
            return;
        m_socket.write(bytes);
        while ((m_socket.bytesToWrite() > 0 || m_socket.encryptedBytesToWrite() > 0) &&
               m_socket.waitForBytesWritten(5000)) {
        }
    }
    /// All that came up to the end of `mark`; what there is when the deadline passes or the server closes.
    QByteArray readUntil(const QByteArray &mark, int deadlineMs = 10000)
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
        const auto found = m_received.left(size);
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

    QSslSocket m_socket;
    QSslConfiguration m_configuration = QSslConfiguration::defaultConfiguration();
    QByteArray m_received;
    QByteArray m_info;
    bool m_isClosed = false;
};

} // namespace gnat::test
