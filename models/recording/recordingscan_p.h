// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/messagesource.h"

#include <functional>
#include <thread>

namespace gnat {

/// Looks through a recording, newest first, for messages that a predicate accepts; on a thread and a read connection
/// of its own. Ends early when destroyed.
class RecordingScan
{
public:
    struct Callbacks ///< called on the thread
    {
        /// Rows in ascending order; each list lies before the earlier ones.
        std::function<void(const QList<quint64> &rows)> found;
        std::function<void(double share)> progressed; ///< of the rows, 0 … 1
        std::function<void()> scanned;
        std::function<void(const QString &error)> failed;
    };

    RecordingScan(const QString &path, quint64 rows, MessagePredicate wanted, Callbacks callbacks);
    ~RecordingScan();
    RecordingScan(const RecordingScan &) = delete;
    RecordingScan &operator=(const RecordingScan &) = delete;

private:
    void run(const std::stop_token &stop) const;

    const QString m_path;
    const quint64 m_rows;
    const MessagePredicate m_wanted;
    const Callbacks m_callbacks;
    std::jthread m_thread; // last: it uses all of the above
};

} // namespace gnat
