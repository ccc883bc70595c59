// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"
#include "transfer/crc32.h"

#include <QByteArray>

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace gnat {

class CodecRegistry;

/// Writes MCAP (mcap.dev/spec, version 0), so that PlotJuggler, Foxglove and others open it: a channel for each subject
/// and payload format, uncompressed chunks with message indexes, a summary, all checksums. JSON channels carry a JSON
/// schema made from the first message. A message is its payload: reply subjects and headers have no place in MCAP.
/// Bytes come out in order, piece by piece; memory holds a chunk and the indexes. Plain; one thread; used once.
class McapWriter
{
public:
    static constexpr std::size_t maxChannels = 65'535; ///< channel ids have 16 bits

    explicit McapWriter(const CodecRegistry &codecs);

    /// Appends to `out` what is complete. The error is for more channels than the format has numbers.
    Result<void> append(QByteArray &out, const MessageView &message);
    /// What is open, the summary and the end.
    void finish(QByteArray &out);

private:
    struct Channel
    {
        std::uint16_t id = 0;
        std::uint64_t messages = 0;
        QByteArray records; ///< its schema, if any, and itself, as they stand in the file
        QByteArray schema;  ///< the first of them; empty: none
    };
    struct Times
    {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        bool isEmpty = true;
        void add(std::uint64_t at);
    };

    void write(QByteArray &out, const QByteArray &bytes);
    Result<Channel *> channelOf(const MessageView &message);
    void closeChunk(QByteArray &out);
    QByteArray statistics() const;

    const CodecRegistry &m_codecs;
    std::unordered_map<std::string, Channel> m_channels; ///< by format and subject
    std::vector<const Channel *> m_order;                ///< by id
    std::uint16_t m_schemas = 0;
    QByteArray m_chunk;                            ///< records of the open chunk
    std::map<std::uint16_t, QByteArray> m_indexes; ///< of the open chunk: time and offset of each message
    Times m_chunkTimes;
    Times m_times;
    QByteArray m_chunkIndexes; ///< records for the summary
    std::uint32_t m_chunks = 0;
    std::uint64_t m_messages = 0;
    std::uint64_t m_written = 0; ///< bytes of the file so far
    Crc32 m_crc;                 ///< of all of them
};

} // namespace gnat
