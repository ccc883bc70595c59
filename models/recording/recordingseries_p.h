// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "recording/diskwatch_p.h"
#include "recording/recorder.h"
#include "recording/recordingreader.h"
#include "recording/recordingwriter_p.h"

#include <deque>

namespace gnat {

/// The files of a recording that is split: when the next begins, what it is called and says about itself, which of the
/// older ones go. Knows nothing of the messages' way; of a recording in one file it does nothing. The recorder's
/// thread.
class RecordingSeries
{
public:
    /// What is in one file, now or at its end.
    struct File
    {
        QString path;
        quint64 messages = 0;
        quint64 payloadBytes = 0;
        quint64 fileBytes = 0;
        qint64 endedNs = 0;
    };

    explicit RecordingSeries(const RecordingOptions &options);

    /// The file that such a recording begins with; its name is free (see RecordingOptions::overwrite) or that is the
    /// error.
    static QString firstPath(const RecordingOptions &options);
    static Result<std::unique_ptr<RecordingWriter>> createFirst(const RecordingOptions &options);

    bool isOn() const { return m_split.isOn(); }
    /// The message has no place in the file that has `inFile` messages: the next one begins with it.
    bool isFull(const MessageView &next, quint64 inFile) const;
    /// It is in the file now, as the first one there or behind others; maybe the first of its subject.
    void appended(const MessageView &message, bool isFirst, bool hasNewSubject);
    /// The file has this size with all that was appended.
    void measured(quint64 fileBytes);
    /// What was appended since the last commit will be appended again.
    void forgotten() { m_openBytes = 0; }

    /// Removes as many of the oldest files as the limits ask for, before another begins beside the one of `current`.
    void makeRoom(const File &current);
    QString nextPath() const; ///< that no file has
    /// Creates the file `facts.path` behind that of `current`, beginning at `startedNs`.
    Result<std::unique_ptr<RecordingWriter>> createNext(RecordingOptions facts, const File &current, qint64 startedNs);
    /// The file of `current` is closed, the one created last, of that size still empty, takes its place.
    void goOn(const File &current, quint64 emptyBytes);

    quint64 messagesBefore() const { return m_before.messages; } ///< in all files before this one
    quint64 payloadBytesBefore() const { return m_before.payloadBytes; }
    quint64 keptBytes() const { return m_closedBytes; } ///< size of the files before this one that were not removed
    const RecordingParts &parts() const { return m_parts; }

    /// States a gap that began before this file in those before it, too, without its number, which stands in this one.
    void addEarlier(const RecordedGap &gap);

private:
    struct Closed
    {
        File file;
        DiskWatch watch;
    };
    bool isOverLimits() const;
    bool removeOldest();

    const RecordingSplit m_split;
    const QString m_path; ///< as asked for
    const qint64 m_seriesStartedNs;
    std::deque<Closed> m_closed; ///< those that are there still
    quint64 m_closedBytes = 0;   ///< their size
    File m_before;               ///< sums of all closed files, also those that are gone
    RecordingParts m_parts;
    quint32 m_number = 1;
    qint64 m_startedNs = INT64_MIN;
    qint64 m_nextStartedNs = 0;
    qint64 m_firstNs = 0; ///< of the file's first message
    quint64 m_measuredBytes = 0;
    quint64 m_openBytes = 0; ///< what was appended since takes at most
};

} // namespace gnat
