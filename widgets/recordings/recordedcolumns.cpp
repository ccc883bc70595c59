// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/recordedcolumns.h"

#include "common/humantext.h"
#include "theme/fonts.h"

#include <QEvent>
#include <QFontMetrics>
#include <QTableView>

#include <algorithm>
#include <array>
#include <utility>

namespace gnat {

namespace {

constexpr int narrowBelow = 700;
// No., offset, recorded subject, sent as, size, reply; the preview takes the rest.
constexpr std::array<int, 6> usual{68, 88, 174, 156, 58, 64};
constexpr std::array<int, 6> narrow{62, 82, 140, 112, 54, 66};

} // namespace

RecordedColumns::RecordedColumns(QTableView &table) : QObject(&table), m_table(table)
{
    table.installEventFilter(this);
    apply();
}

bool RecordedColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        const bool isNarrow = m_table.width() < narrowBelow;
        if (std::exchange(m_isNarrow, isNarrow) != isNarrow)
            apply();
    }
    return QObject::eventFilter(watched, event);
}

void RecordedColumns::apply()
{
    const auto &widths = m_isNarrow ? narrow : usual;
    for (int column = 0; column < int(widths.size()); ++column)
        m_table.setColumnWidth(column, std::max(widths[std::size_t(column)], column == 0 ? m_numberWidth : 0));
}

void RecordedColumns::setMessages(quint64 messages)
{
    constexpr int signAndMargins = 30; // of the number's cell
    m_numberWidth = signAndMargins + QFontMetrics(monoFont(px::figure)).horizontalAdvance(countFull(messages));
    if (m_table.columnWidth(0) < m_numberWidth)
        m_table.setColumnWidth(0, m_numberWidth);
}

} // namespace gnat
