// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "transfer/messageexport.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <limits>

namespace gnat {

class RecordingBuilder;
struct RecordingSummary;

// Small things that all of this room's jobs need.

/// Tells progress and hears the stop sign, once for many messages.
class Pace
{
public:
    Pace(const JobControl &control, quint64 total) : m_control(control), m_total(total) {}

    /// False: stop.
    bool step()
    {
        if (m_done++ % lookEvery)
            return true;
        if (m_control.progress)
            m_control.progress(m_done, m_total);
        return !m_control.stop.stop_requested();
    }

private:
    static constexpr quint64 lookEvery = 1024;

    const JobControl &m_control;
    const quint64 m_total;
    quint64 m_done = 0;
};

/// "Cancelled; no recording was written."
Error reworkCancelled();
/// "Cancelled.", where none was to be written.
Error readingCancelled();
/// Which gaps and marks a new recording gets: those that touch the time.
struct EventRange
{
    qint64 fromNs = std::numeric_limits<qint64>::min();
    qint64 untilNs = std::numeric_limits<qint64>::max(); ///< they begin before it
    bool keepsWords = true;                              ///< of marks
    bool keepsOpenEnd = true; ///< as the gap "not closed", where a recording that was cut off breaks off
};
Result<void> copyEvents(const RecordingSummary &summary, RecordingBuilder &builder, const EventRange &range = {});
/// For JSON; null for what is not known (negative).
QJsonValue latencyValue(qint64 nanoseconds);
/// "Cut from a.gnat." and on a line of its own what was noted before.
QString noteWith(const QString &done, const QString &before);

} // namespace gnat
