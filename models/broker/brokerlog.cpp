// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerlog.h"

#include "broker/brokerconfig.h"
#include "core/clock.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <unistd.h>

namespace gnat {

Result<void> BrokerLog::open(const BrokerOptions &options)
{
    m_debug = options.debug;
    m_trace = options.trace;
    m_target = m_debug || m_trace ? stderr : nullptr;
    if (options.logFile.empty())
        return {};
    m_file.reset(std::fopen(options.logFile.c_str(), "ae"));
    if (!m_file)
        return Error{ErrorKind::StorageFailure,
                     "The log file " + options.logFile + " cannot be written: " + std::strerror(errno) + "."};
    m_target = m_file.get();
    return {};
}

void BrokerLog::debug(std::uint64_t client, std::string_view words)
{
    if (m_debug)
        write("[DBG] ", "cid:" + std::to_string(client) + " - " + std::string(words));
}

void BrokerLog::trace(std::uint64_t client, std::string_view words)
{
    if (m_trace)
        write("[TRC] ", "cid:" + std::to_string(client) + " - " + std::string(words));
}

void BrokerLog::write(const char *level, std::string_view words)
{
    if (!m_target)
        return;
    const auto now = wallNanoseconds();
    const auto seconds = static_cast<std::time_t>(now / 1'000'000'000);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y/%m/%d %H:%M:%S", &parts);
    std::fprintf(m_target, "[%d] %s.%06d %s%.*s\n", static_cast<int>(getpid()), text.data(),
                 static_cast<int>(now / 1000 % 1'000'000), level, static_cast<int>(words.size()), words.data());
    std::fflush(m_target);
}

} // namespace gnat
