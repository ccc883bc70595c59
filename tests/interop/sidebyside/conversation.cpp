// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interop/sidebyside/conversation.h"

#include <QDeadlineTimer>
#include <QHostAddress>
#include <QRegularExpression>
#include <QTcpSocket>

#include <map>
#include <memory>
#include <utility>

namespace gnat::test {

namespace {

constexpr int deadlineMs = 4'000;

/// One client of a conversation.
class Speaker
{
public:
    explicit Speaker(quint16 port)
    {
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        m_socket.waitForConnected(deadlineMs);
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        readUntil("\r\n");
        if (m_heard.startsWith("INFO "))
            m_heard.remove(0, m_heard.indexOf('\n') + 1);
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(deadlineMs)) {
        }
    }
    void readUntil(const QByteArray &mark)
    {
        const QDeadlineTimer deadline(deadlineMs);
        while (!m_heard.endsWith(mark) && !m_isClosed) {
            if (deadline.hasExpired()) {
                m_heard += "[nothing more came]";
                return;
            }
            read();
        }
    }
    void readToEnd()
    {
        const QDeadlineTimer deadline(deadlineMs);
        while (!m_isClosed && !deadline.hasExpired())
            read();
    }
    void close()
    {
        m_socket.abort();
        m_isClosed = m_isClosedTold = true;
    }
    void greet()
    {
        if (m_isClosed)
            return;
        send("PING\r\n");
        readUntil("PONG\r\n");
    }
    bool isInside = false; ///< of a command that is not sent to its end

    /// What came since the last time.
    QByteArray takeHeard()
    {
        auto heard = std::exchange(m_heard, {});
        if (m_isClosed && !std::exchange(m_isClosedTold, true))
            heard += "[closed]";
        return heard;
    }

private:
    void read()
    {
        m_socket.waitForReadyRead(50);
        m_heard += m_socket.readAll();
        m_isClosed = m_socket.state() != QAbstractSocket::ConnectedState && m_socket.bytesAvailable() == 0;
    }

    QTcpSocket m_socket;
    QByteArray m_heard;
    bool m_isClosed = false;
    bool m_isClosedTold = false;
};

/// The bytes that a step stands for.
QByteArray unfolded(const QByteArray &step)
{
    static const QRegularExpression repetition(QStringLiteral("\\{([^{}*]+)\\*(\\d+)\\}"));
    const auto text = QString::fromLatin1(step); // a character a byte
    QByteArray bytes;
    qsizetype from = 0;
    for (auto matches = repetition.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        bytes += step.mid(from, match.capturedStart() - from);
        bytes += match.captured(1).toLatin1().repeated(match.captured(2).toInt());
        from = match.capturedEnd();
    }
    bytes += step.mid(from);
    return bytes.replace("{nul}", QByteArray(1, '\0'));
}

/// Long runs of the same byte are told by their length.
QByteArray escaped(const QByteArray &bytes)
{
    QByteArray text;
    for (qsizetype at = 0; at < bytes.size();) {
        const char c = bytes.at(at);
        auto end = at;
        while (end < bytes.size() && bytes.at(end) == c)
            ++end;
        if (c == '\r')
            text += QByteArray("\\r").repeated(end - at);
        else if (c == '\n')
            text += QByteArray("\\n").repeated(end - at);
        else if (end - at > 20)
            text += QByteArray(1, c) + "{" + QByteArray::number(end - at) + "}";
        else if (c >= ' ' && c < '\x7f')
            text += QByteArray(end - at, c);
        else
            text += ("\\x" + QByteArray(1, c).toHex()).repeated(end - at);
        at = end;
    }
    return text;
}

class Play
{
public:
    explicit Play(quint16 port) : m_port(port) {}

    QByteArray take(const QByteArray &step)
    {
        const char name = step.at(0);
        if (!m_speakers.contains(name))
            m_speakers.emplace(name, std::make_unique<Speaker>(m_port));
        auto &speaker = *m_speakers.at(name);
        const auto bytes = unfolded(step.mid(2));
        speaker.isInside = step.at(1) == '+';
        switch (step.at(1)) {
        case ':':
            speaker.send(bytes + "PING\r\n");
            speaker.readUntil("PONG\r\n");
            for (auto &[other, listener] : m_speakers) {
                if (other != name && !listener->isInside)
                    listener->greet();
            }
            break;
        case '+':
            speaker.send(bytes);
            Speaker(m_port).close(); // a turn of the server's, so that the pieces do not arrive as one
            break;
        case '?':
            speaker.readUntil(bytes);
            break;
        case '!':
            speaker.readToEnd();
            break;
        default:
            speaker.close();
        }
        return heard();
    }

private:
    QByteArray heard()
    {
        QByteArray text;
        for (auto &[name, speaker] : m_speakers) {
            const auto bytes = speaker->takeHeard();
            if (!bytes.isEmpty())
                text += QByteArray("    ") + name + " hears " + escaped(bytes) + "\n";
        }
        return text;
    }

    quint16 m_port;
    std::map<char, std::unique_ptr<Speaker>> m_speakers;
};

} // namespace

QByteArray transcript(const Conversation &conversation, quint16 port)
{
    Play play(port);
    QByteArray text;
    for (const auto *step : conversation.steps)
        text += QByteArray(step).left(120).replace("\r", "\\r").replace("\n", "\\n") + "\n" + play.take(step);
    return text;
}

} // namespace gnat::test
