// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/demo/demooptions.h"

#include <cstdint>
#include <mutex>
#include <utility>

namespace gnat {

/// The rates of a demo that runs, to be turned from outside: one thread turns, the demo's node looks at it a few times
/// a second.
class DemoDial
{
public:
    void turn(const DemoOptions &options)
    {
        const std::scoped_lock lock(m_mutex);
        m_options = options;
        ++m_turns;
    }
    /// The options and how often they were turned; 0: never, they mean nothing.
    std::pair<DemoOptions, std::uint64_t> read() const
    {
        const std::scoped_lock lock(m_mutex);
        return {m_options, m_turns};
    }

private:
    mutable std::mutex m_mutex;
    DemoOptions m_options;
    std::uint64_t m_turns = 0;
};

} // namespace gnat
