// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window beside a client that only counts: the same server, the same load, in one run, alternating.
//     bench_window [REPETITIONS] [WORD]
// For loads whose name holds WORD. Each measurement is a process of its own; needs a display (./dev bench has one).
#include "bench/support/rawpublisher.h"
#include "bench/support/spread.h"
#include "countrun.h"
#include "runfigures.h"
#include "support/natsserverprocess.h"
#include "windowrun.h"

#include <QApplication>
#include <QJsonDocument>
#include <QProcess>

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

using namespace gnat;
using namespace gnat::bench;

namespace {

struct Scenario
{
    std::string name;
    RawLoad load;
};

std::vector<Scenario> scenarios()
{
    std::vector<Scenario> all;
    for (const int payload : {16, 128, 1024}) {
        for (const int subjects : {1000, 100'000, 1'000'000}) {
            const int messages = subjects == 1'000'000 ? 1'500'000 : payload == 1024 ? 300'000 : 750'000;
            all.push_back({std::to_string(payload) + " B, " + std::to_string(subjects) + " subjects",
                           {0, messages, payload, subjects}});
        }
    }
    all.push_back({"offered 100 k/s of 128 B on 5000 subjects", {0, 1'000'000, 128, 5000, 100'000}});
    return all;
}

QStringList words(std::initializer_list<qint64> numbers)
{
    QStringList texts;
    for (const auto number : numbers)
        texts << QString::number(number);
    return texts;
}

/// Starts the child, waits until it is subscribed, lets the load run, and takes its figures.
std::optional<RunFigures> measure(const QStringList &mode, const RawLoad &load)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), mode + words({load.port, load.messages}));
    if (!child.waitForReadyRead(30'000) || !child.readLine().startsWith("ready"))
        return {};
    QProcess publisher;
    publisher.start(QCoreApplication::applicationFilePath(),
                    QStringList{QStringLiteral("--publish")} +
                        words({load.port, load.messages, load.payloadBytes, load.subjects, load.perSecond}));
    const bool isSent = publisher.waitForFinished(120'000) && publisher.exitCode() == 0;
    if (!child.waitForFinished(120'000) || !isSent || child.exitCode() != 0)
        return {};
    return RunFigures::fromJson(QJsonDocument::fromJson(child.readAllStandardOutput()).object());
}

struct Row
{
    std::vector<double> rate, processor, late50, late99, lateMost, resident, cores;
    double dropped = 0;
    double inHand = 0;
    double subjects = 0;

    void add(const RunFigures &run, const RunFigures &bare)
    {
        rate.push_back(run.perSecond() / bare.perSecond());
        processor.push_back(run.processorPerMessage() / bare.processorPerMessage());
        late50.push_back(run.lateP50);
        late99.push_back(run.lateP99);
        lateMost.push_back(run.lateMost);
        resident.push_back(run.residentMegabytes);
        cores.push_back(run.processorSeconds / run.seconds);
        dropped += run.dropped;
        inHand += run.inHand;
        subjects = run.subjects;
    }
    void print(const char *name) const
    {
        std::printf(
            "  %-13s rate %s  CPU/msg %s  cores %.2f  late p50 %.1f p99 %s max %.0f ms  %.0f MB  %.0f subjects  "
            "dropped %.0f%s\n",
            name, textOf(spreadOf(rate)).c_str(), textOf(spreadOf(processor)).c_str(), spreadOf(cores).median,
            spreadOf(late50).median, textOf(spreadOf(late99)).c_str(), spreadOf(lateMost).most, spreadOf(resident).most,
            subjects, dropped, inHand == 0 ? "" : "  THE LEDGER DOES NOT ADD UP");
    }
};

bool compare(Scenario scenario, quint16 port, int repetitions)
{
    scenario.load.port = port;
    Row window;
    Row recording;
    std::vector<double> bareRate;
    for (int i = 0; i < repetitions; ++i) {
        const auto bare = measure({QStringLiteral("--count")}, scenario.load);
        const auto shown = measure({QStringLiteral("--window")}, scenario.load);
        const auto recorded = measure({QStringLiteral("--record")}, scenario.load);
        if (!bare || !shown || !recorded)
            return false;
        bareRate.push_back(bare->perSecond() / 1000);
        window.add(*shown, *bare);
        recording.add(*recorded, *bare);
    }
    std::printf("%s: bare counter %.0f k/s\n", scenario.name.c_str(), spreadOf(bareRate).median);
    window.print("window");
    recording.print("with recorder");
    std::fflush(stdout);
    return true;
}

RawLoad loadFrom(const QStringList &arguments)
{
    return {arguments.value(2).toUShort(), arguments.value(3).toInt(), arguments.value(4).toInt(),
            arguments.value(5).toInt(), arguments.value(6).toInt()};
}

int runChild(const QString &mode, const QStringList &arguments)
{
    const auto port = arguments.value(2).toUShort();
    const auto messages = arguments.value(3).toULongLong();
    if (mode == QLatin1String("--publish"))
        return publishRaw(loadFrom(arguments));
    if (mode == QLatin1String("--count"))
        return runCounter(port, messages);
    return runWindow(port, messages, mode == QLatin1String("--record"));
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("gnatcatcher"));
    const auto arguments = QCoreApplication::arguments();
    if (arguments.value(1).startsWith(QLatin1String("--")))
        return runChild(arguments.value(1), arguments);

    test::NatsServerProcess server;
    if (!server.start()) {
        std::fprintf(stderr, "%s\n", qPrintable(server.errorText()));
        return 1;
    }
    const int repetitions = arguments.size() > 1 ? arguments.at(1).toInt() : 5;
    const auto word = arguments.value(2).toStdString();
    std::printf("The window through nats-server, ratios to a bare libnats counter in the same run, median (min-max) of "
                "%d\n",
                repetitions);
    for (const auto &scenario : scenarios()) {
        if (scenario.name.find(word) == std::string::npos)
            continue;
        if (!compare(scenario, server.port(), repetitions)) {
            std::fprintf(stderr, "%s: a process failed.\n", scenario.name.c_str());
            return 1;
        }
    }
    return 0;
}
