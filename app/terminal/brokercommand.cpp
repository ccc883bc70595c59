// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "broker/auth/logintable.h"
#include "broker/config/brokercheck.h"
#include "broker/qt/brokercontroller.h"
#include "broker/tls/certificates.h"
#include "broker/tls/tlscontext.h"
#include "stopsignal.h"
#include "terminal/brokerflags.h"
#include "terminal/command.h"
#include "terminal/faultflags.h"
#include "terminal/heapsettings.h"

#include <QEventLoop>

#include <optional>

namespace gnat::terminal {

namespace {

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

/// How many nodes; nothing if it is no number that makes sense.
std::optional<std::size_t> nodeCount(const QCommandLineParser &flags, const BrokerOptions &options)
{
    const auto nodes = numberFlag(flags, QStringLiteral("nodes"), 1, 1);
    constexpr qint64 most = 64;
    return nodes && *nodes <= most && options.port + *nodes <= 65536 ? std::optional(std::size_t(*nodes))
                                                                     : std::nullopt;
}

/// -t: nothing is started.
int checkConfiguration(const QString &file, const BrokerOptions &options)
{
    if (const auto checked = checkBrokerOptions(options); !checked)
        return fail(errorText(checked.error()));
    if (const auto logins = LoginTable::compile(options); !logins)
        return fail(errorText(logins.error()));
    for (const auto *tls : {&options.tls, &options.cluster.tls}) {
        if (!tls->isOn())
            continue;
        if (const auto context = TlsContext::server(*tls); !context)
            return fail(errorText(context.error()));
    }
    say(Words::tr("gnatcatcher-cli: configuration file %1 is valid").arg(file));
    if (const auto exposure = checkExposure(options); !exposure)
        say(errorText(exposure.error()));
    return Success;
}

/// --gen-certs: makes certificates for tests, and prints the configuration that uses them.
int makeCertificates(const QString &folder)
{
    const auto made = generateCertificates(folder.toStdString());
    if (!made)
        return fail(errorText(made.error()));
    const auto &files = made.value();
    const auto text = "tls {\n  cert_file: \"" + files.serverCertificate + "\"\n  key_file: \"" + files.serverKey +
                      "\"\n  ca_file: \"" + files.authority +
                      "\"\n}\n# clients: trust ca_file; with \"verify: true\" they show " + files.clientCertificate +
                      " and " + files.clientKey + "\n";
    if (print(QByteArray::fromStdString(text)))
        return Success;
    say(Words::tr("gnatcatcher-cli: nobody reads the output any more"));
    return Failed;
}

void printPort(const char *what, const std::string &host, quint16 port)
{
    const auto line = QStringLiteral("%1 on %2:%3\n").arg(QString::fromLatin1(what), QString::fromStdString(host));
    if (!print(line.arg(port).toUtf8()))
        say(Words::tr("gnatcatcher-cli: nobody reads the output any more"));
}

/// In nats-server's words, which scripts may wait for.
void printListening(BrokerCluster &cluster)
{
    for (std::size_t i = 0; i < cluster.size(); ++i)
        printPort("Listening for client connections", cluster.node(i).options().host, cluster.port(i));
    for (std::size_t i = 0; i < cluster.size(); ++i) {
        const auto &options = cluster.node(i).options();
        const auto &host = options.monitoring.host.empty() ? options.host : options.monitoring.host;
        if (options.monitoring.isOn())
            printPort("Starting http monitor", host, cluster.node(i).monitoringPort());
    }
}

int serve(const QCommandLineParser &flags, const BrokerOptions &options, std::size_t nodes, const DemoOptions &demo,
          const FaultPlan &faults)
{
    returnLargeBuffers();
    StopSignal stop;
    BrokerController broker;
    if (const auto set = broker.setFaults(faults); !set)
        return refuseUsage(errorText(set.error()));
    if (const auto started = broker.start(options, nodes); !started)
        return fail(errorText(started.error()));
    if (flags.isSet(QStringLiteral("demo"))) {
        broker.setDemo(demo);
        broker.startDemo();
    }
    printListening(*broker.cluster());
    QEventLoop loop;
    QObject::connect(&stop, &StopSignal::requested, &loop, &QEventLoop::quit);
    QObject::connect(&stop, &StopSignal::lameDuckRequested, &broker, [&broker] {
        for (std::size_t i = 0; i < broker.cluster()->size(); ++i)
            broker.cluster()->lameDuck(i);
    });
    QObject::connect(&broker, &BrokerController::stopped, &loop, &QEventLoop::quit); // the last duck has gone
    if (!stop.isRequested())
        loop.exec();
    const auto figures = broker.faultFigures();
    broker.stop();
    sayFaultFigures(figures);
    return Success;
}

int run(const Invocation &invocation)
{
    if (!invocation.words.isEmpty())
        return refuseUsage(Words::tr("The broker takes no \"%1\".").arg(invocation.words.first()));
    const auto &flags = invocation.flags;
    if (const auto name = unsupportedBrokerFlag(flags); !name.isEmpty())
        return refuseUsage(Words::tr("%1 is known to nats-server but not supported by this broker.").arg(name));
    if (flags.isSet(QStringLiteral("gen-certs")))
        return makeCertificates(flags.value(QStringLiteral("gen-certs")));
    const auto file = flags.value(QStringLiteral("c"));
    const bool isCheck = flags.isSet(QStringLiteral("t"));
    if (isCheck && file.isEmpty())
        return refuseUsage(Words::tr("-t checks a configuration file: name it with -c."));
    auto options = brokerOptions(flags);
    if (!options) // a line of the file is no wrong usage
        return options.error().kind == ErrorKind::InvalidInput && file.isEmpty()
                   ? refuseUsage(errorText(options.error()))
                   : fail(errorText(options.error()));
    if (isCheck)
        return checkConfiguration(file, options.value());
    const auto nodes = nodeCount(flags, options.value());
    if (!nodes)
        return refuseUsage(Words::tr("--nodes takes a number from 1 to 64, as far as there are ports."));
    const auto demo = demoOptions(flags);
    if (!demo)
        return refuseUsage(errorText(demo.error()));
    if (flags.isSet(QStringLiteral("demo")))
        options.value().opensSystem = true;
    const auto faults = faultPlan(flags);
    if (!faults)
        return refuseUsage(errorText(faults.error()));
    return serve(flags, options.value(), *nodes, demo.value(), faults.value());
}

} // namespace

Command brokerCommand()
{
    const auto value = [](const char *name) {
        return QString::fromLatin1(name);
    };
    auto options = brokerFlags();
    options.append(faultFlags());
    options.append(
        {value("gen-certs"), Words::tr("Make TLS certificates for tests in a folder, and end."), value("FOLDER")});
    options.append({value("demo"), Words::tr("Send demo traffic.")});
    options.append({value("seed"), Words::tr("Seed of the demo traffic and of the faults."), value("N")});
    options.append({value("rate"), Words::tr("Factor for the demo's rates, 1."), value("FACTOR")});
    return {QStringLiteral("broker"), {}, QString(), Words::tr("Run a NATS server for tests and demos."), options, run,
            withoutGoSwitches};
}

} // namespace gnat::terminal
