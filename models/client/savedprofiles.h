// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"

#include <QList>
#include <QVariant>

namespace gnat {

// Connections that a user saved, as they stand in the preferences under savedProfilesKey(). Passwords and tokens are
// never part of it.

QString savedProfilesKey();
/// Those that have a name and a server.
QList<ConnectionProfile> profilesFromState(const QVariant &state);
QVariant stateFromProfiles(const QList<ConnectionProfile> &profiles);

/// The first locked one that has a server in common with `profile`, by host and port; null if there is none. All
/// names and addresses of this computer by the loopback interface are one; others are not looked up: an address and a
/// name of the same computer are two.
const ConnectionProfile *lockedProfileFor(const ConnectionProfile &profile, const QList<ConnectionProfile> &saved);

} // namespace gnat
