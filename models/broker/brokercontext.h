// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gnat {

class BrokerEvents;
class BrokerLog;
class BrokerRouter;
class FaultDesk;
class LoginTable;
class PasswordChecker;
struct BrokerIdentity;
struct BrokerOptions;

/// What all peers of a node share; outlives them.
struct BrokerContext
{
    BrokerRouter &router;
    const BrokerOptions &options;
    const BrokerIdentity &identity;
    BrokerLog &log;
    BrokerEvents *events = nullptr;       ///< for people; nullptr: nobody wants to know
    FaultDesk *faults = nullptr;          ///< only while there are rules for faults
    const LoginTable *logins = nullptr;   ///< nullptr: nobody needs to log in
    PasswordChecker *passwords = nullptr; ///< nullptr: bcrypt hashes are compared on the spot
};

/// Who moves a peer's bytes.
class PeerHost
{
public:
    virtual ~PeerHost() = default;
    /// The peer has output, or is ending: flush at the end of this turn. Called once until flushRequestHandled().
    virtual void flushRequested() = 0;
};

} // namespace gnat
