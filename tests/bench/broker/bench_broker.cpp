// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Our broker beside nats-server on the same load in the same run, alternating: bench_broker [REPETITIONS]
// Prints ratios ours / nats-server as median (lowest - highest). About half a minute.
#include "rawload.h"
#include "support/natsserverprocess.h"

#include <QCoreApplication>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>

using namespace gnat;

namespace {

constexpr double secondsEach = 0.4;
constexpr int requestsEach = 3000;

struct Server
{
    const char *name;
    quint16 port;
    qint64 pid;
};

/// What one repetition on one server yielded; `value` is a rate or a time.
struct Figure
{
    double value = 0;
    double processorPerMessage = 0; ///< seconds
};

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Figure throughput(const Server &server, std::size_t payload, int subscribers)
{
    const auto before = bench::processorSeconds(server.pid);
    const auto result = bench::fanOut(server.port, payload, subscribers, secondsEach);
    return {result.deliveredPerSecond / 1e6, (bench::processorSeconds(server.pid) - before) / result.delivered};
}

Figure latency(const Server &server, std::size_t payload)
{
    const auto before = bench::processorSeconds(server.pid);
    const auto times = bench::roundTrips(server.port, payload, requestsEach);
    return {median(times), (bench::processorSeconds(server.pid) - before) / requestsEach};
}

void compare(const char *scenario, const char *unit, int repetitions, const Server &ours, const Server &theirs,
             const std::function<Figure(const Server &)> &measure)
{
    std::vector<double> ourValues;
    std::vector<double> theirValues;
    std::vector<double> ratios;
    double ourProcessor = 0;
    double theirProcessor = 0;
    for (int i = 0; i < repetitions; ++i) {
        const bool areFirst = i % 2 == 0; // neither always runs on the machine the other has warmed
        auto first = measure(areFirst ? ours : theirs);
        auto second = measure(areFirst ? theirs : ours);
        if (!areFirst)
            std::swap(first, second);
        ourValues.push_back(first.value);
        theirValues.push_back(second.value);
        ratios.push_back(first.value / second.value);
        ourProcessor += first.processorPerMessage;
        theirProcessor += second.processorPerMessage;
    }
    const auto [lowest, highest] = std::ranges::minmax(ratios);
    std::printf("%-22s ours %8.2f  nats-server %8.2f %-3s  ratio %5.2f (%.2f-%.2f)  CPU a message %.2f\n", scenario,
                median(ourValues), median(theirValues), unit, median(ratios), lowest, highest,
                ourProcessor / theirProcessor);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int repetitions = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;

    test::NatsServerProcess theirs;
    if (!theirs.start()) {
        std::fprintf(stderr, "%s\n", qPrintable(theirs.errorText()));
        return 1;
    }
    QProcess ours;
    ours.start(QStringLiteral(GNAT_TESTBROKER), {QStringLiteral("-p"), QStringLiteral("-1")});
    if (!ours.waitForReadyRead(10'000)) {
        std::fprintf(stderr, "Our broker did not start: %s\n", qPrintable(ours.errorString()));
        return 1;
    }
    const auto line = ours.readLine().trimmed();
    const Server us{"ours", static_cast<quint16>(line.mid(line.lastIndexOf(':') + 1).toInt()), ours.processId()};
    const Server them{"nats-server", theirs.port(), theirs.pid()};

    std::printf("broker beside nats-server, %d alternating repetitions, ratio ours / nats-server: median (min-max)\n",
                repetitions);
    const auto rate = [](std::size_t payload, int subscribers) {
        return [=](const Server &server) {
            return throughput(server, payload, subscribers);
        };
    };
    const auto time = [](std::size_t payload) {
        return [=](const Server &server) {
            return latency(server, payload);
        };
    };
    compare("16 B, 1:1", "M/s", repetitions, us, them, rate(16, 1));
    compare("16 B, 1:10", "M/s", repetitions, us, them, rate(16, 10));
    compare("1 KiB, 1:1", "M/s", repetitions, us, them, rate(1024, 1));
    compare("1 KiB, 1:10", "M/s", repetitions, us, them, rate(1024, 10));
    compare("request/reply 16 B p50", "us", repetitions, us, them, time(16));
    compare("request/reply 1 KiB p50", "us", repetitions, us, them, time(1024));

    ours.terminate();
    ours.waitForFinished(5000);
    return 0;
}
