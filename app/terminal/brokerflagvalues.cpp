// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/brokerflags.h"

#include "base/text.h"
#include "base/words.h"
#include "broker/config/brokerconfig.h"
#include "terminal/command.h"

#include <QUrl>

#include <algorithm>
#include <limits>

namespace gnat::terminal {

namespace {

using Names = std::initializer_list<const char *>;

QString latin(const char *name)
{
    return QString::fromLatin1(name);
}

void takeText(const QCommandLineParser &flags, const char *name, std::string &field)
{
    if (flags.isSet(latin(name)))
        field = flags.value(latin(name)).toStdString();
}

bool isAnySet(const QCommandLineParser &flags, Names names)
{
    return std::ranges::any_of(names, [&flags](const char *name) { return flags.isSet(latin(name)); });
}

bool isAnyOff(const QCommandLineParser &flags, Names names)
{
    const auto off = flags.values(QStringLiteral("off"));
    return std::ranges::any_of(names, [&off](const char *name) { return off.contains(latin(name)); });
}

/// `names`: all spellings, since a switch can be turned off by each.
void takeSwitch(const QCommandLineParser &flags, Names names, bool &field)
{
    field = !isAnyOff(flags, names) && (field || isAnySet(flags, names));
}

/// `port` stays as it is if the flag is absent or 0, nats-server's word for the default.
template <typename Port>
Result<void> takePort(const QCommandLineParser &flags, const char *name, Port &port)
{
    const auto number = numberFlag(flags, latin(name), 0, -1);
    if (!number || *number > 65535)
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("-%1 takes a port from 1 to 65535, or -1 for a free one.").arg(latin(name)));
    if (*number != 0)
        port = static_cast<int>(*number);
    return {};
}

Result<void> takeMonitoring(const QCommandLineParser &flags, BrokerOptions &options)
{
    takeText(flags, "http_user", options.monitoring.user);
    takeText(flags, "http_password", options.monitoring.password);
    takeSwitch(flags, {"open-sys", "demo"}, options.opensSystem); // the demo shows everything
    return takePort(flags, "m", options.monitoring.port);
}

void takeLog(const QCommandLineParser &flags, BrokerOptions &options)
{
    takeText(flags, "l", options.logFile);
    takeSwitch(flags, {"D", "debug", "DV", "DVV"}, options.debug);
    takeSwitch(flags, {"V", "trace", "VV", "DV", "DVV"}, options.trace);
    takeSwitch(flags, {"T", "logtime"}, options.logTime);
}

Result<void> takeTls(const QCommandLineParser &flags, TlsOptions &tls)
{
    if (isAnyOff(flags, {"tls"})) {
        tls = {};
        return {};
    }
    takeText(flags, "tlscert", tls.certFile);
    takeText(flags, "tlskey", tls.keyFile);
    takeText(flags, "tlscacert", tls.caFile);
    takeSwitch(flags, {"tlsverify"}, tls.verify);
    if (!isAnySet(flags, {"tls", "tlscert", "tlskey", "tlscacert", "tlsverify"}))
        return {};
    if (tls.certFile.empty() || tls.keyFile.empty())
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("TLS needs a certificate and its key: --tlscert, --tlskey."));
    if (flags.isSet(QStringLiteral("tlsverify")) && tls.caFile.empty())
        return makeError(ErrorKind::InvalidInput, Words::tr("--tlsverify needs to know whom to trust: --tlscacert."));
    return {};
}

/// "nats://[user:password@]host:port"; the port may be -1. Empty: no cluster.
Result<void> takeClusterUrl(QString text, ClusterOptions &cluster)
{
    cluster.port.reset();
    if (text.isEmpty())
        return {};
    const bool isFree = text.endsWith(QLatin1String(":-1"));
    if (isFree)
        text.replace(text.size() - 2, 2, QLatin1String("1"));
    const QUrl url(text, QUrl::StrictMode);
    const bool hasLogin = !url.userName().isEmpty();
    if (url.scheme().isEmpty() || url.port() < 1 || (hasLogin && url.password().isEmpty()))
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("--cluster takes nats://HOST:PORT or nats://USER:PASSWORD@HOST:PORT."));
    cluster.host = url.host().toStdString();
    cluster.port = isFree ? -1 : url.port();
    cluster.user = url.userName().toStdString();
    cluster.password = url.password().toStdString();
    return {};
}

Result<void> takeCluster(const QCommandLineParser &flags, ClusterOptions &cluster)
{
    if (flags.isSet(QStringLiteral("cluster"))) {
        if (auto taken = takeClusterUrl(flags.value(QStringLiteral("cluster")), cluster); !taken)
            return taken;
    }
    takeText(flags, "cluster_name", cluster.name);
    takeText(flags, "cluster_advertise", cluster.advertise);
    takeSwitch(flags, {"no_advertise"}, cluster.noAdvertise);
    const auto retries = numberFlag(flags, QStringLiteral("connect_retries"), cluster.connectRetries);
    if (!retries || *retries > std::numeric_limits<int>::max())
        return makeError(ErrorKind::InvalidInput, Words::tr("--connect_retries takes a number."));
    cluster.connectRetries = static_cast<int>(*retries);
    if (!flags.isSet(QStringLiteral("routes")))
        return {};
    cluster.routes.clear();
    const auto routes = flags.value(QStringLiteral("routes")).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const auto &route : routes)
        cluster.routes.push_back(route.trimmed().toStdString());
    return {};
}

} // namespace

Result<BrokerOptions> brokerOptions(const QCommandLineParser &flags)
{
    BrokerOptions options;
    if (flags.isSet(QStringLiteral("c"))) {
        auto read = readBrokerOptions(flags.value(QStringLiteral("c")).toStdString());
        if (!read)
            return read;
        options = std::move(read).value();
    }
    takeText(flags, "a", options.host);
    takeText(flags, "n", options.serverName);
    takeText(flags, "client_advertise", options.clientAdvertise);
    takeText(flags, "P", options.pidFile);
    takeText(flags, "user", options.user);
    takeText(flags, "pass", options.password);
    takeText(flags, "auth", options.token);
    takeSwitch(flags, {"insecure"}, options.isInsecure);
    takeLog(flags, options);
    if (auto taken = takePort(flags, "p", options.port); !taken)
        return taken.error();
    if (auto taken = takeMonitoring(flags, options); !taken)
        return taken.error();
    if (auto taken = takeTls(flags, options.tls); !taken)
        return taken.error();
    if (auto taken = takeCluster(flags, options.cluster); !taken)
        return taken.error();
    return options;
}

} // namespace gnat::terminal
