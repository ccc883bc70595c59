// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/brokerflags.h"

#include "base/words.h"

#include <algorithm>

namespace gnat::terminal {

namespace {

QCommandLineOption flag(std::initializer_list<const char *> names, const QString &help, const char *value = "")
{
    QStringList list;
    for (const auto *name : names)
        list.append(QString::fromLatin1(name));
    return {list, help, QString::fromLatin1(value)};
}

QCommandLineOption hidden(std::initializer_list<const char *> names, const char *value = "")
{
    auto option = flag(names, {}, value);
    option.setFlags(QCommandLineOption::HiddenFromHelp);
    return option;
}

QList<QCommandLineOption> generalFlags()
{
    return {
        flag({"a", "addr", "net"}, Words::tr("Address to listen on, 127.0.0.1."), "HOST"),
        flag({"p", "port"}, Words::tr("Port for clients, 4222; -1 picks a free one."), "PORT"),
        flag({"n", "name", "server_name"}, Words::tr("Server name."), "NAME"),
        flag({"client_advertise"}, Words::tr("Address that clients are told instead of this one."), "HOST:PORT"),
        flag({"c", "config"}, Words::tr("Configuration file in nats-server's format; flags count more."), "FILE"),
        flag({"t"}, Words::tr("Check the configuration file and end.")),
        flag({"P", "pid"}, Words::tr("Write the process id to a file."), "FILE"),
        flag({"l", "log"}, Words::tr("Log to a file."), "FILE"),
        flag({"T", "logtime"}, Words::tr("Log lines carry the time; -T=false leaves it out.")),
        flag({"D", "debug"}, Words::tr("Log what happens.")),
        flag({"V", "trace", "VV"}, Words::tr("Log the protocol.")),
        flag({"DV", "DVV"}, Words::tr("Log both.")),
    };
}

QList<QCommandLineOption> securityFlags()
{
    return {
        flag({"user"}, Words::tr("User that clients must log in as."), "USER"),
        flag({"pass"}, Words::tr("The user's password, plain or as a bcrypt hash."), "PASSWORD"),
        flag({"auth"}, Words::tr("Token that clients must log in with."), "TOKEN"),
        flag({"tls"}, Words::tr("Clients connect under TLS; needs a certificate and its key.")),
        flag({"tlscert"}, Words::tr("Certificate of the server (PEM)."), "FILE"),
        flag({"tlskey"}, Words::tr("Key of the certificate (PEM)."), "FILE"),
        flag({"tlsverify"}, Words::tr("Clients must show a certificate.")),
        flag({"tlscacert"}, Words::tr("Certificate authorities of the clients (PEM)."), "FILE"),
        flag({"insecure"}, Words::tr("Let other machines in without a login.")),
    };
}

QList<QCommandLineOption> clusterFlags()
{
    return {
        flag({"cluster", "cluster_listen"}, Words::tr("Port for other nodes: nats://[USER:PASSWORD@]HOST:PORT."),
             "URL"),
        flag({"cluster_name"}, Words::tr("Name of the cluster."), "NAME"),
        flag({"cluster_advertise"}, Words::tr("Address that other nodes are told instead of this one."), "HOST:PORT"),
        flag({"no_advertise"}, Words::tr("Do not tell clients of the other nodes.")),
        flag({"connect_retries"}, Words::tr("Attempts to reach a node that was only heard of, 0."), "N"),
        flag({"routes"}, Words::tr("Nodes to connect to, separated by commas."), "URLS"),
        flag({"nodes"}, Words::tr("Run so many nodes as one cluster, on ports that follow each other."), "N"),
    };
}

QList<QCommandLineOption> monitoringFlags()
{
    return {
        flag({"m", "http_port"}, Words::tr("Port for monitoring over HTTP; -1 picks a free one."), "PORT"),
        flag({"http_user"}, Words::tr("User that monitoring asks for."), "USER"),
        flag({"http_password"}, Words::tr("Password that monitoring asks for."), "PASSWORD"),
        flag({"open-sys"}, Words::tr("Requests to $SYS are answered to every user.")),
    };
}

/// What only nats-server has, and "off", see withoutGoSwitches().
QList<QCommandLineOption> hiddenFlags()
{
    return {
        hidden({"off"}, "FLAG"),
        hidden({"js", "jetstream"}),
        hidden({"sd", "store_dir"}, "DIR"),
        hidden({"sl", "signal"}, "SIGNAL"),
        hidden({"ms", "https_port"}, "PORT"),
        hidden({"s", "syslog"}),
        hidden({"r", "remote_syslog"}, "URL"),
        hidden({"ports_file_dir"}, "DIR"),
        hidden({"log_size_limit"}, "N"),
        hidden({"max_traced_msg_len"}, "N"),
        hidden({"profile"}, "PORT"),
        hidden({"help_tls"}),
    };
}

} // namespace

QList<QCommandLineOption> brokerFlags()
{
    return generalFlags() + securityFlags() + clusterFlags() + monitoringFlags() + hiddenFlags();
}

QString unsupportedBrokerFlag(const QCommandLineParser &flags)
{
    const auto known = hiddenFlags();
    for (const auto &option : known) {
        const auto &name = option.names().constFirst();
        if (name != QLatin1String("off") && flags.isSet(option))
            return QStringLiteral("-") + option.names().join(QStringLiteral(", --"));
    }
    return {};
}

QStringList withoutGoSwitches(const QStringList &arguments)
{
    QStringList result;
    const auto known = brokerFlags();
    for (const auto &argument : arguments) {
        const auto equals = argument.indexOf(QLatin1Char('='));
        const auto name = argument.left(equals).remove(0, argument.startsWith(QLatin1String("--")) ? 2 : 1);
        const auto value = argument.mid(equals + 1).toLower();
        const bool isSwitch = equals > 0 && argument.startsWith(QLatin1Char('-')) &&
                              std::ranges::any_of(known, [&name](const QCommandLineOption &option) {
                                  return option.valueName().isEmpty() && option.names().contains(name);
                              });
        if (isSwitch && (value == QLatin1String("true") || value == QLatin1String("t") || value == QLatin1String("1")))
            result.append(argument.left(equals));
        else if (isSwitch &&
                 (value == QLatin1String("false") || value == QLatin1String("f") || value == QLatin1String("0")))
            result.append(QStringLiteral("--off=") + name);
        else
            result.append(argument);
    }
    return result;
}

} // namespace gnat::terminal
