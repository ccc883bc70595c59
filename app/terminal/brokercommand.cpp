// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "broker/config/brokerconfig.h"
#include "broker/qt/brokercontroller.h"
#include "stopsignal.h"
#include "terminal/command.h"

#include <QEventLoop>

namespace gnat::terminal {

namespace {

QCommandLineOption option(std::initializer_list<const char *> names, const char *help, const char *value = "")
{
    QStringList list;
    for (const auto *name : names)
        list.append(QString::fromLatin1(name));
    return {list, Words::tr(help), QString::fromLatin1(value)};
}

std::string text(const QCommandLineParser &flags, const char *name)
{
    return flags.value(QString::fromLatin1(name)).toStdString();
}

/// The flags over the configuration file over the defaults, as nats-server does.
Result<BrokerOptions> brokerOptions(const QCommandLineParser &flags)
{
    BrokerOptions options;
    if (flags.isSet(QStringLiteral("c"))) {
        auto read = readBrokerOptions(text(flags, "c"));
        if (!read)
            return read.error();
        options = read.value();
    }
    if (flags.isSet(QStringLiteral("a")))
        options.host = text(flags, "a");
    if (flags.isSet(QStringLiteral("p"))) {
        const auto port = numberFlag(flags, QStringLiteral("p"), 4222, -1);
        if (!port || *port > 65535)
            return makeError(ErrorKind::InvalidInput,
                             Words::tr("-p takes a port from 1 to 65535, or -1 for a free one."));
        options.port = static_cast<int>(*port);
    }
    const auto set = [&flags](const char *name, std::string &field) {
        if (flags.isSet(QString::fromLatin1(name)))
            field = text(flags, name);
    };
    set("n", options.serverName);
    set("user", options.user);
    set("pass", options.password);
    set("auth", options.token);
    set("l", options.logFile);
    set("P", options.pidFile);
    options.isInsecure = flags.isSet(QStringLiteral("insecure"));
    const bool isBoth = flags.isSet(QStringLiteral("DV"));
    options.debug = options.debug || isBoth || flags.isSet(QStringLiteral("D"));
    options.trace = options.trace || isBoth || flags.isSet(QStringLiteral("V"));
    return options;
}

void scaleRates(DemoOptions &demo, double factor)
{
    for (auto *rate : {&demo.telemetryPerSecond, &demo.logsPerSecond, &demo.ordersPerSecond,
                       &demo.userRequestsPerSecond, &demo.quoteRequestsPerSecond})
        *rate *= factor;
}

Result<DemoOptions> demoOptions(const QCommandLineParser &flags)
{
    DemoOptions demo;
    const auto seed = numberFlag(flags, QStringLiteral("seed"), static_cast<qint64>(demo.seed));
    bool isNumber = true;
    const auto factor =
        flags.isSet(QStringLiteral("rate")) ? flags.value(QStringLiteral("rate")).toDouble(&isNumber) : 1.0;
    if (!seed || !isNumber || factor <= 0)
        return makeError(ErrorKind::InvalidInput, Words::tr("--seed takes a number, --rate a factor over 0."));
    demo.seed = static_cast<decltype(demo.seed)>(*seed);
    scaleRates(demo, factor);
    return demo;
}

int run(const Invocation &invocation)
{
    if (!invocation.words.isEmpty())
        return refuseUsage(Words::tr("The broker takes no \"%1\".").arg(invocation.words.first()));
    const auto &flags = invocation.flags;
    for (const auto *name : {"m", "http_port"}) {
        if (flags.isSet(QString::fromLatin1(name)))
            return refuseUsage(
                Words::tr("-%1: this broker has no monitoring port yet.").arg(QString::fromLatin1(name)));
    }
    const auto options = brokerOptions(flags);
    if (!options)
        return options.error().kind == ErrorKind::InvalidInput ? refuseUsage(errorText(options.error()))
                                                               : fail(errorText(options.error()));
    const auto demo = demoOptions(flags);
    if (!demo)
        return refuseUsage(errorText(demo.error()));

    StopSignal stop;
    BrokerController broker;
    if (const auto started = broker.start(options.value()); !started)
        return fail(errorText(started.error()));
    if (flags.isSet(QStringLiteral("demo"))) {
        broker.setDemo(demo.value());
        broker.startDemo();
    }
    const auto host = QString::fromStdString(options.value().host);
    const auto line = QStringLiteral("Listening for client connections on %1:%2\n").arg(host).arg(broker.port());
    if (!print(line.toUtf8()))
        say(Words::tr("gnatcatcher-cli: nobody reads the output any more"));
    QEventLoop loop;
    QObject::connect(&stop, &StopSignal::requested, &loop, &QEventLoop::quit);
    if (!stop.isRequested())
        loop.exec();
    broker.stop();
    return Success;
}

} // namespace

Command brokerCommand()
{
    const QList<QCommandLineOption> options = {
        option({"a", "addr", "net"}, "Address to listen on, 127.0.0.1.", "HOST"),
        option({"p", "port"}, "Port for clients, 4222; -1 picks a free one.", "PORT"),
        option({"n", "name", "server_name"}, "Server name.", "NAME"),
        option({"c", "config"}, "Configuration file in nats-server's format.", "FILE"),
        option({"insecure"}, "Let other machines in without a login."),
        option({"user"}, "User that clients must log in as.", "USER"),
        option({"pass"}, "The user's password.", "PASSWORD"),
        option({"auth"}, "Token that clients must log in with.", "TOKEN"),
        option({"D", "debug"}, "Log what happens."),
        option({"V", "trace"}, "Log the protocol."),
        option({"DV"}, "Both."),
        option({"P", "pid"}, "Write the process id to a file.", "FILE"),
        option({"l", "log"}, "Log to a file.", "FILE"),
        option({"m", "http_port"}, "Not available: monitoring comes later.", "PORT"),
        option({"demo"}, "Send demo traffic."),
        option({"seed"}, "Seed of the demo traffic.", "N"),
        option({"rate"}, "Factor for the demo's rates, 1.", "FACTOR"),
    };
    return {QStringLiteral("broker"), {}, QString(), Words::tr("Run a NATS server for tests and demos."), options, run};
}

} // namespace gnat::terminal
