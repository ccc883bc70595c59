// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/auth/logintable.h"
#include "broker/auth/passwordthread.h"
#include "broker/brokercontext.h"
#include "broker/tls/tlscontext.h"
#include "core/result.h"

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace gnat {

/// How clients come into a node: its certificates, its logins, and who checks passwords, also those of other nodes.
/// Owned by the node, node's thread.
class BrokerGate
{
public:
    /// `checked` is called on another thread, with the verdict on a peer's password.
    explicit BrokerGate(std::function<void(std::uint64_t peer, bool isRight)> checked) : m_passwords(std::move(checked))
    {
    }

    /// Reads and compiles what the options name, and tells the sessions through `context`. The error says what in the
    /// options makes no sense.
    Result<void> open(BrokerContext &context);
    /// nullptr: clients speak in clear.
    const std::shared_ptr<const TlsContext> &tls() const { return m_tls; }
    /// The shortest time that somebody has to keep here.
    std::chrono::milliseconds shortestTime(const BrokerOptions &options) const;

private:
    std::shared_ptr<const TlsContext> m_tls;
    std::unique_ptr<const LoginTable> m_logins;
    PasswordThread m_passwords;
};

} // namespace gnat
