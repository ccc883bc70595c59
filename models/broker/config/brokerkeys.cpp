// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/brokerkeys_p.h"

#include "broker/config/authorizationkeys_p.h"
#include "broker/config/clusterkeys_p.h"
#include "broker/config/configfields_p.h"

#include <limits>
#include <utility>

namespace gnat {

namespace {

constexpr std::int64_t maxInt = std::numeric_limits<std::int32_t>::max();
constexpr auto maxPendingBytes = std::int64_t{1} << 40;

Result<void> takeAuthorization(BrokerOptions &options, const ConfigEntry &entry)
{
    auto read = readAuthorization(entry);
    if (!read)
        return read.error();
    auto authorization = std::move(read).value();
    options.user = std::move(authorization.user);
    options.password = std::move(authorization.password);
    options.token = std::move(authorization.token);
    options.authTimeout = authorization.timeout;
    options.users = std::move(authorization.users).value_or(std::vector<BrokerUser>());
    options.defaultPermissions = std::move(authorization.defaultPermissions);
    return {};
}

Result<void> takeTls(BrokerOptions &options, const ConfigEntry &entry)
{
    return storeConfig(options.tls, readTls(entry));
}

Result<void> takeCluster(BrokerOptions &options, const ConfigEntry &entry)
{
    return readCluster(options.cluster, entry);
}

Result<void> takeMonitoring(BrokerOptions &options, const ConfigEntry &entry)
{
    return takeAddress<&MonitoringOptions::host, &MonitoringOptions::port>(options.monitoring, entry);
}

Result<void> takeMonitoringPort(BrokerOptions &options, const ConfigEntry &entry)
{
    return takePort<&MonitoringOptions::port>(options.monitoring, entry);
}

template <auto Field>
Result<void> takeMonitoringText(BrokerOptions &options, const ConfigEntry &entry)
{
    return takeText<Field>(options.monitoring, entry);
}

/// -1: no limit but the system's.
Result<void> takeConnections(BrokerOptions &options, const ConfigEntry &entry)
{
    if (entry.value.type != ConfigValue::Type::Integer || entry.value.integer != -1)
        return takeNumber<&BrokerOptions::maxConnections, maxInt>(options, entry);
    options.maxConnections = std::numeric_limits<std::size_t>::max();
    return {};
}

/// -1 as well as 0: no limit.
Result<void> takeSubscriptions(BrokerOptions &options, const ConfigEntry &entry)
{
    if (entry.value.type != ConfigValue::Type::Integer || entry.value.integer != -1)
        return takeNumber<&BrokerOptions::maxSubscriptions, maxInt>(options, entry);
    options.maxSubscriptions = 0;
    return {};
}

Result<void> takeLameDuckDuration(BrokerOptions &options, const ConfigEntry &entry)
{
    if (auto taken = storeConfig(options.lameDuckDuration, configDuration(entry)); !taken)
        return taken;
    if (options.lameDuckDuration < std::chrono::seconds(30))
        return configProblem(entry, "must be at least \"30s\"");
    return {};
}

// One line a key, in the order of the manual; older spellings behind the newer one.
constexpr ConfigKey<BrokerOptions> brokerKeys[] = {
    {"listen", takeAddress<&BrokerOptions::host, &BrokerOptions::port>},
    {"host", takeHost<&BrokerOptions::host>},
    {"net", takeHost<&BrokerOptions::host>},
    {"port", takePort<&BrokerOptions::port>},
    {"server_name", takeText<&BrokerOptions::serverName>},
    {"client_advertise", takeText<&BrokerOptions::clientAdvertise>},

    {"authorization", takeAuthorization},
    {"no_auth_user", takeText<&BrokerOptions::noAuthUser>},
    {"tls", takeTls},
    {"allow_non_tls", takeFlag<&BrokerOptions::allowsPlain>},

    {"max_payload", takeNumber<&BrokerOptions::maxPayload, maxInt>},
    {"max_control_line", takeNumber<&BrokerOptions::maxControlLine, maxInt>},
    {"max_connections", takeConnections},
    {"max_conn", takeConnections},
    {"max_subscriptions", takeSubscriptions},
    {"max_subs", takeSubscriptions},
    {"max_pending", takeNumber<&BrokerOptions::maxPending, maxPendingBytes>},
    {"write_deadline", takeTime<&BrokerOptions::writeDeadline, configDurationOrSeconds>},
    {"ping_interval", takeTime<&BrokerOptions::pingInterval, configDurationOrSeconds>},
    {"ping_max", takeNumber<&BrokerOptions::maxPingsOut, maxInt>},
    {"lame_duck_duration", takeLameDuckDuration},
    {"lame_duck_grace_period", takeTime<&BrokerOptions::lameDuckGrace, configDuration>},

    {"cluster", takeCluster},

    {"http", takeMonitoring},
    {"http_port", takeMonitoringPort},
    {"monitor_port", takeMonitoringPort},
    {"http_base_path", takeMonitoringText<&MonitoringOptions::basePath>},
    {"http_user", takeMonitoringText<&MonitoringOptions::user>},         // ours
    {"http_password", takeMonitoringText<&MonitoringOptions::password>}, // ours

    {"debug", takeFlag<&BrokerOptions::debug>},
    {"trace", takeFlag<&BrokerOptions::trace>},
    {"trace_verbose", takeFlag<&BrokerOptions::trace>},
    {"logtime", takeFlag<&BrokerOptions::logTime>},
    {"log_file", takeText<&BrokerOptions::logFile>},
    {"logfile", takeText<&BrokerOptions::logFile>},
    {"pid_file", takeText<&BrokerOptions::pidFile>},
    {"pidfile", takeText<&BrokerOptions::pidFile>},

    // What nats-server has besides.
    {"gateway"},
    {"leafnodes"},
    {"leaf"},
    {"websocket"},
    {"ws"},
    {"mqtt"},
    {"jetstream"},
    {"store_dir"},
    {"storedir"},
    {"default_js_domain"},
    {"accounts"},
    {"mappings"},
    {"maps"},
    {"system_account"},
    {"system"},
    {"no_system_account"},
    {"no_system"},
    {"no_sys_acc"},
    {"operator"},
    {"operators"},
    {"root"},
    {"roots"},
    {"root_operator"},
    {"root_operators"},
    {"trusted"},
    {"trusted_keys"},
    {"resolver"},
    {"account_resolver"},
    {"accounts_resolver"},
    {"resolver_tls"},
    {"resolver_preload"},
    {"resolver_pinned_accounts"},
    {"ocsp"},
    {"https"},
    {"https_port"},
    {"no_header_support"},
    {"disable_sublist_cache"},
    {"no_sublist_cache"},
    {"max_sub_tokens"},
    {"max_subscription_tokens"},
    {"max_traced_msg_len"},
    {"connect_error_reports"},
    {"reconnect_error_reports"},
    {"server_tags"},
    {"syslog"},
    {"remote_syslog"},
    {"log_size_limit"},
    {"logfile_size_limit"},
    {"ports_file_dir"},
    {"prof_port"},
};

} // namespace

Result<void> applyBrokerKeys(BrokerOptions &options, const ConfigValue &map)
{
    return applyConfig<BrokerOptions>(options, map, brokerKeys, {});
}

} // namespace gnat
