// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QScrollBar>

namespace gnat {

/// Scrolls a column of controls up and down; never sideways: it is as wide as the column needs. GUI thread.
class ColumnScroll final : public QScrollArea
{
public:
    /// Takes the column.
    explicit ColumnScroll(QWidget *column, QWidget *parent = nullptr) : QScrollArea(parent)
    {
        setFrameShape(QFrame::NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setWidgetResizable(true);
        setWidget(column);
    }

    QSize minimumSizeHint() const override
    {
        const int bar = verticalScrollBar()->isVisible() ? verticalScrollBar()->width() : 0;
        return {widget()->minimumSizeHint().width() + bar, 120};
    }
};

} // namespace gnat
