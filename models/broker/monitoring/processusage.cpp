// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/processusage.h"

#include <cmath>
#include <fstream>
#include <sys/resource.h>
#include <unistd.h>

namespace gnat {

namespace {

rusage usage()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used;
}

std::chrono::microseconds duration(const timeval &time)
{
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

} // namespace

std::uint64_t ProcessUsage::memory()
{
    std::ifstream file("/proc/self/statm"); // Linux; elsewhere there is no such file
    std::uint64_t all = 0;
    std::uint64_t resident = 0;
    if (file >> all >> resident)
        return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    return static_cast<std::uint64_t>(usage().ru_maxrss) * 1024;
}

double ProcessUsage::processor()
{
    const auto now = std::chrono::steady_clock::now();
    const auto passed = now - m_since;
    if (passed < std::chrono::seconds(1))
        return m_percent;
    const auto used = usage();
    const auto total = duration(used.ru_utime) + duration(used.ru_stime);
    if (m_since != std::chrono::steady_clock::time_point{}) {
        const std::chrono::duration<double> share = total - m_used;
        m_percent = std::round(share / std::chrono::duration<double>(passed) * 1000) / 10;
    }
    m_since = now;
    m_used = total;
    return m_percent;
}

} // namespace gnat
