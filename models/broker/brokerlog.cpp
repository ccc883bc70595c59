// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerlog.h"

#include "broker/brokeroptions.h"
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
    m_hasTime = options.logTime;
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
    std::fprintf(m_target, "[%d] %s%s%.*s\n", static_cast<int>(getpid()), m_hasTime ? timeText().c_str() : "", level,
                 static_cast<int>(words.size()), words.data());
    std::fflush(m_target);
}

/// "2026/01/31 12:00:00.000000 "
std::string BrokerLog::timeText()
{
    const auto now = wallNanoseconds();
    const auto seconds = static_cast<std::time_t>(now / 1'000'000'000);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y/%m/%d %H:%M:%S", &parts);
    const auto length = std::strlen(text.data());
    std::snprintf(text.data() + length, text.size() - length, ".%06d ", static_cast<int>(now / 1000 % 1'000'000));
    return text.data();
}

} // namespace gnat
