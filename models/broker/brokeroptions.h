// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace gnat {

/// Which subjects a client may publish or subscribe to; patterns may hold wildcards. Those for subscriptions may carry
/// a queue group after a blank, "orders.> workers". Neither list: everything is allowed.
struct SubjectRules
{
    std::optional<std::vector<std::string>> allow; ///< only these; absent: all
    std::vector<std::string> deny;                 ///< but not these
};

/// Leave to answer requests: a reply subject that a client was sent may be published to, so often and so long.
struct ResponseRules
{
    int max = 1;                                            ///< messages a reply subject; -1: no limit
    std::chrono::milliseconds ttl{std::chrono::minutes(2)}; ///< negative: no limit
};

struct BrokerPermissions
{
    SubjectRules publish;
    SubjectRules subscribe;
    std::optional<ResponseRules> responses;
};

/// A login that the broker accepts: by name and password (plain, or a bcrypt hash "$2a$…"), by the public key of an
/// NKey, or, with TlsOptions::mapsUsers, by a certificate that names the user.
struct BrokerUser
{
    std::string name;
    std::string password;
    std::string nkey;                             ///< "U…", instead of name and password
    std::optional<BrokerPermissions> permissions; ///< absent: the default permissions, and without those everything
};

/// TLS of one listener. Off unless a certificate is named.
struct TlsOptions
{
    enum class MinVersion { Tls12, Tls13 };

    std::string certFile;   ///< PEM, with the chain
    std::string keyFile;    ///< PEM
    std::string caFile;     ///< PEM; whom to trust when `verify` is set, and for routes that this node opens
    bool verify = false;    ///< clients must show a certificate of `caFile`
    bool mapsUsers = false; ///< `verify`, and the certificate's names choose the user ("verify_and_map")
    MinVersion minVersion = MinVersion::Tls12;
    std::chrono::milliseconds timeout{2000}; ///< for the handshake

    bool isOn() const { return !certFile.empty(); }
};

/// This node's place in a cluster. Off unless `port` is set.
struct ClusterOptions
{
    std::string name; ///< empty: made up, and replaced by that of the first node that has one
    std::string host = "127.0.0.1";
    std::optional<int> port; ///< -1: a free one
    std::string user;        ///< routes must log in with these; empty: no login
    std::string password;
    std::chrono::milliseconds authTimeout{2000};
    TlsOptions tls;
    std::vector<std::string> routes; ///< "nats://[user:password@]host:port" of nodes to connect to
    std::string advertise;           ///< "host:port" told to other nodes instead of `host` and `port`
    bool noAdvertise = false;        ///< clients are not told of this node's neighbours, nor they of this one
    int connectRetries = 0;          ///< for a route that is not part of the cluster yet; explicit routes try for ever

    bool isOn() const { return port.has_value(); }
};

/// The HTTP port for monitoring. Off unless `port` is set.
struct MonitoringOptions
{
    std::string host;        ///< empty: that of the clients' port
    std::optional<int> port; ///< -1: a free one
    std::string user;        ///< with `password`: HTTP basic login; empty: none
    std::string password;
    std::string basePath; ///< before "/varz"; empty: none

    bool isOn() const { return port.has_value(); }
};

/// How a broker node behaves. The defaults are nats-server's, except for the host: only this machine can connect
/// unless somebody says otherwise.
struct BrokerOptions
{
    std::string host = "127.0.0.1"; ///< empty: every interface
    int port = 4222;                ///< 0 or -1: a free port, see BrokerNode::port()
    std::string serverName;         ///< empty: the server id
    std::string clientAdvertise;    ///< "host:port" told to clients and neighbours instead of `host` and `port`
    std::string user;               ///< with `password`: the one login; empty: none
    std::string password;
    std::string token;                                   ///< empty: none
    std::vector<BrokerUser> users;                       ///< more logins
    std::optional<BrokerPermissions> defaultPermissions; ///< of users without their own
    std::string noAuthUser; ///< the user of `users` that a client without credentials becomes; empty: refused
    std::chrono::milliseconds authTimeout{2000};
    TlsOptions tls;
    bool allowsPlain = false; ///< with TLS: clients without it are served, too ("allow_non_tls")

    std::size_t maxPayload = 1024 * 1024;
    std::size_t maxControlLine = 4096;
    std::size_t maxConnections = 65536;
    std::size_t maxSubscriptions = 0;               ///< per connection; 0: no limit
    std::size_t maxPending = 64 * 1024 * 1024;      ///< bytes waiting for one client before it is cut off
    std::chrono::milliseconds writeDeadline{10000}; ///< how long a client may take nothing while bytes wait for it
    std::chrono::milliseconds pingInterval{120000};
    int maxPingsOut = 2;
    std::chrono::milliseconds lameDuckDuration{std::chrono::minutes(2)}; ///< over which clients are closed
    std::chrono::milliseconds lameDuckGrace{std::chrono::seconds(10)};   ///< before the first is closed

    ClusterOptions cluster;
    MonitoringOptions monitoring;
    bool opensSystem = false; ///< $SYS.REQ.SERVER.* answers ordinary users ("--open-sys")
    bool isInsecure = false;  ///< other machines may connect without a login ("--insecure")

    bool debug = false;
    bool trace = false;
    bool logTime = true; ///< log lines carry the time ("logtime")
    std::string logFile; ///< empty: standard error when `debug` or `trace` is set, otherwise no log
    std::string pidFile; ///< empty: none

    bool needsLogin() const { return !user.empty() || !token.empty() || !users.empty(); }
};

} // namespace gnat
