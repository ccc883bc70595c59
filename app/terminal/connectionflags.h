// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"
#include "core/result.h"

#include <QByteArray>
#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QList>
#include <QPair>

namespace gnat::terminal {

/// The flags with which the nats program connects, with its names, environment variables and defaults.
QList<QCommandLineOption> connectionOptions();
/// What they say; flags win over the environment, the environment over the context. The error is wrong usage.
Result<ConnectionProfile> profileFromFlags(const QCommandLineParser &flags);

/// --unlock, for commands that send.
QCommandLineOption unlockOption();
/// profileFromFlags() for a command that sends: a server that is locked in the window needs --unlock with the name that
/// its connection has there. The error is NotPermitted and says which flag is missing, or wrong usage.
Result<ConnectionProfile> sendingProfileFromFlags(const QCommandLineParser &flags);
/// --timeout in ms (default 5 s, NATS_TIMEOUT); an error if it is no duration.
Result<int> timeoutFromFlags(const QCommandLineParser &flags);

/// -H, repeatable.
QCommandLineOption headerOption();
/// The -H flags as fields, split at the first colon.
Result<QList<QPair<QByteArray, QByteArray>>> headersFromFlags(const QCommandLineParser &flags);

} // namespace gnat::terminal
