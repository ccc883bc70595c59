// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/auth/logintable.h"

#include "broker/auth/quotedtext.h"

namespace gnat {

Result<std::unique_ptr<const LoginTable>> LoginTable::compile(const BrokerOptions &options)
{
    if (!options.needsLogin()) {
        if (!options.noAuthUser.empty())
            return Error{ErrorKind::InvalidInput,
                         "no_auth_user names \"" + options.noAuthUser + "\", but there are no users."};
        return std::unique_ptr<const LoginTable>();
    }
    auto table = std::make_unique<LoginTable>();
    table->m_mapsUsers = options.tls.mapsUsers;
    if (auto added = table->addUsers(options); !added)
        return added.error();
    if (!options.user.empty())
        table->m_single = &table->m_logins.emplace_back(BrokerLogin{options.user, options.password, {}, {}});
    if (!options.token.empty())
        table->m_token = &table->m_logins.emplace_back(BrokerLogin{{}, options.token, {}, {}});
    if (!options.noAuthUser.empty()) {
        table->m_withoutCredentials = table->userNamed(options.noAuthUser);
        if (!table->m_withoutCredentials)
            return Error{ErrorKind::InvalidInput,
                         "no_auth_user names \"" + options.noAuthUser + "\", who is not among the users."};
    }
    return std::unique_ptr<const LoginTable>(std::move(table));
}

Result<void> LoginTable::addUsers(const BrokerOptions &options)
{
    std::shared_ptr<Permissions> usual;
    if (options.defaultPermissions) {
        auto compiled = Permissions::compile(*options.defaultPermissions);
        if (!compiled)
            return compiled.error();
        usual = std::move(compiled.value());
    }
    for (const auto &user : options.users) {
        if (auto added = addUser(user, usual); !added)
            return added;
    }
    return {};
}

Result<void> LoginTable::addUser(const BrokerUser &user, const std::shared_ptr<Permissions> &usual)
{
    BrokerLogin login{user.name, user.password, {}, usual};
    if (user.permissions) {
        auto compiled = Permissions::compile(*user.permissions);
        if (!compiled)
            return Error{compiled.error().kind, "Permissions of \"" + (user.nkey.empty() ? user.name : user.nkey) +
                                                    "\": " + compiled.error().message};
        login.permissions = std::move(compiled.value());
    }
    if (user.nkey.empty()) {
        m_byName[user.name] = &m_logins.emplace_back(std::move(login));
        if (auto subject = m_mapsUsers ? DistinguishedName::parse(user.name) : std::nullopt)
            m_bySubject.emplace_back(std::move(*subject), &m_logins.back());
        return {};
    }
    login.name = user.nkey;
    login.key = decodeUserNkey(user.nkey);
    if (!login.key)
        return Error{ErrorKind::InvalidInput,
                     "\"" + user.nkey + "\" is not the public NKey of a user (\"U\" and 55 more letters and digits)."};
    m_byKey[user.nkey] = &m_logins.emplace_back(std::move(login));
    return {};
}

const BrokerLogin *LoginTable::userNamed(std::string_view name) const
{
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : found->second;
}

LoginClaim LoginTable::claim(const Credentials &credentials) const
{
    if (!m_byKey.empty() && !credentials.nkey.empty())
        return claimByKey(credentials);
    if (m_mapsUsers && !m_byName.empty())
        return claimByCertificate(credentials);
    if (m_withoutCredentials && credentials.user.empty() && credentials.password.empty() && credentials.token.empty())
        return {m_withoutCredentials, false, {}};
    if (!credentials.user.empty()) {
        if (const auto *login = userNamed(credentials.user))
            return {login, true, credentials.password};
    }
    if (m_token && !credentials.token.empty())
        return {m_token, true, credentials.token};
    if (m_single && credentials.user == m_single->name)
        return {m_single, true, credentials.password};
    return {};
}

LoginClaim LoginTable::claimByKey(const Credentials &credentials) const
{
    const auto found = m_byKey.find(credentials.nkey);
    if (found == m_byKey.end() || !isSignedBy(*found->second->key, credentials.nonce, credentials.signature))
        return {};
    return {found->second, false, {}};
}

LoginClaim LoginTable::claimByCertificate(const Credentials &credentials) const
{
    if (!credentials.other || !credentials.other->hasCertificate)
        return {};
    const auto *login = userOf(*credentials.other);
    return {login, login != nullptr,
            credentials.password}; // as a rule such a user has no password, and the client sends none
}

/// The first of the certificate's names that is a user's.
const BrokerLogin *LoginTable::userOf(const TlsPeer &other) const
{
    for (const auto *names : {&other.emails, &other.dnsNames, &other.uris}) {
        for (const auto &name : *names) {
            if (const auto *login = userNamed(name))
                return login;
        }
    }
    if (const auto subject = DistinguishedName::of(other.subject)) {
        for (const auto &[name, login] : m_bySubject) {
            if (name.equals(*subject))
                return login;
        }
        for (const auto &[name, login] : m_bySubject) {
            if (name.hasSameParts(*subject))
                return login;
        }
    }
    const auto withDomain = subjectWithDomain(other.subject);
    if (const auto *login = withDomain.empty() ? nullptr : userNamed(withDomain))
        return login;
    return userNamed(subjectText(other.subject));
}

std::string LoginTable::refusedName(const Credentials &credentials) const
{
    if (!m_byKey.empty())
        return " - Nkey " + quotedText(credentials.nkey);
    return m_byName.empty() ? std::string() : " - User " + quotedText(credentials.user);
}

} // namespace gnat
