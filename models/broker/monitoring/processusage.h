// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace gnat {

/// How much memory and processor time this program uses.
class ProcessUsage
{
public:
    /// Bytes in RAM now; where the system does not tell, the most it has been.
    static std::uint64_t memory();
    /// Percent of one core since the last call, or since the start of the program, over at least a second.
    double processor();

private:
    std::chrono::steady_clock::time_point m_since{}; ///< of the last sample
    std::chrono::microseconds m_used{0};             ///< processor time then
    double m_percent = 0;
};

} // namespace gnat
