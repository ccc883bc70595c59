// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/replayfigures.h"

namespace gnat {

/// The rows of a recording that a replay passed, wherever it went in between. One thread.
class PlayedRows
{
public:
    /// It goes on with this row; what lies between was not passed.
    void jumpTo(quint64 row);
    /// All rows before this one, from where it last jumped to, were passed.
    void passTo(quint64 row) { m_run.end = row; }
    /// In order, joined; after very many jumps some are forgotten, the shortest first.
    QList<RowRange> ranges() const;

private:
    QList<RowRange> m_ranges; ///< of the runs before, in order, joined
    RowRange m_run;
};

} // namespace gnat
