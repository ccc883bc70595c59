// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/chunkedarray.h"

#include <cstdint>

namespace gnat {

/// What changes with each message: one of these per node, 48 bytes.
struct NodeCounters
{
    std::uint64_t messages = 0; ///< of the node and all below, up to the last frame
    std::uint64_t bytes = 0;
    std::int64_t lastNs = 0;
    std::uint32_t pendingMessages = 0; ///< came in this frame and is not in `messages` yet
    std::uint32_t pendingBytes = 0;
    float messageRate = 0; ///< as it was at ratedMs
    float byteRate = 0;
    std::uint32_t ratedMs = 0;
    std::uint32_t subjects : 26 = 0; ///< at or below
    std::uint32_t isSubject : 1 = 0; ///< got messages itself
    std::uint32_t isInbox : 1 = 0;
    std::uint32_t isRequested : 1 = 0; ///< some messages on it asked for a reply
    std::uint32_t isChanged : 1 = 0;   ///< is in the list of changed nodes
    std::uint32_t isGrown : 1 = 0;     ///< is in the list of grown nodes
    std::uint32_t isGone : 1 = 0;      ///< became part of the node in NodeLinks::lastChild, when its level was folded
};
static_assert(sizeof(NodeCounters) == 48);

/// Where a node hangs. Numbers of nodes; 0 (the root) stands for none.
struct NodeLinks
{
    std::uint32_t parent = 0;
    std::uint32_t token = 0; ///< in the token table; for a node of the first level: the source's number
    std::uint32_t firstChild = 0;
    std::uint32_t lastChild = 0;
    std::uint32_t nextSibling = 0;
    std::uint32_t childCount = 0;
};

} // namespace gnat
