// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingfixture.h"

#include <QByteArrayList>
#include <QRandomGenerator>

namespace gnat::test {

/// Random messages as they may come from the wire; the same for the same seed.
class RandomMessages
{
public:
    explicit RandomMessages(quint32 seed) : m_random(seed) {}

    Note next()
    {
        Note note;
        note.subject = subject();
        if (m_random.bounded(3) == 0)
            note.reply = subject();
        if (m_random.bounded(2) == 0)
            note.headers = headers();
        note.payload = payload();
        m_atNs += m_random.bounded(2'000'000);
        note.atNs = m_atNs;
        return note;
    }

private:
    QByteArray bytes(int most, int from = 0, int to = 256)
    {
        QByteArray made(m_random.bounded(most + 1), '\0');
        for (auto &c : made)
            c = static_cast<char>(m_random.bounded(from, to));
        return made;
    }

    QByteArray token()
    {
        static const QByteArrayList words{"a", "plant", "ünï", "日本", "x-1", "\xff\xfe", "$weird", "\"q\"", "{}"};
        return words.at(m_random.bounded(int(words.size()))) + QByteArray::number(m_random.bounded(20));
    }

    QByteArray subject()
    {
        QByteArrayList tokens;
        for (int n = m_random.bounded(1, 6); n > 0; --n)
            tokens << token();
        return tokens.join('.');
    }

    /// Keys that stand again, also with others between; empty and blank values; a status with and without words.
    QByteArray headers()
    {
        static const QByteArrayList firsts{"NATS/1.0", "NATS/1.0", "NATS/1.0", "NATS/1.0 503",
                                           "NATS/1.0 408 Request Timeout"};
        static const QByteArrayList keys{"B", "A", "a", "Nats-Msg-Id", "ключ"};
        QByteArray block = firsts.at(m_random.bounded(int(firsts.size()))) + "\r\n";
        for (int n = m_random.bounded(6); n > 0; --n) {
            block += keys.at(m_random.bounded(int(keys.size())));
            block += m_random.bounded(4) ? ": " : ":";
            if (m_random.bounded(4))
                block += m_random.bounded(8) ? bytes(12, 0x20, 0x7f) : bytes(12, 0x80, 0x100);
            block += "\r\n";
        }
        return block + "\r\n";
    }

    QByteArray payload()
    {
        switch (m_random.bounded(6)) {
        case 0:
            return {};
        case 1:
            return bytes(300);
        case 2:
            return "{\"n\":" + QByteArray::number(m_random.generate()) + ",\"text\":\"a\\u0000\\n\"}";
        case 3:
            return QByteArray(1, '\0') + "zero\n\r\t\x7f ünï 🐦";
        default:
            return bytes(300, 0x20, 0x7f);
        }
    }

    QRandomGenerator m_random;
    qint64 m_atNs = 1'700'000'000'000'000'000;
};

} // namespace gnat::test
