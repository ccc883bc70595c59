// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokeroptions.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gnat {

/// What a client has told in CONNECT. Before the first CONNECT, nats-server's defaults hold; a later CONNECT changes
/// only what it names.
struct ClientOptions
{
    bool verbose = true;
    bool pedantic = true;
    bool echo = true;
    bool headers = false;
    bool noResponders = false;
    std::int64_t protocol = 0;
    std::string user;
    std::string password;
    std::string token;
    std::string nkey;
    std::string signature; ///< of the nonce in INFO
    std::string account;   ///< asking for one is refused: there is only one
    bool newAccount = false;
    std::string name;
    std::string lang;    ///< of the client library
    std::string version; ///< of the client library

    /// Takes over what the CONNECT text names; false if it is not a JSON object or a value has the wrong type.
    bool read(std::string_view json);
};

/// True for a JSON object, and for null, which stands for one that names nothing.
bool isJsonObject(std::string_view text);

/// Who a node says it is, in INFO.
struct BrokerIdentity
{
    std::string serverId; ///< 56 characters, new with each start
    std::string serverName;
    std::string host; ///< and the port as clients shall use them
    std::uint16_t port = 0;
    std::size_t maxPayload = 0;
    bool needsLogin = false;
    bool needsTls = false;
    bool verifiesTls = false;             ///< clients must show a certificate
    bool offersTls = false;               ///< clients may use TLS
    std::string cluster;                  ///< its name; empty: in none
    std::vector<std::string> connectUrls; ///< "host:port" of this node and its neighbours; empty: not told
    bool isLameDuck = false;              ///< clients should go to another node

    /// The protocol generation that clients and other nodes decide by, see wireparser.h.
    static constexpr const char *version = "2.9.10";

    /// A new random id in nats-server's form.
    static std::string makeServerId();
    /// "INFO {…} \r\n" for one client; `nonce`: what it can sign with an NKey, empty: nothing.
    std::string infoLine(std::uint64_t clientId, std::string_view clientIp, std::string_view nonce = {}) const;
};

} // namespace gnat
