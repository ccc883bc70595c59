// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"
#include "client/nathandles_p.h"

namespace gnat {

/// The library's options for a profile: servers, login, TLS, limits, one delivery thread for all subscriptions. Loads
/// the files that the profile names. `firstServer` is tried first. Callbacks are the caller's to add.
Result<NatsOptions> makeNatsOptions(const ConnectionProfile &profile, const QString &firstServer);

} // namespace gnat
