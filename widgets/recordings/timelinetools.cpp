// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/timelinetools.h"

#include "common/buttons.h"
#include "recordings/densitytimeline.h"
#include "recordings/timelinelegend.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>

namespace gnat {

TimelineTools::TimelineTools(DensityTimeline &timeline, QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 12, 0);
    row->setSpacing(4);
    row->addWidget(new TimelineLegend(this));
    const auto add = [&](const QString &iconName, const QString &name, const QString &keys, auto slot) {
        auto *button = makeIconButton(iconName, name, this, IconTone::Quiet, keys);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, &timeline, slot);
    };
    add(QStringLiteral("bookmark"), tr("Bookmark this moment"), QStringLiteral("B"), &DensityTimeline::toggleBookmark);
    add(QStringLiteral("minus"), tr("Show more of the time"), QStringLiteral("-"), &DensityTimeline::zoomOut);
    add(QStringLiteral("plus"), tr("Come closer"), QStringLiteral("="), &DensityTimeline::zoomIn);
    auto *fit = new QPushButton(tr("Fit"), this);
    fit->setToolTip(tr("Show the whole recording"));
    setButtonKind(fit, ButtonKind::Flat);
    setButtonSmall(fit);
    row->addWidget(fit);
    connect(fit, &QPushButton::clicked, &timeline, &DensityTimeline::fit);
}

/// The line below the tabs goes on.
void TimelineTools::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, themeOf(this).line);
}

} // namespace gnat
