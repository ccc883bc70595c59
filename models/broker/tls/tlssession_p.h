// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/tls/tlscontext.h"
#include "broker/tls/tlspeer.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace gnat {

/// The encrypted bytes' way in and out: a socket that does not block.
class TlsTransport
{
public:
    enum class State { Moved, WouldBlock, Ended, Broken };
    struct Outcome
    {
        State state = State::Broken;
        std::size_t count = 0; ///< bytes moved
    };

    virtual ~TlsTransport() = default;
    virtual Outcome receive(std::span<char> room) = 0;
    virtual Outcome send(std::string_view bytes) = 0;
};

/// One connection's TLS: first the handshake, then bytes in clear on this side and encrypted ones on the transport's.
/// Never waits: `WouldBlock` means call again once the transport can be read (written if wantsToWrite()), after write()
/// once it can be written. Sessions are neither resumed nor renegotiated, so a write never waits for a read.
/// Owned by its stream, node's thread.
class TlsSession
{
public:
    using Outcome = TlsTransport::Outcome;
    using State = TlsTransport::State;

    /// `serverName` (client's role): the host name or address that the server's certificate must carry.
    TlsSession(std::shared_ptr<const TlsContext> context, TlsTransport &transport, const std::string &serverName = {});
    ~TlsSession();
    TlsSession(const TlsSession &) = delete;
    TlsSession &operator=(const TlsSession &) = delete;

    /// `Moved`: done. `Broken` or `Ended`: failed, see problem().
    State shakeHands();
    /// Fills `room` as far as what has come allows.
    Outcome read(std::span<char> room);
    Outcome write(std::string_view bytes);
    /// Says goodbye, as far as that goes without waiting.
    void shutdown();

    /// The last read left nothing behind in here: wait for the transport. Otherwise read again at once.
    bool isDrained() const { return m_isDrained; }
    /// What blocked last, the handshake or a read, waits for a chance to write.
    bool wantsToWrite() const { return m_wantsToWrite; }
    /// Why the handshake failed, in OpenSSL's words.
    const std::string &problem() const { return m_problem; }
    /// After the handshake.
    TlsPeer peer() const;

private:
    struct Native;

    State stateAfter(int result) const;

    std::shared_ptr<const TlsContext> m_context;
    std::unique_ptr<Native> m_native;
    std::string m_problem;
    bool m_isDrained = false;
    bool m_wantsToWrite = false;
};

} // namespace gnat
