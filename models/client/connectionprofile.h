// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

namespace gnat {

/// How a connection logs in.
enum class LoginKind { None, Password, Token, NKey, Credentials };

/// Everything that is needed to connect: what a saved profile, a nats CLI context or command line flags say.
struct ConnectionProfile
{
    QString name;        ///< shown to the user; unique among open connections
    QStringList servers; ///< nats:// or tls:// URLs without user info, at least one

    LoginKind login = LoginKind::None;
    QString user;
    QString password; ///< never written to disk unless the user asked for it
    QString token;
    QString credentialsFile; ///< .creds: user JWT and NKey seed
    QString nkeyFile;        ///< file with an NKey seed

    bool useTls = false; ///< required; tls:// sets it
    bool verifyServer = true;
    QString caFile;
    QString certFile;
    QString keyFile;

    int connectTimeoutMs = 5000;
    int pingIntervalMs = 20'000;
    int maxReconnects = -1; ///< -1: for ever
    QString inboxPrefix = QStringLiteral("_INBOX");
    QStringList subscriptions; ///< subscribed to when connected
    bool isEmbedded = false;   ///< the embedded broker's demo connection
    bool isLocked = false;     ///< nothing is sent until Connection::unlockFor(): for production systems
    bool echo = true;
};

/// A profile from what a user types or pastes: one or several URLs separated by commas, the scheme optional
/// (nats://), user:password@ or token@ moved into the login fields. The error names the wrong part.
Result<ConnectionProfile> profileFromUrls(const QString &text);

/// The servers of a profile without secrets, for window and recording: "nats://host:4222, …".
QString displayUrl(const ConnectionProfile &profile);

} // namespace gnat
