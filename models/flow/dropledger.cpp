// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/dropledger.h"

namespace gnat {

DropFigures DropLedger::figures() const
{
    constexpr auto relaxed = std::memory_order_relaxed;
    DropFigures figures;
    // What left is read before what came, so that a reader between two additions never sees more out than in.
    figures.kept = m_kept.load(relaxed);
    figures.noLongerKept = m_noLongerKept.load(relaxed);
    figures.droppedInFeed = m_droppedInFeed.load(relaxed);
    figures.droppedInClient = m_droppedInClient.load(relaxed);
    figures.duplicates = m_duplicates.load(relaxed);
    figures.notAnalysed = m_notAnalysed.load(relaxed);
    figures.missed = m_missed.load(relaxed);
    figures.received = m_received.load(relaxed);
    return figures;
}

} // namespace gnat
