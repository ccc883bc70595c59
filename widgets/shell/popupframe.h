// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace gnat {

/// A popup above the status bar: rounded frame on base, closes on Esc or a click elsewhere and then deletes itself.
class PopupFrame : public QFrame
{
    Q_OBJECT

public:
    explicit PopupFrame(QWidget *parent);

    /// Opens with its lower edge above `anchor` (global), kept inside the window.
    void showAbove(const QPoint &anchor);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace gnat
