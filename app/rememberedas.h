// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gnat {

struct ConnectionProfile;

/// Under which name is kept what a server showed to this login: another user of the same server sees other subjects,
/// and what one subscribed must not come back for the other. The server's URL, with the login if there is one; no
/// secrets. Pure.
QString rememberedAs(const ConnectionProfile &profile);

} // namespace gnat
