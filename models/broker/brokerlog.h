// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace gnat {

struct BrokerOptions;

/// The node's log in nats-server's form: "[pid] 2026/01/31 12:00:00.000000 [INF] words". Does nothing unless the
/// options name a file or ask for debug or trace lines. Used on the node's thread, and by start and stop while it does
/// not run.
class BrokerLog
{
public:
    /// StorageFailure if the file cannot be opened for appending.
    Result<void> open(const BrokerOptions &options);

    void inform(std::string_view words) { write("[INF] ", words); }
    void error(std::string_view words) { write("[ERR] ", words); }
    /// Only with the option `debug`; `client` is a connection's number.
    void debug(std::uint64_t client, std::string_view words);
    /// Only with the option `trace`.
    bool traces() const { return m_trace; }
    void trace(std::uint64_t client, std::string_view words);

private:
    struct Closer
    {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };

    void write(const char *level, std::string_view words);
    static std::string timeText();

    std::unique_ptr<std::FILE, Closer> m_file;
    std::FILE *m_target = nullptr;
    bool m_debug = false;
    bool m_trace = false;
    bool m_hasTime = true;
};

} // namespace gnat
