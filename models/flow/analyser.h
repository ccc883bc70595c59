// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

namespace gnat {

/// Looks at every message apart from the window: decodes fields, pairs requests with replies. Registered with an
/// AnalysisThread, which calls everything below on its own thread, one call at a time. What it finds goes to the GUI
/// thread by a Handover (or another lock held only to move values), never by a lock that is held while it works.
/// Must not throw, and must keep what it remembers within bounds.
class Analyser
{
public:
    Analyser() = default;
    Analyser(const Analyser &) = delete;
    Analyser &operator=(const Analyser &) = delete;
    virtual ~Analyser() = default;

    /// The next batch, of any source, in the order of the fan-out.
    virtual void take(const BatchPtr &batch) = 0;
    /// All that the fan-out passed on before `nowNs` (monotonicNanoseconds()) has been taken or was named by missed().
    /// About ten times a second, also while nothing comes; the place to hand values over.
    virtual void tick(std::int64_t nowNs) { static_cast<void>(nowNs); }
    /// So many more messages did not get here because the queue was full; what is known may have holes from now on.
    virtual void missed(std::uint64_t messages) { static_cast<void>(messages); }
};

} // namespace gnat
