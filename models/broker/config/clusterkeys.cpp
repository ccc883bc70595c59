// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/clusterkeys_p.h"

#include "broker/cluster/routeaddress.h"
#include "broker/config/authorizationkeys_p.h"
#include "broker/config/configfields_p.h"

#include <algorithm>
#include <array>
#include <limits>

namespace gnat {

namespace {

Result<void> takeAuthorization(ClusterOptions &cluster, const ConfigEntry &entry)
{
    const auto read = readAuthorization(entry);
    if (!read)
        return read.error();
    const auto &authorization = read.value();
    if (authorization.users)
        return configProblem(entry, "of a cluster takes one user, not a list of users");
    if (!authorization.token.empty())
        return configProblem(entry, "of a cluster takes a user and a password, not a token");
    if (authorization.defaultPermissions)
        return configProblem(entry, "of a cluster takes no permissions in this broker");
    cluster.user = authorization.user;
    cluster.password = authorization.password;
    cluster.authTimeout = authorization.timeout;
    return {};
}

/// Routes check each other's certificates, always.
Result<void> takeTls(ClusterOptions &cluster, const ConfigEntry &entry)
{
    auto tls = readTls(entry);
    if (!tls)
        return tls.error();
    cluster.tls = std::move(tls).value();
    cluster.tls.verify = true;
    return {};
}

Result<void> takeRoutes(ClusterOptions &cluster, const ConfigEntry &entry)
{
    if (entry.value.type != ConfigValue::Type::List)
        return wrongConfigType(entry, "a list of URLs [ … ]");
    const auto urls = configTexts(entry);
    if (!urls)
        return urls.error();
    cluster.routes.clear();
    for (const auto &url : urls.value()) {
        if (const auto address = RouteAddress::parse(url); !address)
            return Error{ErrorKind::InvalidInput, entry.value.place.text() + ": " + address.error().message};
        if (std::ranges::find(cluster.routes, url) == cluster.routes.end())
            cluster.routes.push_back(url);
    }
    return {};
}

constexpr std::array<ConfigKey<ClusterOptions>, 13> clusterKeys{{
    {"name", takeText<&ClusterOptions::name>},
    {"listen", takeAddress<&ClusterOptions::host, &ClusterOptions::port>},
    {"host", takeHost<&ClusterOptions::host>},
    {"net", takeHost<&ClusterOptions::host>},
    {"port", takePort<&ClusterOptions::port>},
    {"authorization", takeAuthorization},
    {"tls", takeTls},
    {"routes", takeRoutes},
    {"advertise", takeText<&ClusterOptions::advertise>},
    {"cluster_advertise", takeText<&ClusterOptions::advertise>},
    {"no_advertise", takeFlag<&ClusterOptions::noAdvertise>},
    {"connect_retries", takeNumber<&ClusterOptions::connectRetries, std::numeric_limits<int>::max()>},
    {"permissions"},
}};

} // namespace

Result<void> readCluster(ClusterOptions &cluster, const ConfigEntry &entry)
{
    if (auto map = requireConfigMap(entry); !map)
        return map;
    return applyConfig<ClusterOptions>(cluster, entry.value, clusterKeys, entry.key);
}

} // namespace gnat
