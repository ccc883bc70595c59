// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingbuilder.h"

#include "base/text.h"
#include "base/words.h"
#include "core/batchbuilder.h"
#include "recording/recordingpath_p.h"
#include "recording/recordingwriter_p.h"

#include <QFile>
#include <QFileInfo>

namespace gnat {

namespace {
/// Nobody waits for these rows, so a transaction may be large; but the log is written back only between two of them,
/// and grows by what one writes.
constexpr quint64 messagesPerCommit = 100'000;
constexpr quint64 bytesPerCommit = 64 * 1024 * 1024;
} // namespace

struct RecordingBuilder::Private
{
    QString path;
    bool overwrite = false;
    bool startsWithFirst = false; ///< message; nobody said when
    std::unique_ptr<RecordingWriter> writer;
    BatchBuilder open{SourceId(1)};
    quint64 messages = 0;
    quint64 outOfOrder = 0;
    qint64 lastNs = 0;

    QString partPath; ///< until it is whole
    Result<void> flush();
    void discard();
};

/// Rows point into the batch until they are in the database.
Result<void> RecordingBuilder::Private::flush()
{
    const auto batch = open.take();
    for (std::size_t i = 0; i < batch->size(); ++i) {
        if (auto done = writer->append(batch->at(i)); !done)
            return done;
    }
    if (auto done = writer->flushRows(); !done)
        return done;
    if (writer->uncommitted() < messagesPerCommit && writer->uncommittedBytes() < bytesPerCommit)
        return {};
    return writer->commit();
}

void RecordingBuilder::Private::discard()
{
    writer.reset();
    (void)removeRecording(partPath);
}

RecordingBuilder::RecordingBuilder(std::unique_ptr<Private> p) : d(std::move(p)) {}
RecordingBuilder::RecordingBuilder(RecordingBuilder &&) noexcept = default;
RecordingBuilder &RecordingBuilder::operator=(RecordingBuilder &&) noexcept = default;

RecordingBuilder::~RecordingBuilder()
{
    if (d && d->writer)
        d->discard();
}

Result<RecordingBuilder> RecordingBuilder::create(const RecordingOptions &options)
{
    auto p = std::make_unique<Private>();
    p->path = options.path;
    p->overwrite = options.overwrite;
    p->partPath = unfinishedPath(options.path);
    p->startsWithFirst = options.startedNs == 0;
    if (!options.overwrite || !QFile::exists(options.path)) {
        if (auto free = prepareRecordingPath(options.path, false); !free)
            return free.error();
    }
    auto part = options;
    part.path = p->partPath;
    part.overwrite = false;
    auto writer = RecordingWriter::create(part, std::nullopt, QFileInfo(options.path).fileName());
    if (!writer)
        return writer.error();
    p->writer = std::move(writer).value();
    return RecordingBuilder(std::move(p));
}

Result<void> RecordingBuilder::append(const MessageView &message)
{
    const MessageParts parts{message.subject, message.reply, message.headers, message.payload};
    if (!d->open.append(parts, message.atNs, message.subscription))
        return makeError(ErrorKind::TooLarge, Words::tr("Message %1 cannot be kept: its subject or reply subject has "
                                                        "more than 65,535 bytes.")
                                                  .arg(static_cast<qulonglong>(d->messages + 1)));
    if (d->messages++ == 0 && d->startsWithFirst) {
        if (auto done = d->writer->setStarted(message.atNs); !done)
            return done;
    }
    if (message.atNs < d->lastNs)
        ++d->outOfOrder;
    d->lastNs = std::max<qint64>(d->lastNs, message.atNs);
    return d->open.isFull() ? d->flush() : Result<void>();
}

Result<void> RecordingBuilder::addConnection(const RecordedConnection &connection)
{
    return d->writer->addConnection(connection);
}

Result<void> RecordingBuilder::addSubscription(const RecordedSubscription &subscription)
{
    return d->writer->addSubscription(subscription);
}

Result<void> RecordingBuilder::addGap(const RecordedGap &gap)
{
    return d->writer->addGap(gap);
}

Result<void> RecordingBuilder::addMark(const RecordedMark &mark)
{
    return d->writer->addMark(mark);
}

Result<void> RecordingBuilder::finish(qint64 endedNs)
{
    if (auto done = d->flush(); !done)
        return done;
    if (auto done = d->writer->finish(endedNs); !done)
        return done;
    d->writer.reset();
    return giveName(d->partPath, d->path, d->overwrite);
}

quint64 RecordingBuilder::messages() const
{
    return d->messages;
}

quint64 RecordingBuilder::outOfOrder() const
{
    return d->outOfOrder;
}

} // namespace gnat
