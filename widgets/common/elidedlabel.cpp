// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/elidedlabel.h"

#include <QPainter>

namespace gnat {

ElidedLabel::ElidedLabel(TextRole role, QWidget *parent) : TextLabel({}, role, parent)
{
    setTextFormat(Qt::PlainText);
}

void ElidedLabel::setWhole(const QString &text)
{
    setText(text);
    setToolTip(text);
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {20, TextLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const auto where = contentsRect();
    painter.drawText(where, int(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, where.width()));
}

} // namespace gnat
