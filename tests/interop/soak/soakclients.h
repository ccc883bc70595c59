// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "soakledger.h"

#include <QtGlobal>

#include <atomic>
#include <cstdint>

namespace gnat::test {

/// The clients of the soak; each function is the life of one client and belongs in a thread of its own. They end soon
/// after `isOver` is set.

/// Publishes 0, 1, 2, … on "soak.<number>" at `perSecond`; `sent` counts. Ends with everything handled by the server.
/// False if its connection broke.
bool publishNumbers(quint16 port, std::size_t number, int perSecond, const std::atomic<bool> &isOver,
                    std::atomic<std::uint64_t> &sent);

/// Subscribes to all numbers and enters what comes into the ledger; `queue`: as a member of that group, empty: alone.
/// False if its connection broke before the end.
bool collectNumbers(quint16 port, const QByteArray &queue, SoakLedger &ledger, const std::atomic<bool> &isOver);

/// So many clients, one after the other, that say hello and leave.
void comeAndGo(quint16 port, int clients);

/// One client after the other that does what no client should, chosen by the seed; `count` counts them.
void misbehave(quint16 port, unsigned seed, const std::atomic<bool> &isOver, std::atomic<std::uint64_t> &count);

} // namespace gnat::test
