// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/mcapreader.h"

#include "base/text.h"
#include "base/words.h"
#include "transfer/crc32.h"

#include <QFile>
#include <QtEndian>

#include <string>
#include <unordered_map>

namespace gnat {

namespace {

constexpr std::string_view magic("\x89MCAP0\r\n", 8);
constexpr qint64 recordHead = 9;                     ///< opcode and length
constexpr quint64 largestRecord = quint64{1} << 30U; ///< a chunk; writers make them of some MB

enum class Op : unsigned char { Footer = 2, Channel = 4, Message = 5, Chunk = 6, DataEnd = 15 };

Error damaged(const QString &what)
{
    return makeError(ErrorKind::InvalidInput, Words::tr("This MCAP file is damaged: %1.").arg(what));
}

/// Takes bytes from the front; past the end it yields zeros and is broken.
class Bytes
{
public:
    explicit Bytes(std::string_view bytes) : m_left(bytes) {}

    template <typename Number>
    Number number()
    {
        const auto raw = take(sizeof(Number));
        return raw.size() == sizeof(Number) ? qFromLittleEndian<Number>(raw.data()) : Number{};
    }
    std::string_view take(quint64 size)
    {
        if (size > m_left.size()) {
            m_isBroken = true;
            m_left = {};
            return {};
        }
        const auto taken = m_left.substr(0, size);
        m_left.remove_prefix(size);
        return taken;
    }
    std::string_view sized() { return take(number<quint32>()); }
    std::string_view left() const { return m_left; }
    bool isBroken() const { return m_isBroken; }

private:
    std::string_view m_left;
    bool m_isBroken = false;
};

class Reader
{
public:
    explicit Reader(const TakeMcap &take) : m_take(take) {}

    Result<void> record(Op op, std::string_view content)
    {
        switch (op) {
        case Op::Channel:
            return channel(Bytes(content));
        case Op::Message:
            return message(Bytes(content));
        case Op::Chunk:
            return chunk(Bytes(content));
        default:
            return {}; // schemas, indexes, attachments: nothing of them is a message
        }
    }

private:
    Result<void> channel(Bytes bytes)
    {
        const auto id = bytes.number<quint16>();
        bytes.number<quint16>(); // its schema
        const auto topic = bytes.sized();
        if (bytes.isBroken())
            return damaged(Words::tr("a channel ends too early"));
        m_topics[id] = topic;
        return {};
    }

    Result<void> message(Bytes bytes)
    {
        const auto channel = m_topics.find(bytes.number<quint16>());
        bytes.number<quint32>(); // its number on the channel
        const auto at = bytes.number<quint64>();
        bytes.number<quint64>(); // when it was sent
        if (bytes.isBroken())
            return damaged(Words::tr("a message ends too early"));
        if (channel == m_topics.end())
            return damaged(Words::tr("a message has a channel that was not said"));
        return m_take({channel->second, bytes.left(), static_cast<std::int64_t>(at), ++m_number});
    }

    Result<void> chunk(Bytes bytes)
    {
        bytes.take(2 * sizeof(quint64)); // its times
        const auto size = bytes.number<quint64>();
        const auto checksum = bytes.number<quint32>();
        const auto compression = bytes.sized();
        auto records = Bytes(bytes.take(bytes.number<quint64>()));
        if (bytes.isBroken())
            return damaged(Words::tr("a chunk ends too early"));
        if (!compression.empty())
            return makeError(ErrorKind::InvalidInput,
                             Words::tr("This MCAP file is compressed with %1, which is not read here; “mcap compress "
                                       "--compression none” writes one that is.")
                                 .arg(toText(compression)));
        Crc32 crc;
        crc.add(records.left());
        if (records.left().size() != size || (checksum != 0 && checksum != crc.value()))
            return damaged(Words::tr("the checksum of a chunk is wrong"));
        while (!records.left().empty()) {
            const auto op = static_cast<Op>(records.number<quint8>());
            const auto content = records.take(records.number<quint64>());
            if (records.isBroken())
                return damaged(Words::tr("a chunk ends too early"));
            if (op == Op::Chunk)
                return damaged(Words::tr("a chunk stands in a chunk"));
            if (auto done = record(op, content); !done)
                return done;
        }
        return {};
    }

    const TakeMcap &m_take;
    std::unordered_map<quint16, std::string> m_topics;
    std::uint64_t m_number = 0;
};

Error cutOff(const QFile &file)
{
    return file.error() == QFileDevice::NoError
               ? damaged(Words::tr("it breaks off"))
               : makeError(ErrorKind::StorageFailure,
                           Words::tr("“%1” cannot be read: %2.").arg(file.fileName(), file.errorString()));
}

} // namespace

bool isMcap(QFile &file)
{
    return file.peek(qint64{magic.size()}) == toByteArray(magic);
}

Result<void> readMcap(QFile &file, const TakeMcap &take, const std::function<bool(quint64 bytes)> &goOn)
{
    Reader reader(take);
    if (!file.seek(qint64{magic.size()}))
        return cutOff(file);
    while (goOn(static_cast<quint64>(file.pos()))) {
        const auto head = file.read(recordHead);
        if (head.size() != recordHead)
            return cutOff(file);
        Bytes bytes(viewOf(head));
        const auto op = static_cast<Op>(bytes.number<quint8>());
        const auto size = bytes.number<quint64>();
        if (op == Op::DataEnd || op == Op::Footer)
            return {};
        if (size > static_cast<quint64>(file.size() - file.pos()))
            return cutOff(file);
        if (size > largestRecord)
            return damaged(Words::tr("a record is too large"));
        const auto content = file.read(static_cast<qint64>(size));
        if (static_cast<quint64>(content.size()) != size)
            return cutOff(file);
        if (auto done = reader.record(op, viewOf(content)); !done)
            return done;
    }
    return {};
}

} // namespace gnat
