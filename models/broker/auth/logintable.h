// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/auth/distinguishedname.h"
#include "broker/auth/nkey.h"
#include "broker/auth/permissions.h"
#include "broker/tls/tlspeer.h"
#include "core/result.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gnat {

/// One way into the broker.
struct BrokerLogin
{
    std::string name;                         ///< the user's, or the NKey; empty: the token's
    std::string secret;                       ///< password or token, as it is or as a bcrypt hash
    std::optional<NkeyPublicKey> key;         ///< instead of a secret
    std::shared_ptr<Permissions> permissions; ///< nullptr: everything is allowed
};

/// What a client shows for itself: in CONNECT, and its certificate.
struct Credentials
{
    std::string_view user;
    std::string_view password;
    std::string_view token;
    std::string_view nkey;
    std::string_view signature;
    std::string_view nonce;         ///< that it was given to sign
    const TlsPeer *other = nullptr; ///< nullptr: not under TLS
};

/// What credentials amount to.
struct LoginClaim
{
    const BrokerLogin *login = nullptr; ///< nullptr: refused
    bool needsSecret = false;           ///< only if matchesSecret(login->secret, given)
    std::string_view given;             ///< the password or token
};

/// All logins of a node, compiled from its options. Immutable but for the verdicts that permissions remember; owned by
/// the node, node's thread.
class LoginTable
{
public:
    /// nullptr: nobody needs to log in. InvalidInput: an NKey, a permission or the user for clients without
    /// credentials does not make sense; the error names it.
    static Result<std::unique_ptr<const LoginTable>> compile(const BrokerOptions &options);

    /// As nats-server does: first the NKey, then the certificate where that names the user, then the listed users,
    /// then token and single user.
    LoginClaim claim(const Credentials &credentials) const;
    /// The login of clients that show nothing at all; nullptr: there is none.
    const BrokerLogin *withoutCredentials() const { return m_withoutCredentials; }
    /// INFO must hold something to sign.
    bool needsNonce() const { return !m_byKey.empty(); }
    /// Who is refused, for the log: ` - User "x"`.
    std::string refusedName(const Credentials &credentials) const;

private:
    Result<void> addUsers(const BrokerOptions &options);
    Result<void> addUser(const BrokerUser &user, const std::shared_ptr<Permissions> &usual);
    LoginClaim claimByKey(const Credentials &credentials) const;
    LoginClaim claimByCertificate(const Credentials &credentials) const;
    const BrokerLogin *userOf(const TlsPeer &other) const;
    const BrokerLogin *userNamed(std::string_view name) const;

    std::deque<BrokerLogin> m_logins; ///< addresses stay
    TextMap<const BrokerLogin *> m_byName;
    TextMap<const BrokerLogin *> m_byKey;
    std::vector<std::pair<DistinguishedName, const BrokerLogin *>> m_bySubject;
    const BrokerLogin *m_single = nullptr;
    const BrokerLogin *m_token = nullptr;
    const BrokerLogin *m_withoutCredentials = nullptr;
    bool m_mapsUsers = false;
};

} // namespace gnat
