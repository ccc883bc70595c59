// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/brokercheck.h"

#include "broker/cluster/routeaddress.h"
#include "broker/config/brokeraddress.h"

#include <algorithm>
#include <string>

namespace gnat {

namespace {

Error refuse(std::string words)
{
    return {ErrorKind::InvalidInput, std::move(words)};
}

Result<void> checkLogins(const BrokerOptions &options)
{
    const bool hasUser = !options.user.empty() || !options.password.empty();
    if (hasUser && !options.token.empty())
        return refuse("A user and a token cannot both be set.");
    if (!options.users.empty() && (hasUser || !options.token.empty()))
        return refuse("A single user or a token cannot be set besides a list of users.");
    if (options.noAuthUser.empty())
        return {};
    const auto hasName = [&options](const BrokerUser &user) {
        return user.name == options.noAuthUser;
    };
    if (std::ranges::none_of(options.users, hasName))
        return refuse("no_auth_user names \"" + options.noAuthUser + "\", who is not among the users.");
    return {};
}

Result<void> checkAdvertised(const std::string &key, const std::string &address)
{
    if (address.empty() || isAdvertisedAddress(address))
        return {};
    return refuse(key + " must be host:port, not \"" + address + "\".");
}

Result<void> checkCluster(const ClusterOptions &cluster)
{
    if (!cluster.routes.empty() && !cluster.isOn())
        return refuse("Routes need a cluster port: set \"listen\" in \"cluster\", or --cluster.");
    for (const auto &route : cluster.routes) {
        if (const auto address = RouteAddress::parse(route); !address)
            return address.error();
    }
    return checkAdvertised("cluster_advertise", cluster.advertise);
}

std::string place(const std::string &host)
{
    return host.empty() || host == "0.0.0.0" || host == "::" ? "on every interface" : "on " + host;
}

Error exposed(const std::string &listener, const std::string &host, const std::string &remedy)
{
    return {ErrorKind::NotPermitted, listener + " would be open to other machines " + place(host) +
                                         " without a login. " + remedy +
                                         ", listen on 127.0.0.1, or allow it with --insecure."};
}

bool needsLogin(const BrokerOptions &options)
{
    const bool byCertificate = options.tls.isOn() && options.tls.verify && !options.allowsPlain;
    return byCertificate || (options.needsLogin() && options.noAuthUser.empty());
}

} // namespace

Result<void> checkBrokerOptions(const BrokerOptions &options)
{
    if (options.lameDuckGrace >= options.lameDuckDuration)
        return refuse("lame_duck_grace_period must be shorter than lame_duck_duration.");
    if (options.maxPayload > options.maxPending)
        return refuse("max_payload (" + std::to_string(options.maxPayload) + ") cannot be higher than max_pending (" +
                      std::to_string(options.maxPending) + ").");
    if (auto logins = checkLogins(options); !logins)
        return logins;
    if (auto advertised = checkAdvertised("client_advertise", options.clientAdvertise); !advertised)
        return advertised;
    return checkCluster(options.cluster);
}

Result<void> checkExposure(const BrokerOptions &options)
{
    if (options.isInsecure)
        return {};
    if (!isLoopbackHost(options.host) && !needsLogin(options))
        return exposed("The port for clients", options.host, "Set a user, a token or a list of users");
    const auto &cluster = options.cluster;
    const bool routesLogIn = !cluster.user.empty() || (cluster.tls.isOn() && cluster.tls.verify);
    if (cluster.isOn() && !isLoopbackHost(cluster.host) && !routesLogIn)
        return exposed("The cluster port", cluster.host, "Set a user and a password for routes");
    const auto &monitoring = options.monitoring;
    const auto &monitoringHost = monitoring.host.empty() ? options.host : monitoring.host;
    if (monitoring.isOn() && !isLoopbackHost(monitoringHost) &&
        (monitoring.user.empty() || monitoring.password.empty()))
        return exposed("The monitoring port", monitoringHost, "Set http_user and http_password");
    return {};
}

} // namespace gnat
