// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rememberedas.h"

#include "client/connectionprofile.h"

namespace gnat {

namespace {

QString loginOf(const ConnectionProfile &profile)
{
    switch (profile.login) {
    case LoginKind::None:
        return {};
    case LoginKind::Password:
        return profile.user;
    case LoginKind::Token:
        return QStringLiteral("(token)");
    case LoginKind::NKey:
        return profile.nkeyFile;
    case LoginKind::Credentials:
        return profile.credentialsFile;
    }
    return {};
}

} // namespace

QString rememberedAs(const ConnectionProfile &profile)
{
    const auto login = loginOf(profile);
    const auto server = displayUrl(profile);
    return login.isEmpty() ? server : login + u' ' + server;
}

} // namespace gnat
