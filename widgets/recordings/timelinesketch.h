// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/timelinedensity.h"

#include <QPainter>

namespace gnat {

struct Theme;

constexpr int timelineAxisHeight = 20; ///< below the bars

/// A moment that the user marked, with a name.
struct TimelineBookmark
{
    qint64 offsetNs = 0;
    QString text;

    friend bool operator==(const TimelineBookmark &, const TimelineBookmark &) = default;
};

/// What a timeline shows besides its bars. Offsets from the first message, ns.
struct TimelineSigns
{
    struct Stretch
    {
        qint64 fromNs = 0;
        qint64 untilNs = 0;
    };

    QList<Stretch> gaps;
    QList<TimelineBookmark> marks; ///< of the file
    QList<TimelineBookmark> bookmarks;
    std::optional<qint64> a; ///< of the range
    std::optional<qint64> b;
    qint64 playheadNs = 0;
};

/// Of what a replay does not send.
QColor leftOutColor(const Theme &theme);
/// Bars, sent ones over those that are not; beyond the playhead and outside of the range they are quiet.
void paintBars(QPainter &painter, const Theme &theme, const TimelineScale &scale, const std::vector<TimelineBar> &bars,
               const TimelineSigns &signs);
/// The range, gaps, marks, the axis below and the playhead above all.
void paintRange(QPainter &painter, const Theme &theme, const TimelineScale &scale, const TimelineSigns &signs);
void paintAxis(QPainter &painter, const Theme &theme, const TimelineScale &scale);
void paintMarks(QPainter &painter, const Theme &theme, const TimelineScale &scale, const TimelineSigns &signs);
void paintPlayhead(QPainter &painter, const Theme &theme, const TimelineScale &scale, qint64 playheadNs);

} // namespace gnat
