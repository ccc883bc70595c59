// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/dropledger.h"

namespace gnat {

DropFigures DropLedger::figures() const
{
    constexpr auto acquire = std::memory_order_acquire;
    DropFigures figures;
    // What left is read before what came, so that a reader between two additions never sees more out than in.
    figures.kept = m_kept.load(acquire);
    figures.noLongerKept = m_noLongerKept.load(acquire);
    figures.droppedInFeed = m_droppedInFeed.load(acquire);
    figures.droppedInClient = m_droppedInClient.load(acquire);
    figures.duplicates = m_duplicates.load(acquire);
    figures.notAnalysed = m_notAnalysed.load(acquire);
    figures.missed = m_missed.load(acquire);
    figures.unknownLosses = m_unknownLosses.load(acquire);
    figures.received = m_received.load(acquire);
    return figures;
}

} // namespace gnat
