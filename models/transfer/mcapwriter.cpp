// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/mcapwriter.h"

#include "base/text.h"
#include "base/words.h"
#include "codecs/payloadcodec.h"
#include "transfer/jsonschema.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

constexpr std::string_view magic("\x89MCAP0\r\n", 8);
constexpr qsizetype chunkBytes = qsizetype{1} << 20;
constexpr qsizetype recordHead = 9; ///< opcode and length

enum class Op : char {
    Header = 1,
    Footer = 2,
    Schema = 3,
    Channel = 4,
    Message = 5,
    Chunk = 6,
    MessageIndex = 7,
    ChunkIndex = 8,
    Statistics = 11,
    SummaryOffset = 14,
    DataEnd = 15
};

template <typename Number>
void put(QByteArray &out, Number number)
{
    const auto little = qToLittleEndian(number);
    out.append(reinterpret_cast<const char *>(&little), sizeof little);
}

/// Strings, maps and arrays stand behind their length in bytes.
void putSized(QByteArray &out, std::string_view bytes)
{
    put(out, static_cast<std::uint32_t>(bytes.size()));
    out.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QByteArray record(Op op, const QByteArray &content)
{
    QByteArray out;
    out.reserve(recordHead + content.size());
    out.append(static_cast<char>(op));
    put(out, static_cast<std::uint64_t>(content.size()));
    return out.append(content);
}

std::uint64_t sizeOf(const QByteArray &bytes)
{
    return static_cast<std::uint64_t>(bytes.size());
}

std::uint32_t crcOf(const QByteArray &bytes)
{
    Crc32 crc;
    crc.add(viewOf(bytes));
    return crc.value();
}

QByteArray schemaRecord(std::uint16_t id, std::string_view name, const QByteArray &schema)
{
    QByteArray content;
    put(content, id);
    putSized(content, name);
    putSized(content, "jsonschema");
    putSized(content, viewOf(schema));
    return record(Op::Schema, content);
}

QByteArray channelRecord(std::uint16_t id, std::uint16_t schema, std::string_view topic, std::string_view encoding)
{
    QByteArray content;
    put(content, id);
    put(content, schema);
    putSized(content, topic);
    putSized(content, encoding);
    putSized(content, {});
    return record(Op::Channel, content);
}

/// Topics must be UTF-8.
QByteArray topicOf(std::string_view subject)
{
    return isUtf8(subject) ? toByteArray(subject) : toText(subject).toUtf8();
}

} // namespace

void McapWriter::Times::add(std::uint64_t at)
{
    first = isEmpty ? at : std::min(first, at);
    last = isEmpty ? at : std::max(last, at);
    isEmpty = false;
}

McapWriter::McapWriter(const CodecRegistry &codecs) : m_codecs(codecs) {}

void McapWriter::write(QByteArray &out, const QByteArray &bytes)
{
    if (m_written == 0) {
        QByteArray header;
        putSized(header, {});
        putSized(header, "gnatcatcher " GNAT_VERSION);
        const auto begin = toByteArray(magic) + record(Op::Header, header);
        m_crc.add(viewOf(begin));
        m_written = sizeOf(begin);
        out.append(begin);
    }
    m_crc.add(viewOf(bytes));
    m_written += sizeOf(bytes);
    out.append(bytes);
}

Result<McapWriter::Channel *> McapWriter::channelOf(const MessageView &message)
{
    const auto &codec = m_codecs.guess(message.payload);
    const auto format = codec.name().toStdString();
    auto key = format + ' ';
    key.append(message.subject);
    if (const auto known = m_channels.find(key); known != m_channels.end())
        return &known->second;
    if (m_channels.size() >= maxChannels)
        return makeError(ErrorKind::TooLarge, Words::tr("An MCAP file has room for %1 subjects; this is more. Export "
                                                        "fewer, by a filter.")
                                                  .arg(maxChannels));
    auto &channel = m_channels[std::move(key)];
    m_order.push_back(&channel);
    channel.id = static_cast<std::uint16_t>(m_order.size());
    std::uint16_t schema = 0;
    const auto topic = topicOf(message.subject);
    if (format == "json") {
        if (const auto root = codec.decode(message.payload); root && root.value().kind == FieldKind::Map) {
            schema = ++m_schemas;
            channel.schema = schemaRecord(schema, viewOf(topic), jsonSchemaOf(root.value()));
        }
    }
    channel.records = channelRecord(channel.id, schema, viewOf(topic), format);
    m_chunk += channel.schema + channel.records;
    return &channel;
}

