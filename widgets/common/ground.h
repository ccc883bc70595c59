// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gnat {

/// Gives a pane the ground of lists and editors instead of the window's; follows the theme.
inline void useBaseGround(QWidget *pane)
{
    pane->setBackgroundRole(QPalette::Base);
    pane->setAutoFillBackground(true);
}

} // namespace gnat
