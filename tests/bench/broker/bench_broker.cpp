// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Our broker beside nats-server on the same load in the same run, alternating: bench_broker [REPETITIONS] [WORD]
// Prints ratios ours / nats-server as median (lowest - highest), for scenarios whose name holds WORD. About four
// minutes for all.
#include "bench/support/processfigures.h"
#include "rawload.h"
#include "rawsocket.h"
#include "support/natsserverprocess.h"

#include <QCoreApplication>
#include <QProcess>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>

using namespace gnat;

namespace {

constexpr double secondsEach = 0.4;
constexpr int requestsEach = 3000;
constexpr int idleConnections = 5000;

struct Server
{
    quint16 port;
    qint64 pid;
};

/// What one repetition on one server yielded: a rate, a time or a size.
struct Figure
{
    double value = 0;
    double processorPerMessage = 0; ///< seconds
};

using Measure = std::function<Figure(const Server &)>;

struct Scenario
{
    std::string name;
    const char *unit;
    Measure measure;
};

/// Both servers, started for scenarios and ended with this.
class Servers
{
public:
    /// Says why not.
    bool start()
    {
        if (!m_theirs.start()) {
            std::fprintf(stderr, "%s\n", qPrintable(m_theirs.errorText()));
            return false;
        }
        m_ours.start(QStringLiteral(GNAT_TESTBROKER), {QStringLiteral("-p"), QStringLiteral("-1")});
        if (!m_ours.waitForReadyRead(10'000)) {
            std::fprintf(stderr, "Our broker did not start: %s\n", qPrintable(m_ours.errorString()));
            return false;
        }
        const auto line = m_ours.readLine().trimmed();
        m_port = static_cast<quint16>(line.mid(line.lastIndexOf(':') + 1).toInt());
        return true;
    }
    ~Servers()
    {
        m_ours.terminate();
        m_ours.waitForFinished(5000);
    }
    Servers() = default;
    Servers(const Servers &) = delete;
    Servers &operator=(const Servers &) = delete;

    Server ours() const { return {m_port, m_ours.processId()}; }
    Server theirs() const { return {m_theirs.port(), m_theirs.pid()}; }

private:
    test::NatsServerProcess m_theirs;
    QProcess m_ours;
    quint16 m_port = 0;
};

/// The value below which `part` of all lie.
double quantile(std::vector<double> values, double part)
{
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())))];
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    const auto middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Measure throughput(const bench::Load &load)
{
    return [load](const Server &server) -> Figure {
        const auto before = bench::processorSeconds(server.pid);
        const auto result = bench::run(server.port, load, secondsEach);
        return {result.messagesPerSecond / 1e6, (bench::processorSeconds(server.pid) - before) / result.messages};
    };
}

Measure latency(std::size_t payload, double part)
{
    return [=](const Server &server) -> Figure {
        const auto before = bench::processorSeconds(server.pid);
        const auto times = bench::roundTrips(server.port, payload, requestsEach);
        return {quantile(times, part), (bench::processorSeconds(server.pid) - before) / requestsEach};
    };
}

/// Memory that connections cost which have said CONNECT and PING, and hold `subscriptions` each.
Measure idleMemory(int subscriptions)
{
    return [=](const Server &server) -> Figure {
        std::vector<std::unique_ptr<bench::RawSocket>> sockets;
        const auto before = bench::residentBytes(server.pid);
        const auto processor = bench::processorSeconds(server.pid);
        for (int i = 0; i < idleConnections; ++i) {
            const auto &socket = *sockets.emplace_back(std::make_unique<bench::RawSocket>(server.port));
            for (int k = 0; k < subscriptions; ++k)
                socket.send("SUB idle." + std::to_string(i) + "." + std::to_string(k) + " " + std::to_string(k) +
                            "\r\n");
            socket.sync();
        }
        return {(bench::residentBytes(server.pid) - before) / 1024 / idleConnections,
                (bench::processorSeconds(server.pid) - processor) / idleConnections};
    };
}

std::vector<Scenario> scenarios()
{
    using Interest = bench::Load::Interest;
    std::vector<Scenario> all;
    for (const std::size_t size : {16U, 128U, 1024U}) {
        const auto name = std::to_string(size) + " B, ";
        const auto add = [&](const char *what, const bench::Load &load) {
            all.push_back({name + what, "M/s", throughput(load)});
        };
        add("publish only", {size, 1, 0, 1, Interest::Nobody});
        add("1:1", {size, 1, 1, 1, Interest::OneSubject});
        add("1:10", {size, 1, 10, 1, Interest::OneSubject});
        add("10:10", {size, 10, 10, 1, Interest::Pairs});
        add("1,000 subjects to >", {size, 1, 1, 1000, Interest::Everything});
        add("100,000 wildcards", {size, 1, 1, 100'000, Interest::WildcardEach});
        all.push_back({name + "request p50", "us", latency(size, 0.5)});
        all.push_back({name + "request p99", "us", latency(size, 0.99)});
    }
    return all;
}

/// Once each, on servers that nothing else has used: a second run would find the memory of the first.
std::vector<Scenario> memoryScenarios()
{
    return {{"memory, idle connection", "KiB", idleMemory(0)}, {"memory, and 10 subscriptions", "KiB", idleMemory(10)}};
}

bool isWanted(const Scenario &scenario, const char *word)
{
    return !word || scenario.name.find(word) != std::string::npos;
}

/// 5,000 connections need as many files here and, inherited, in the servers.
void allowManyFiles()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

void compare(const Scenario &scenario, int repetitions, const Servers &servers)
{
    const auto ours = servers.ours();
    const auto theirs = servers.theirs();
    std::vector<double> ourValues;
    std::vector<double> theirValues;
    std::vector<double> ratios;
    double ourProcessor = 0;
    double theirProcessor = 0;
    for (int i = 0; i < repetitions; ++i) {
        const bool areFirst = i % 2 == 0; // neither always runs on the machine the other has warmed
        auto first = scenario.measure(areFirst ? ours : theirs);
        auto second = scenario.measure(areFirst ? theirs : ours);
        if (!areFirst)
            std::swap(first, second);
        ourValues.push_back(first.value);
        theirValues.push_back(second.value);
        ratios.push_back(first.value / second.value);
        ourProcessor += first.processorPerMessage;
        theirProcessor += second.processorPerMessage;
    }
    const auto [lowest, highest] = std::ranges::minmax(ratios);
    std::printf("%-26s ours %8.2f  nats-server %8.2f %-7s ratio %5.2f (%.2f-%.2f)  CPU %.2f\n", scenario.name.c_str(),
                median(ourValues), median(theirValues), scenario.unit, median(ratios), lowest, highest,
                ourProcessor / theirProcessor);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int repetitions = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
    const char *const word = argc > 2 ? argv[2] : nullptr;
    allowManyFiles();
    std::printf("broker beside nats-server, %d alternating repetitions, ratio ours / nats-server: median (min-max)\n",
                repetitions);
    Servers servers;
    if (!servers.start())
        return 1;
    for (const auto &scenario : scenarios()) {
        if (isWanted(scenario, word))
            compare(scenario, repetitions, servers);
    }
    for (const auto &scenario : memoryScenarios()) {
        Servers fresh;
        if (!isWanted(scenario, word))
            continue;
        if (!fresh.start())
            return 1;
        compare(scenario, 1, fresh);
    }
    return 0;
}
