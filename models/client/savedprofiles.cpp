// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/savedprofiles.h"

#include <QUrl>
#include <QVariantMap>

#include <algorithm>

namespace gnat {

namespace {

constexpr int natsPort = 4222;

struct TextField
{
    const char *key;
    QString ConnectionProfile::*member;
};

constexpr TextField textFields[] = {
    {"name", &ConnectionProfile::name},
    {"user", &ConnectionProfile::user},
    {"credentials", &ConnectionProfile::credentialsFile},
    {"nkey", &ConnectionProfile::nkeyFile},
    {"ca", &ConnectionProfile::caFile},
    {"cert", &ConnectionProfile::certFile},
    {"key", &ConnectionProfile::keyFile},
    {"inboxPrefix", &ConnectionProfile::inboxPrefix},
};

QVariantMap toMap(const ConnectionProfile &profile)
{
    QVariantMap map;
    for (const TextField &field : textFields)
        map.insert(QLatin1StringView(field.key), profile.*field.member);
    map.insert(QStringLiteral("servers"), profile.servers);
    map.insert(QStringLiteral("subscriptions"), profile.subscriptions);
    map.insert(QStringLiteral("login"), static_cast<int>(profile.login));
    map.insert(QStringLiteral("tls"), profile.useTls);
    map.insert(QStringLiteral("verify"), profile.verifyServer);
    map.insert(QStringLiteral("locked"), profile.isLocked);
    return map;
}

ConnectionProfile fromMap(const QVariantMap &map)
{
    ConnectionProfile profile;
    for (const TextField &field : textFields) {
        const QVariant value = map.value(QLatin1StringView(field.key));
        if (value.isValid())
            profile.*field.member = value.toString();
    }
    profile.servers = map.value(QStringLiteral("servers")).toStringList();
    profile.subscriptions = map.value(QStringLiteral("subscriptions")).toStringList();
    profile.login = static_cast<LoginKind>(
        qBound(0, map.value(QStringLiteral("login")).toInt(), static_cast<int>(LoginKind::Credentials)));
    profile.useTls = map.value(QStringLiteral("tls")).toBool();
    profile.verifyServer = map.value(QStringLiteral("verify"), true).toBool();
    profile.isLocked = map.value(QStringLiteral("locked")).toBool();
    return profile;
}

bool isSameServer(const QString &one, const QString &other)
{
    const QUrl a(one);
    const QUrl b(other);
    return !a.host().isEmpty() && a.host().compare(b.host(), Qt::CaseInsensitive) == 0 &&
           a.port(natsPort) == b.port(natsPort);
}

} // namespace

QString savedProfilesKey()
{
    return QStringLiteral("connections");
}

QList<ConnectionProfile> profilesFromState(const QVariant &state)
{
    QList<ConnectionProfile> found;
    const QVariantList entries = state.toList();
    for (const QVariant &entry : entries) {
        const ConnectionProfile profile = fromMap(entry.toMap());
        if (!profile.name.isEmpty() && !profile.servers.isEmpty())
            found.append(profile);
    }
    return found;
}

QVariant stateFromProfiles(const QList<ConnectionProfile> &profiles)
{
    QVariantList entries;
    for (const ConnectionProfile &profile : profiles)
        entries.append(toMap(profile));
    return entries;
}

const ConnectionProfile *lockedProfileFor(const ConnectionProfile &profile, const QList<ConnectionProfile> &saved)
{
    const auto isTheirs = [&profile](const ConnectionProfile &known) {
        return known.isLocked && std::ranges::any_of(known.servers, [&](const QString &server) {
                   return std::ranges::any_of(profile.servers,
                                              [&server](const QString &ours) { return isSameServer(server, ours); });
               });
    };
    const auto found = std::ranges::find_if(saved, isTheirs);
    return found == saved.end() ? nullptr : &*found;
}

} // namespace gnat
