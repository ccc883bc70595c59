// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/recordingrow_p.h"

#include "items/itemtext_p.h"
#include "items/recordinglistmodel.h"

#include <algorithm>

namespace gnat {

namespace {

constexpr qint64 nsPerMs = 1'000'000;

qint64 durationMs(const RecordingSummary &summary)
{
    return std::max<qint64>(summary.lastNs - summary.firstNs, 0) / nsPerMs;
}

double meanRate(const RecordingSummary &summary)
{
    const auto seconds = std::max(static_cast<double>(durationMs(summary)) / 1000, 1.0);
    return static_cast<double>(summary.messages) / seconds;
}

} // namespace

QString recordingCell(const RecordingRow &row, int column)
{
    switch (column) {
    case RecordingListModel::Name:
        return row.name;
    case RecordingListModel::Size:
        return bytesCell(static_cast<quint64>(row.fileBytes));
    default:
        break;
    }
    if (!row.summary)
        return missingCell();
    if (column == RecordingListModel::Duration)
        return durationText(durationMs(*row.summary));
    if (column == RecordingListModel::Messages)
        return countCell(row.summary->messages);
    return rateCell(meanRate(*row.summary));
}

QVariant recordingSortValue(const RecordingRow &row, int column)
{
    switch (column) {
    case RecordingListModel::Name:
        return row.name;
    case RecordingListModel::Size:
        return row.fileBytes;
    case RecordingListModel::Duration:
        return row.summary ? durationMs(*row.summary) : -1;
    case RecordingListModel::Messages:
        return row.summary ? QVariant(row.summary->messages) : QVariant(-1);
    default:
        return row.summary ? meanRate(*row.summary) : -1;
    }
}

QString recordingSentence(const RecordingRow &row)
{
    if (!row.problem.isEmpty())
        return RecordingListModel::tr("%1, not readable: %2").arg(row.name, row.problem);
    return RecordingListModel::tr("%1, %2, %3 messages")
        .arg(row.name, recordingCell(row, RecordingListModel::Duration),
             recordingCell(row, RecordingListModel::Messages));
}

QList<float> densityLine(const RecordingSummary &summary)
{
    constexpr qint64 maxValues = 60;
    if (summary.density.isEmpty())
        return {};
    const auto first = summary.density.first().atS;
    const auto seconds = std::max<qint64>(summary.density.last().atS - first + 1, 1);
    const auto values = std::min(seconds, maxValues);
    QList<float> line(values, 0.0F);
    const auto secondsPerValue = static_cast<float>(seconds) / static_cast<float>(values);
    for (const auto &second : summary.density) {
        const auto at = std::clamp<qint64>((second.atS - first) * values / seconds, 0, values - 1);
        line[at] += static_cast<float>(second.messages) / secondsPerValue;
    }
    return line;
}

} // namespace gnat
