// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/replaycursor_p.h"

#include <QRandomGenerator>

#include <algorithm>
#include <limits>
#include <utility>

namespace gnat {

Result<ReplayCursor> ReplayCursor::open(const ReplayOptions &options)
{
    auto reader = RecordingReader::open(options.path);
    if (!reader)
        return reader.error();
    return ReplayCursor(options, std::move(reader).value());
}

ReplayCursor::ReplayCursor(const ReplayOptions &options, RecordingReader reader)
    : m_path(options.path), m_reader(std::move(reader)), m_rewriter(options),
      m_run(QRandomGenerator::global()->generate64())
{
}

Result<void> ReplayCursor::readSummary(const ReplayRange &range)
{
    auto summary = m_reader.summary();
    if (!summary)
        return summary.error();
    m_summary = std::move(summary).value();
    setRange(range);
    return {};
}

void ReplayCursor::setRange(const ReplayRange &range)
{
    m_untilNs = range.untilNs ? timeAt(*range.untilNs) : std::numeric_limits<qint64>::max();
    if (m_current && m_held.view().atNs > m_untilNs) // it waited for its time and is behind the range now
        m_current.reset();
}

qint64 ReplayCursor::timeAt(qint64 offsetNs) const
{
    return m_summary.firstNs + std::clamp<qint64>(offsetNs, 0, durationNs());
}

Result<qint64> ReplayCursor::goTo(quint64 row)
{
    const auto first = m_reader.read(row, 1, SourceId());
    if (!first)
        return first.error();
    auto reader = RecordingReader::open(m_path);
    if (!reader)
        return reader.error();
    m_current.reset();
    m_held = {};
    m_ahead = std::make_unique<ReadAhead>(std::move(reader).value(), row);
    m_row = row;
    m_latestNs = 0;
    // Where it is gone to, messages are sent again on purpose.
    m_rewriter.setIdPrefix(QStringLiteral("gnat-%1-%2-").arg(m_run, 0, 16).arg(++m_passes).toStdString());
    return first.value()->isEmpty() ? m_summary.lastNs : first.value()->at(0).atNs;
}

Result<qint64> ReplayCursor::goToTime(qint64 atNs)
{
    const auto row = m_reader.rowAt(atNs);
    return row ? goTo(row.value()) : row.error();
}

Result<ReplayCursor::Found> ReplayCursor::advance(const std::stop_token &stop, ReplayFigures &figures)
{
    if (m_current)
        return Found::Message;
    if (m_held.isEmpty()) {
        auto next = m_ahead->next(stop);
        if (!next)
            return next.error();
        m_held = std::move(next).value();
        m_isHeldNew = true;
    }
    // What lies behind the range is held, should the range grow.
    if (m_held.isEmpty() || m_held.view().atNs > m_untilNs)
        return Found::End;
    figures.read += std::exchange(m_isHeldNew, false) ? 1 : 0;
    m_current = m_rewriter.rewrite(m_held.view(), figures);
    if (m_current)
        return Found::Message;
    finishCurrent();
    return Found::Skipped;
}

void ReplayCursor::finishCurrent()
{
    m_latestNs = std::max(m_latestNs, qint64(m_held.view().atNs));
    m_current.reset();
    m_held = {};
    ++m_row;
}

} // namespace gnat
