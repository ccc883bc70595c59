// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"

#include <stop_token>

namespace gnat {

/// What a server says about itself before anybody logs in.
struct ServerGreeting
{
    ServerFacts facts;
    bool wantsLogin = false;
    bool wantsTls = false;
};

/// Opens a TCP connection to `url`, reads the server's greeting (INFO) and closes it again. It finds out what the
/// library does not tell: whether the host is unknown, nothing listens, nobody answers, or something else than NATS
/// does; and the server's name, version and cluster. Blocks up to `timeoutMs`; `stop` ends it at once (except while the
/// system looks a host name up).
Result<ServerGreeting> probeServer(const QString &url, int timeoutMs, const std::stop_token &stop);

/// "host:port" of a URL, for people.
QString hostAndPort(const QString &url);

} // namespace gnat
