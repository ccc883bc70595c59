// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "flow/messagesnapshot.h"
#include "flow/messagesource.h"

#include <QHash>
#include <QString>

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace gnat {

class CodecRegistry;

/// Positions from `first` up to, not including, `end`.
struct PositionRange
{
    quint64 first = 0;
    quint64 end = 0;

    bool operator==(const PositionRange &) const = default;
};

/// Script: the POSIX shell, with a nats command for each message. Mcap: see McapWriter.
enum class ExportFormat { Ndjson, Csv, Script, Mcap };

/// What is exported, and where to.
struct ExportRequest
{
    std::shared_ptr<const MessageSnapshot> messages;
    std::vector<PositionRange> ranges; ///< ascending
    MessagePredicate wanted;           ///< empty: all of them
    QHash<quint64, QString> notes;     ///< of marked messages, by position
    ExportFormat format = ExportFormat::Ndjson;
    QString path;
    const CodecRegistry *codecs = nullptr;                    ///< for the fields of a CSV, the channels of MCAP
    QString server = QStringLiteral("nats://127.0.0.1:4222"); ///< for a script, where the user names no other
};

/// What came of it.
struct ExportFigures
{
    quint64 messages = 0;
    quint64 fieldsLeftOut = 0; ///< of a CSV: fields beyond the columns that it may have; they stand in the payload
    quint64 fieldsNotSeen = 0; ///< of a CSV: messages with more fields than are taken apart
    quint64 asBase64 = 0;      ///< of a CSV: values of headers and fields that are no text
    quint64 withoutRest = 0;   ///< of MCAP: messages whose reply subject or headers have no place there
};

/// The format that a file name's ending stands for; JSON lines for others. And the ending of a format, with its dot.
ExportFormat exportFormatOf(const QString &path);
QString exportEnding(ExportFormat format);

/// How a long job tells where it is and hears that it shall stop.
struct JobControl
{
    std::stop_token stop;
    std::function<void(quint64 done, quint64 total)> progress; ///< called often; may be empty
};

/// Writes the messages into a file: whole or not at all. Blocks on the disk: for a worker thread. An error names the
/// file and the system's reason; ErrorKind::Cancelled if it was stopped.
Result<ExportFigures> exportMessages(const ExportRequest &request, const JobControl &control);

/// The payload of each message as it came, into a file of its own: the path of one, a folder for several (which are
/// named by payloadFileName()). Returns how many were written. For a worker thread.
Result<quint64> savePayloads(const std::vector<MessageHandle> &messages, const QString &path, bool isFolder,
                             const CodecRegistry &codecs, const JobControl &control);

/// "shop.orders.created 15-04-22.446.json": from subject, time and format, with nothing that a file system refuses.
QString payloadFileName(const MessageView &message, const CodecRegistry &codecs);

} // namespace gnat
