// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vectorconnection.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QJsonDocument>
#include <QSslConfiguration>
#include <QSslKey>

#include <algorithm>

namespace gnat::test {

namespace {

constexpr int deadlineMs = 3000;

QString unlike(const char *what, const QByteArray &wanted, const QByteArray &got, bool isClosed)
{
    return QStringLiteral("expected %1 %2, got \"%3\"%4")
        .arg(QLatin1String(what), QString::fromLatin1(wanted.left(200).toPercentEncoding(" '/{}:,\"")),
             QString::fromLatin1(got.left(200).toPercentEncoding(" '/{}:,\"")),
             isClosed ? QStringLiteral(" [closed]") : QString());
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

VectorConnection::VectorConnection(quint16 port, bool seesPings) : m_seesPings(seesPings)
{
    m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    m_socket.waitForConnected(deadlineMs);
    const QDeadlineTimer deadline(deadlineMs);
    while (!m_received.contains("\r\n") && !deadline.hasExpired() && readMore(int(deadline.remainingTime()))) {
    }
    if (!m_received.startsWith("INFO "))
        return; // "-ERR" at once, say
    const auto end = m_received.indexOf("\r\n");
    m_info = QJsonDocument::fromJson(m_received.mid(5, end - 5)).object();
    m_received.remove(0, end + 2);
}

void VectorConnection::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    // A server that has closed already makes this fail: the expectations tell.
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(deadlineMs)) {
    }
}

bool VectorConnection::readMore(int ms)
{
    if (m_socket.bytesAvailable() == 0 && !m_isClosed && !m_socket.waitForReadyRead(std::max(ms, 1)) &&
        m_socket.bytesAvailable() == 0) {
        m_isClosed = m_socket.state() != QAbstractSocket::ConnectedState;
        return false;
    }
    m_received += m_socket.readAll();
    return !m_isClosed;
}

bool VectorConnection::takePing()
{
    if (m_seesPings || !m_received.startsWith("PING\r\n"))
        return false;
    m_received.remove(0, 6);
    send("PONG\r\n");
    return true;
}

QString VectorConnection::expect(const QByteArray &wanted)
{
    const QDeadlineTimer deadline(deadlineMs);
    while (true) {
        while (takePing()) {
        }
        if (m_received.size() >= wanted.size() || !wanted.startsWith(m_received) || deadline.hasExpired())
            break;
        if (!readMore(int(deadline.remainingTime())) && m_isClosed)
            break;
    }
    if (!m_received.startsWith(wanted))
        return unlike("bytes", wanted, m_received, m_isClosed);
    m_received.remove(0, wanted.size());
    return {};
}

QString VectorConnection::expectPattern(const QRegularExpression &pattern)
{
    const QDeadlineTimer deadline(deadlineMs);
    while (true) {
        while (takePing()) {
        }
        const auto match = pattern.match(QString::fromLatin1(m_received), 0, QRegularExpression::NormalMatch,
                                         QRegularExpression::AnchorAtOffsetMatchOption);
        if (match.hasMatch()) {
            m_received.remove(0, match.capturedLength());
            return {};
        }
        if (deadline.hasExpired() || (!readMore(int(deadline.remainingTime())) && m_isClosed))
            return unlike("pattern", pattern.pattern().toLatin1(), m_received, m_isClosed);
    }
}

QString VectorConnection::expectInAnyOrder(QByteArrayList frames)
{
    std::ranges::sort(frames, [](const auto &a, const auto &b) { return a.size() > b.size(); });
    const QDeadlineTimer deadline(deadlineMs);
    while (!frames.isEmpty()) {
        while (takePing()) {
        }
        const auto found =
            std::ranges::find_if(frames, [&](const auto &frame) { return m_received.startsWith(frame); });
        if (found != frames.end()) {
            m_received.remove(0, found->size());
            frames.erase(found);
        } else if (deadline.hasExpired() || (!readMore(int(deadline.remainingTime())) && m_isClosed)) {
            return unlike("one of", frames.join(" | "), m_received, m_isClosed);
        }
    }
    return {};
}

QString VectorConnection::expectNothing(int ms)
{
    const QDeadlineTimer deadline(ms);
    while (!deadline.hasExpired() && !m_isClosed)
        readMore(int(deadline.remainingTime()));
    while (takePing()) {
    }
    if (m_received.isEmpty() && !m_isClosed)
        return {};
    return unlike("nothing", {}, m_received, m_isClosed);
}

QString VectorConnection::expectClose(bool mayTalk)
{
    const QDeadlineTimer deadline(deadlineMs);
    while (!m_isClosed && !deadline.hasExpired()) {
        readMore(int(deadline.remainingTime()));
        if (mayTalk)
            m_received.clear();
    }
    while (takePing()) {
    }
    if (m_isClosed && (mayTalk || m_received.isEmpty()))
        return {};
    return unlike("close", {}, m_received, m_isClosed);
}

QString VectorConnection::startTls(const VectorCertificates &certificates, bool showsCertificate)
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(certificates.ca));
    if (showsCertificate) {
        configuration.setLocalCertificateChain(QSslCertificate::fromPath(certificates.clientCert));
        configuration.setPrivateKey(QSslKey(contents(certificates.clientKey), QSsl::Ec));
    }
    m_socket.setSslConfiguration(configuration);
    m_socket.startClientEncryption();
    if (m_socket.waitForEncrypted(deadlineMs))
        return {};
    return QStringLiteral("TLS handshake: ") + m_socket.errorString();
}

} // namespace gnat::test
