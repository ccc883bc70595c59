// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/monitoring/brokersnapshot.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gnat {

class BrokerSession;

/// A client that may be on the page that was asked for: an open or a closed one, not copied yet.
struct ClientCandidate
{
    const BrokerSession *open = nullptr;
    const ClientSnapshot *closed = nullptr;
    std::int64_t key = 0; ///< to sort by

    std::uint64_t cid() const;
};

/// Puts the candidates into the query's order; `now` is the time of the snapshot, times of open clients are told by
/// the steady clock and those of closed ones by the wall clock, `wallOffset` apart.
void sortClients(std::vector<ClientCandidate> &clients, const ConnectionQuery &query, std::int64_t wallOffset,
                 std::int64_t now);

/// As whom a client has logged in, or the user it named; empty: none.
const std::string &loginOf(const BrokerSession &session);

/// True if the client passes the query's filters.
bool isWanted(const ClientCandidate &client, const ConnectionQuery &query);

} // namespace gnat
