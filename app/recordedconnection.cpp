// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordedconnection.h"

#include "client/connection.h"

namespace gnat {

RecordedConnection recordedConnection(const Connection &connection)
{
    const auto &name = connection.profile().name;
    return {connection.id(), name, displayUrl(connection.profile()), connection.server().cluster, name};
}

} // namespace gnat
