// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/monitoring/brokersnapshot.h"

#include <string>

namespace gnat {

/// A closed client as a few bytes instead of a dozen strings: ten thousand of them are remembered. Its subscriptions
/// lie apart, so that they can go first.
struct PackedClient
{
    std::string client;
    std::string subscriptions; ///< empty: none, or let go

    static PackedClient pack(const ClientSnapshot &client);
    ClientSnapshot unpack() const;
};

} // namespace gnat
