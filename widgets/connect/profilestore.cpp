// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/profilestore.h"

#include "settings/preferences.h"

#include <QVariantMap>

namespace gnat {

namespace {

const QString storeKey = QStringLiteral("connections");

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

} // namespace

QList<ConnectionProfile> ProfileStore::profiles() const
{
    QList<ConnectionProfile> found;
    const QVariantList entries = m_preferences.state(storeKey).toList();
    for (const QVariant &entry : entries) {
        const ConnectionProfile profile = fromMap(entry.toMap());
        if (!profile.name.isEmpty() && !profile.servers.isEmpty())
            found.append(profile);
    }
    return found;
}

void ProfileStore::save(const ConnectionProfile &profile)
{
    QList<ConnectionProfile> all = profiles();
    for (ConnectionProfile &known : all) {
        if (known.name == profile.name) {
            known = profile;
            return write(all);
        }
    }
    all.append(profile);
    write(all);
}

void ProfileStore::remove(const QString &name)
{
    QList<ConnectionProfile> all = profiles();
    all.removeIf([&](const ConnectionProfile &profile) { return profile.name == name; });
    write(all);
}

void ProfileStore::write(const QList<ConnectionProfile> &profiles)
{
    QVariantList entries;
    for (const ConnectionProfile &profile : profiles)
        entries.append(toMap(profile));
    m_preferences.setState(storeKey, entries);
}

} // namespace gnat
