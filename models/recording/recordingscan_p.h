// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/messagesource.h"

#include <functional>
#include <thread>

namespace gnat {

class RecordedNames;
class RecordingReader;
class SearchIndex;

/// Looks through a recording, newest first, for messages that a predicate accepts; on a thread and a read connection
/// of its own. Where words are wanted and an index of words is there, only at those that may hold them. Ends early when
/// destroyed.
class RecordingScan
{
public:
    struct Wish
    {
        quint64 rows = 0; ///< of the recording
        MessagePredicate accepts;
        PayloadWords words; ///< that all it accepts hold
    };
    struct Callbacks ///< called on the thread
    {
        /// Rows in ascending order; each list lies before the earlier ones.
        std::function<void(const QList<quint64> &rows)> found;
        std::function<void(double share)> progressed; ///< of the rows, 0 … 1
        std::function<void()> scanned;                ///< all that can be read
        /// Some could not be read: told before scanned().
        std::function<void(const Error &error)> failed;
    };

    RecordingScan(const QString &path, std::shared_ptr<RecordedNames> names, Wish wish, Callbacks callbacks);
    ~RecordingScan();
    RecordingScan(const RecordingScan &) = delete;
    RecordingScan &operator=(const RecordingScan &) = delete;

private:
    void run(const std::stop_token &stop) const;
    Result<void> scanAll(const RecordingReader &reader, quint64 end, const std::stop_token &stop) const;
    Result<void> scanChunk(const RecordingReader &reader, quint64 begin, quint64 end, QList<quint64> &rows,
                           const std::stop_token &stop) const;
    quint64 scanIndexed(const RecordingReader &reader, const SearchIndex &index, const std::stop_token &stop) const;
    Result<void> judge(const RecordingReader &reader, std::vector<quint64> &rows, const std::stop_token &stop) const;
    void tell(const QList<quint64> &found, quint64 begin) const;

    const QString m_path;
    const std::shared_ptr<RecordedNames> m_names;
    const Wish m_wish;
    const Callbacks m_callbacks;
    std::jthread m_thread; // last: it uses all of the above
};

} // namespace gnat
