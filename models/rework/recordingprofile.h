// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "exchange/latencyhistogram.h"
#include "transfer/messageexport.h"

#include <QMap>
#include <QSet>
#include <QString>

#include <map>
#include <string>

namespace gnat {

/// What the values of one payload field are over a recording.
struct FieldProfile
{
    QSet<QString> types; ///< in the format's words: integer, string, …
    quint64 numbers = 0;
    double least = 0; ///< of the numbers
    double most = 0;
};

/// What one subject is over a recording.
struct SubjectProfile
{
    quint64 messages = 0;
    quint64 bytes = 0;                  ///< of payload
    QMap<QString, quint64> formats;     ///< messages of each
    QMap<QString, FieldProfile> fields; ///< by path: user.name, items[].price
    quint64 fieldsLeftOut = 0;          ///< values of those that got no entry
    quint64 noResponders = 0;
    LatencyHistogram latencies; ///< of first replies
};

/// A recording seen as a whole, to be compared with another. Inboxes are one subject, `_INBOX.>`. Bounded: what has no
/// room counts in the subject without a name. There is always room for what the recording before it has, so that
/// nothing is taken for new or gone for want of room.
struct RecordingProfile
{
    static constexpr std::size_t maxSubjects = 50'000;
    static constexpr qsizetype maxFields = 500; ///< of a subject

    QString path;
    quint64 messages = 0;
    quint64 bytes = 0;
    qint64 firstNs = 0;
    qint64 lastNs = 0;
    std::map<std::string, SubjectProfile> subjects;

    bool hasRoomFor(const std::string &subject, const RecordingProfile *before) const;
    /// Whether some subjects stand in the one without a name.
    bool isFull() const { return subjects.contains({}); }
    double seconds() const { return static_cast<double>(lastNs - firstNs) / 1e9; }
};

/// Looks at every message, with its payload. For a worker thread. `wanted`: null for all. `before`: what it is compared
/// with; null for the first one. Progress counts from `done` to `done` + its messages, of `total` (0: its own).
Result<RecordingProfile> profileRecording(const QString &path, const MessagePredicate &wanted,
                                          const CodecRegistry &codecs, const JobControl &control,
                                          const RecordingProfile *before = nullptr, quint64 done = 0,
                                          quint64 total = 0);

} // namespace gnat
