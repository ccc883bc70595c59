// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timelabels_p.h"

#include "charts/timechart.h"
#include "common/humantext.h"
#include "theme/theme.h"

#include <algorithm>

namespace gnat {

namespace {

QString secondsAgo(double x)
{
    const int seconds = qRound(-x);
    if (seconds <= 0)
        return TimeChart::tr("now");
    if (seconds % 60 == 0 && seconds > 60)
        return TimeChart::tr("−%1 min").arg(seconds / 60);
    return TimeChart::tr("−%1 s").arg(seconds);
}

QString sinceBeginning(double x)
{
    return durationText(qRound64(std::max(x, 0.0) * 1000));
}

} // namespace

TimeLabels::TimeLabels(QCustomPlot *plot)
{
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
        auto *label = new QCPItemText(plot);
        label->setClipToAxisRect(false);
        label->setSelectable(false);
        label->setPadding(QMargins(0, 4, 0, 0));
        label->position->setType(QCPItemPosition::ptAxisRectRatio);
        label->position->setCoords(static_cast<double>(i) / 2, 1);
        label->setPositionAlignment(Qt::AlignTop | (i == 0   ? Qt::AlignLeft
                                                    : i == 1 ? Qt::AlignHCenter
                                                             : Qt::AlignRight));
        m_labels[i] = label;
    }
}

void TimeLabels::setVisible(bool isVisible)
{
    for (auto *label : m_labels)
        label->setVisible(isVisible);
}

void TimeLabels::applyTheme(const Theme &theme, const QFont &font)
{
    for (auto *label : m_labels) {
        label->setFont(font);
        label->setColor(theme.text3);
    }
}

void TimeLabels::showAgo(const QCPRange &range)
{
    m_labels[0]->setText(secondsAgo(range.lower));
    m_labels[1]->setText(secondsAgo(range.center()));
    m_labels[2]->setText(secondsAgo(range.upper));
}

void TimeLabels::showOffsets(const QCPRange &range)
{
    m_labels[0]->setText(sinceBeginning(range.lower));
    m_labels[1]->setText(sinceBeginning(range.center()));
    m_labels[2]->setText(sinceBeginning(range.upper));
}

} // namespace gnat
