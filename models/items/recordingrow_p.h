// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingreader.h"

#include <QDateTime>
#include <QVariant>

#include <optional>

namespace gnat {

/// A file in the list of recordings.
struct RecordingRow
{
    QString path;
    QString name;
    QDateTime modified;
    qint64 fileBytes = 0;
    std::optional<RecordingSummary> summary; ///< empty: not read yet, or not readable
    QString problem;                         ///< why not
};

/// The text of a cell; `column` is a RecordingListModel::Column.
QString recordingCell(const RecordingRow &row, int column);
QVariant recordingSortValue(const RecordingRow &row, int column);
/// "2026-03-01 demo, 18:44, 1,204 messages"
QString recordingSentence(const RecordingRow &row);
/// Messages per second from the first to the last second, gathered into at most 60 values.
QList<float> densityLine(const RecordingSummary &summary);

} // namespace gnat
