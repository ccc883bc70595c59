// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/savedprofiles.h"

#include <QRegularExpression>
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

/// All these are the computer itself. QUrl has made four numbers of 127.1 and the like.
bool isLoopback(const QString &host)
{
    static const QRegularExpression four(QStringLiteral("^127(\\.\\d+){3}$"));
    return host == u"localhost" || host.endsWith(u".localhost") || host == u"::1" || host == u"0.0.0.0" ||
           host == u"::" || four.match(host).hasMatch();
}

/// The host of an address as it is compared.
QString hostOf(const QUrl &address)
{
    auto host = address.host().toLower();
    if (host.endsWith(u'.'))
        host.chop(1);
    return isLoopback(host) ? QStringLiteral("localhost") : host;
}

bool isSameServer(const QString &one, const QString &other)
{
    const QUrl a(one);
    const QUrl b(other);
    return !a.host().isEmpty() && hostOf(a) == hostOf(b) && a.port(natsPort) == b.port(natsPort);
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
