// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/readahead_p.h"
#include "recording/replayfigures.h"
#include "recording/replaymessage_p.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace gnat {

/// Where a replay is in the file: the message that comes next, read ahead, rewritten, within a range. One thread;
/// waits for the disk.
class ReplayCursor
{
public:
    enum class Found {
        Message, ///< current() is to be sent
        Skipped, ///< a message that is not sent; counted
        End      ///< of the range or the file, or a stop was asked for
    };

    /// Opens the file; stands before its first message.
    static Result<ReplayCursor> open(const ReplayOptions &options);
    /// Before all that follows: may take as long as a scan over the file.
    Result<void> readSummary(const ReplayRange &range);

    const RecordingSummary &summary() const { return m_summary; }
    qint64 durationNs() const { return m_summary.lastNs - m_summary.firstNs; }

    /// What lies behind `range.untilNs` is not found.
    void setRange(const ReplayRange &range);
    /// The recorded time of an offset, within the recording.
    qint64 timeAt(qint64 offsetNs) const;
    /// Goes on with this row; the recorded time of that message, at the end that of the last one.
    Result<qint64> goTo(quint64 row);
    /// The same with the first message at or after a recorded time.
    Result<qint64> goToTime(qint64 atNs);

    /// Looks at the next message, unless there is a current one.
    Result<Found> advance(const std::stop_token &stop, ReplayFigures &figures);
    /// The message to be sent; until finishCurrent().
    const std::optional<MessageView> &current() const { return m_current; }
    void finishCurrent();
    /// The recorded time at which current() is due: its own, or that of one before it, should times go back.
    qint64 dueNs() const { return std::max<qint64>(m_current->atNs, m_latestNs); }
    quint64 nextRow() const { return m_row; }

private:
    ReplayCursor(const ReplayOptions &options, RecordingReader reader);

    QString m_path;
    RecordingReader m_reader;
    RecordingSummary m_summary;
    ReplayRewriter m_rewriter;
    std::unique_ptr<ReadAhead> m_ahead;
    MessageHandle m_held;
    bool m_isHeldNew = false;             ///< and not counted as read
    std::optional<MessageView> m_current; ///< views into m_held and m_rewriter
    quint64 m_row = 0;
    const quint64 m_run; ///< a random number
    quint64 m_passes = 0;
    qint64 m_untilNs = 0;
    qint64 m_latestNs = 0; ///< of what was passed since it was gone to a place
};

} // namespace gnat
