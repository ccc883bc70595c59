// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace gnat {

/// What became of a source's messages in a list. Each is counted for itself, and at any moment
/// kept = shown + leftOut + refused + waiting + newer.
struct ListFigures
{
    quint64 kept = 0;    ///< in the source
    quint64 shown = 0;   ///< as rows; rows whose message has left, in a frozen list, do not count
    quint64 leftOut = 0; ///< while a list that moves too fast shows a sample
    quint64 refused = 0; ///< do not pass the filter, or are of hidden subjects
    quint64 waiting = 0; ///< the filter has not looked at them yet, or they are about to become rows
    quint64 newer = 0;   ///< came since the list was frozen

    quint64 sum() const { return shown + leftOut + refused + waiting + newer; }
};

} // namespace gnat
