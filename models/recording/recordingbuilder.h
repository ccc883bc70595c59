// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "core/result.h"
#include "recording/recorder.h"
#include "recording/recordingreader.h"

#include <memory>

namespace gnat {

/// Writes a new recording from messages that are there already: imported, cut, merged, masked. Whole or not at all: the
/// file gets its name at finish(); before that it is `<path>.part`, or if there is such a file `<path> (2).part` and so
/// on, which the destructor removes. For one worker thread; blocks on the disk. After an error only the destructor may
/// follow.
class RecordingBuilder
{
public:
    /// Of the options `wanted` and `maxMessages` are not looked at; a `startedNs` of 0 is the first message's time. The
    /// error is for an existing file (unless `overwrite`), a folder or file that cannot be written.
    static Result<RecordingBuilder> create(const RecordingOptions &options);
    RecordingBuilder(RecordingBuilder &&) noexcept;
    RecordingBuilder &operator=(RecordingBuilder &&) noexcept;
    ~RecordingBuilder();

    /// Copies the message. One that is older than the one before it gets that one's time, and is counted.
    Result<void> append(const MessageView &message);
    Result<void> addConnection(const RecordedConnection &connection);
    Result<void> addSubscription(const RecordedSubscription &subscription);
    Result<void> addGap(const RecordedGap &gap);
    Result<void> addMark(const RecordedMark &mark);
    /// Closes the file and gives it its name, in the place of what it overwrites. If only the name cannot be given, the
    /// finished file stays under the other name and the error says so.
    Result<void> finish(qint64 endedNs);

    quint64 messages() const;
    /// Messages whose time had to be moved forward.
    quint64 outOfOrder() const;

private:
    struct Private;
    explicit RecordingBuilder(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace gnat
