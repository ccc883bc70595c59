// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/recordingrow_p.h"

#include <QList>

namespace gnat {

/// A row that is new in the list, and the row of before that it stands in front of (their number: behind all).
struct PlacedRow
{
    int before = 0;
    RecordingRow row;
};

/// Where new files stand in the list: the newest recording first. The files of a split recording are one recording and
/// stay together, the last on top, whatever the times of the files say: two that were written to in turn would change
/// places. In the order of the list; the rows that are there keep theirs.
QList<PlacedRow> placesOf(const QList<RecordingRow> &there, QList<RecordingRow> fresh);

} // namespace gnat
