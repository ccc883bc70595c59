// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/headerend.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace gnat {

HeaderEnd::HeaderEnd(QHeaderView &header)
{
    header.installEventFilter(this);
    setFixedHeight(header.sizeHint().height());
}

void HeaderEnd::addTo(QAbstractScrollArea &view, QHeaderView &header)
{
    view.addScrollBarWidget(new HeaderEnd(header), Qt::AlignTop); // takes it
}

void HeaderEnd::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    QStyleOption option;
    option.initFrom(this);
    style()->drawControl(QStyle::CE_HeaderEmptyArea, &option, &painter, this);
}

bool HeaderEnd::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setFixedHeight(static_cast<QHeaderView *>(object)->height());
    else if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent)
        setHidden(event->type() == QEvent::HideToParent);
    return QWidget::eventFilter(object, event);
}

} // namespace gnat
