// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSslSocket>
#include <QString>

namespace gnat::test {

/// Certificates of a test, PEM files; the server's are for 127.0.0.1.
struct VectorCertificates
{
    QString ca;
    QString cert;
    QString key;
    QString clientCert;
    QString clientKey;
};

/// A connection of a protocol vector: sends bytes and compares what comes, byte for byte. Answers the server's PINGs by
/// itself unless the vector looks at them. Every expectation returns what was wrong, empty if nothing.
class VectorConnection
{
public:
    VectorConnection(quint16 port, bool seesPings);

    /// The INFO object; empty if something else came first.
    const QJsonObject &info() const { return m_info; }

    void send(const QByteArray &bytes);
    QString expect(const QByteArray &wanted);
    QString expectPattern(const QRegularExpression &pattern);
    QString expectInAnyOrder(QByteArrayList frames);
    QString expectNothing(int ms);
    /// `mayTalk`: bytes before the end do not matter.
    QString expectClose(bool mayTalk);
    QString startTls(const VectorCertificates &certificates, bool showsCertificate);
    void close() { m_socket.abort(); }

private:
    bool readMore(int deadlineMs);
    bool takePing();

    QSslSocket m_socket;
    QByteArray m_received;
    QJsonObject m_info;
    bool m_seesPings;
    bool m_isClosed = false;
};

} // namespace gnat::test
