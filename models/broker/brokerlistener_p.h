// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

#include <cstdint>
#include <string>

namespace gnat {

/// Opens `acceptor` on a port of a host's address and listens; the port that was bound. `port` 0 or -1: a free one.
/// The same port can be bound again at once after it was closed. NotFound: the host has no address; Unreachable: the
/// port cannot be bound, the sentence says why.
Result<std::uint16_t> listenOn(asio::io_context &io, asio::ip::tcp::acceptor &acceptor, const std::string &host,
                               int port);

} // namespace gnat
