// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"
#include "core/result.h"

#include <chrono>
#include <memory>

namespace gnat {

/// Certificates and rules for TLS, read once and shared by all connections of a listener, or by all that a node opens.
/// Immutable; any thread.
class TlsContext
{
public:
    /// For a listener: shows `certFile`; with `verify` or `mapsUsers` the other side must show a certificate that
    /// `caFile` (or, without one, the system) vouches for. nats-server always asks that of routes: set `verify` there.
    /// The error names the file and what is wrong with it.
    static Result<std::shared_ptr<const TlsContext>> server(const TlsOptions &options);
    /// For connections that this node opens: shows `certFile` if there is one, and trusts only servers that `caFile`
    /// (or, without one, the system) vouches for and whose certificate carries the name that was called.
    static Result<std::shared_ptr<const TlsContext>> client(const TlsOptions &options);

    ~TlsContext();
    TlsContext(const TlsContext &) = delete;
    TlsContext &operator=(const TlsContext &) = delete;

    bool isServer() const { return m_isServer; }
    /// For the handshake.
    std::chrono::milliseconds timeout() const { return m_timeout; }

    /// OpenSSL's object, see tlscontext_p.h.
    struct Native;
    const Native &native() const { return *m_native; }

private:
    TlsContext(std::unique_ptr<Native> native, const TlsOptions &options, bool isServer);

    std::unique_ptr<Native> m_native;
    std::chrono::milliseconds m_timeout;
    bool m_isServer;
};

} // namespace gnat
