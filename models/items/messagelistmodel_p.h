// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"
#include "items/messagecells_p.h"
#include "items/messagelistmodel.h"
#include "items/messagemarks.h"
#include "items/shownrows_p.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

namespace gnat {

struct MessageListModel::Private
{
    Private(const CodecRegistry &codecs, std::function<QString(SourceId)> connectionName)
        : cells(codecs, std::move(connectionName))
    {
    }

    /// Where the rows end: the newest message, or where the list was frozen.
    quint64 shownEnd() const { return isFrozen ? frozenEnd : std::numeric_limits<quint64>::max(); }

    quint64 rowsEnd() const { return rows.isFiltered() ? shownEnd() : std::min(source->end(), shownEnd()); }

    /// Rows are numbered by int: of more messages than that the newest are shown.
    quint64 firstPosition() const
    {
        const auto begin = source->begin();
        const auto end = isFrozen ? frozenEnd : source->end();
        return end - begin > ShownRows::maxRows && end > begin ? end - ShownRows::maxRows : begin;
    }

    MessageCells cells;
    QPointer<MessageMarks> marks;
    QPointer<MessageSource> source;
    Filter filter;
    std::function<bool(std::string_view)> hides;
    ShownRows rows;
    quint64 scan = 0;
    bool isScanning = false; ///< the kept messages are being looked through, or their hits not all shown
    bool isLookedThrough = false;
    double progress = 0;
    quint64 lookedFrom = 0; ///< the scan has looked at all from here
    quint64 lookedTo = 0;   ///< to before this, and told what passes
    bool isFrozen = false;
    quint64 frozenEnd = 0;
    quint64 newerCount = 0;
    quint64 step = 1;
    TimeFormat timeFormat;
    std::optional<qint64> startNs; ///< of the first message that was seen
    QTimer rejudgeTimer;           ///< gathers what became of exchanges, so that the filter starts anew seldom
    std::chrono::milliseconds pause{0};
    QElapsedTimer sinceRefresh;
    QTimer pauseTimer; ///< until what came may be shown
    QTimer foundTimer; ///< gathers what a scan finds, so that it becomes one insertion
};

} // namespace gnat
