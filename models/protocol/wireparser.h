// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/wirecommand.h"

#include <cstddef>
#include <memory>
#include <span>

namespace gnat {

/// Takes apart what a client or another node sends to a server: bytes in, commands out, no I/O. It owns the buffer that
/// the socket reads into, so that a command is whole and in one piece when it comes out, and nothing is copied.
///
///     auto room = parser.readSpace();  parser.bytesRead(socket.read(room));
///     while (parser.next(command) == WireParser::Step::Command) …
///
/// Follows nats-server 2.9: verbs in any case, blanks and tabs mix, a bare LF ends a control line, a wrong byte in
/// verb or framing is reported when it is seen. One thread.
class WireParser
{
public:
    enum class Step { Command, NeedMore, Fault };
    /// Whom it listens to: a client, or another node of the cluster. What does not concern this program's one account,
    /// as A+ and A-, is taken for Ok.
    enum class Dialect { Client, Route };

    struct Limits
    {
        std::size_t maxControlLine = 4096;
        std::size_t maxPayload = 1024 * 1024;
    };

    static constexpr std::size_t readSize = 64 * 1024;

    explicit WireParser(Limits limits, Dialect dialect = Dialect::Client);

    /// From the next command on.
    void setLimits(Limits limits) { m_limits = limits; }
    /// HPUB and HMSG are faults until the client has declared that it supports headers.
    void setHeadersAllowed(bool allowed) { m_headersAllowed = allowed; }
    /// While set, any verb but CONNECT is the fault ConnectExpected at its first byte.
    void setConnectExpected(bool expected) { m_connectExpected = expected; }

    /// Room for the next read, at least a quarter of readSize. Views of earlier commands are void afterwards.
    std::span<char> readSpace();
    /// Gives the buffer back unless a command is under way; the next readSpace() makes a new one. For idle clients.
    void releaseMemory();
    /// `count` bytes were read into readSpace().
    void bytesRead(std::size_t count) { m_end += count; }

    /// The next command, if it is complete. After Fault, fault() tells why and the parser stays there.
    Step next(WireCommand &command);
    WireFault fault() const { return m_fault; }

private:
    struct Verb;
    struct Verbs;
    struct Arguments;

    Step parseLine(const Verb &verb, WireCommand &command);
    Step skipLine(WireVerb verb, std::size_t from, WireCommand &command);
    Step takeArgument(const Verb &verb, std::string_view argument, std::size_t lineEnd, WireCommand &command);
    Step takePublish(std::string_view argument, bool hasHeaders, std::size_t lineEnd, WireCommand &command);
    Step takeRouted(const Verb &verb, std::string_view argument, std::size_t lineEnd, WireCommand &command);
    Step takeMessage(bool hasHeaders, std::size_t lineEnd, WireCommand &command);
    Step takePayload(std::size_t headersSize, std::size_t size, std::size_t lineEnd, WireCommand &command);
    Step takeSubscribe(const Arguments &arguments, WireCommand &command);
    Step takeUnsubscribe(const Arguments &arguments, WireCommand &command);
    Step fail(WireFault fault);
    void grow(std::size_t capacity);

    std::unique_ptr<char[]> m_bytes;
    std::size_t m_capacity = 0;
    std::size_t m_begin = 0;   ///< first byte of the command at hand
    std::size_t m_end = 0;     ///< behind the last byte read
    std::size_t m_scanned = 0; ///< no line end before this position (relative to m_begin)
    std::size_t m_needed = 0;  ///< size of the command at hand as far as known
    Limits m_limits;
    Dialect m_dialect;
    WireFault m_fault = WireFault::None;
    bool m_headersAllowed = false;
    bool m_connectExpected = false;
};

} // namespace gnat
