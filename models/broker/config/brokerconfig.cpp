// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/brokerconfig.h"

#include "broker/config/brokerkeys_p.h"
#include "broker/config/configparser.h"

#include <utility>

namespace gnat {

namespace {

using std::chrono::milliseconds;

/// With TLS the handshake comes first.
milliseconds loginTimeout(milliseconds set, milliseconds fallback, const TlsOptions &tls)
{
    if (set.count() != 0)
        return set;
    return tls.isOn() ? tls.timeout + std::chrono::seconds(1) : fallback;
}

Result<BrokerOptions> apply(const Result<ConfigValue> &config, BrokerOptions options)
{
    if (!config)
        return config.error();
    const auto timeout = std::exchange(options.authTimeout, milliseconds(0));
    const auto clusterTimeout = std::exchange(options.cluster.authTimeout, milliseconds(0));
    if (auto applied = applyBrokerKeys(options, config.value()); !applied)
        return applied.error();
    options.authTimeout = loginTimeout(options.authTimeout, timeout, options.tls);
    options.cluster.authTimeout = loginTimeout(options.cluster.authTimeout, clusterTimeout, options.cluster.tls);
    return options;
}

} // namespace

Result<BrokerOptions> parseBrokerOptions(std::string_view text, BrokerOptions base)
{
    return apply(parseConfigText(text), std::move(base));
}

Result<BrokerOptions> readBrokerOptions(const std::string &path, BrokerOptions base)
{
    return apply(parseConfigFile(path), std::move(base));
}

} // namespace gnat