Result<void> McapWriter::append(QByteArray &out, const MessageView &message)
{
    const auto found = channelOf(message);
    if (!found)
        return found.error();
    auto &channel = *found.value();
    const auto at = static_cast<std::uint64_t>(std::max<std::int64_t>(message.atNs, 0));
    auto &index = m_indexes[channel.id];
    put(index, at);
    put(index, sizeOf(m_chunk));
    ++m_messages;
    ++channel.messages;
    constexpr qsizetype fixed = 2 + 4 + 8 + 8;
    m_chunk.append(static_cast<char>(Op::Message));
    put(m_chunk, static_cast<std::uint64_t>(fixed) + message.payload.size());
    put(m_chunk, channel.id);
    put(m_chunk, static_cast<std::uint32_t>(message.sequence));
    put(m_chunk, at); // recorded
    put(m_chunk, at); // published: not known
    m_chunk.append(message.payload.data(), static_cast<qsizetype>(message.payload.size()));
    m_chunkTimes.add(at);
    m_times.add(at);
    if (m_chunk.size() >= chunkBytes)
        closeChunk(out);
    return {};
}

void McapWriter::closeChunk(QByteArray &out)
{
    if (m_chunk.isEmpty())
        return;
    QByteArray content;
    put(content, m_chunkTimes.first);
    put(content, m_chunkTimes.last);
    put(content, sizeOf(m_chunk));
    put(content, crcOf(m_chunk));
    putSized(content, {}); // not compressed
    put(content, sizeOf(m_chunk));
    write(out, {}); // the header, if this is the first
    const auto chunkAt = m_written;
    const auto chunk = record(Op::Chunk, content.append(m_chunk));
    write(out, chunk);
    QByteArray offsets;
    const auto indexesAt = m_written;
    for (const auto &[id, entries] : m_indexes) {
        put(offsets, id);
        put(offsets, m_written);
        QByteArray index;
        put(index, id);
        putSized(index, viewOf(entries));
        write(out, record(Op::MessageIndex, index));
    }
    QByteArray about;
    put(about, m_chunkTimes.first);
    put(about, m_chunkTimes.last);
    put(about, chunkAt);
    put(about, sizeOf(chunk));
    putSized(about, viewOf(offsets));
    put(about, m_written - indexesAt);
    putSized(about, {});
    put(about, sizeOf(m_chunk));
    put(about, sizeOf(m_chunk));
    m_chunkIndexes += record(Op::ChunkIndex, about);
    ++m_chunks;
    m_chunk.resize(0);
    m_indexes.clear();
    m_chunkTimes = {};
}

QByteArray McapWriter::statistics() const
{
    QByteArray counts;
    for (const auto *channel : m_order) {
        put(counts, channel->id);
        put(counts, channel->messages);
    }
    QByteArray content;
    put(content, m_messages);
    put(content, m_schemas);
    put(content, static_cast<std::uint32_t>(m_order.size()));
    put(content, std::uint32_t{0}); // attachments
    put(content, std::uint32_t{0}); // metadata
    put(content, m_chunks);
    put(content, m_times.first);
    put(content, m_times.last);
    putSized(content, viewOf(counts));
    return record(Op::Statistics, content);
}

void McapWriter::finish(QByteArray &out)
{
    closeChunk(out);
    write(out, {});
    QByteArray end;
    put(end, m_crc.value());
    write(out, record(Op::DataEnd, end));
    QByteArray schemas;
    QByteArray channels;
    for (const auto *channel : m_order) {
        schemas += channel->schema;
        channels += channel->records;
    }
    const auto summaryAt = m_written;
    QByteArray summary;
    QByteArray offsets;
    const std::pair<Op, QByteArray> groups[] = {{Op::Schema, schemas},
                                                {Op::Channel, channels},
                                                {Op::Statistics, statistics()},
                                                {Op::ChunkIndex, m_chunkIndexes}};
    for (const auto &[op, records] : groups) {
        if (records.isEmpty())
            continue;
        QByteArray offset(1, static_cast<char>(op));
        put(offset, summaryAt + sizeOf(summary));
        put(offset, sizeOf(records));
        offsets += record(Op::SummaryOffset, offset);
        summary += records;
    }
    QByteArray footer;
    footer.append(static_cast<char>(Op::Footer));
    put(footer, std::uint64_t{8 + 8 + 4});
    put(footer, summaryAt);
    put(footer, summaryAt + sizeOf(summary));
    summary += offsets + footer;
    put(summary, crcOf(summary));
    write(out, summary.append(toByteArray(magic)));
}

} // namespace gnat
