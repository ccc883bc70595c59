// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the whole pipeline costs beside a client that only counts: the same server, the same load, in one run.
//     bench_ingest [repetitions]
#include "bench/support/rawpublisher.h"
#include "bench/support/spread.h"
#include "client/connectionset.h"
#include "flow/dropledger.h"
#include "flow/fanout.h"
#include "flow/frameticker.h"
#include "recording/recorder.h"
#include "support/natsserverprocess.h"
#include "traffic/messagelog.h"
#include "traffic/rateseries.h"
#include "traffic/trafficview.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <nats/nats.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace gnat;

namespace {

constexpr int subjects = 1000;

struct Run
{
    double messagesPerSecond = 0;
    double cpuMicrosecondsPerMessage = 0;
    quint64 dropped = 0;
};

double cpuSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

struct Load
{
    quint16 port;
    int messages;
    int payloadBytes;
};

/// Starts the publisher, runs the event loop until `received` reaches the load's count, and measures.
Run measure(const Load &load, const std::function<quint64()> &received)
{
    QProcess publisher;
    QElapsedTimer clock;
    const auto cpuBefore = cpuSeconds();
    publisher.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--publish"), QString::number(load.port), QString::number(load.messages),
                     QString::number(load.payloadBytes)});
    while (received() == 0 && publisher.state() != QProcess::NotRunning)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 1);
    clock.start();
    while (received() < static_cast<quint64>(load.messages) && clock.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    const auto seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
    Run run;
    run.messagesPerSecond = static_cast<double>(received()) / seconds;
    run.cpuMicrosecondsPerMessage = (cpuSeconds() - cpuBefore) * 1e6 / load.messages;
    publisher.waitForFinished();
    return run;
}

void count(natsConnection *, natsSubscription *, natsMsg *message, void *closure)
{
    static_cast<std::atomic<quint64> *>(closure)->fetch_add(1, std::memory_order_relaxed);
    natsMsg_Destroy(message);
}

/// The reference: libnats and a callback that counts.
Run countOnly(const Load &load)
{
    natsConnection *connection = nullptr;
    natsSubscription *subscription = nullptr;
    std::atomic<quint64> received = 0;
    const auto url = QStringLiteral("nats://127.0.0.1:%1").arg(load.port).toUtf8();
    if (natsConnection_ConnectTo(&connection, url.constData()) != NATS_OK ||
        natsConnection_Subscribe(&subscription, connection, ">", count, &received) != NATS_OK)
        return {};
    natsSubscription_SetPendingLimits(subscription, 1'000'000, 256'000'000);
    natsConnection_FlushTimeout(connection, 5000);
    auto run = measure(load, [&] {
        QCoreApplication::processEvents();
        return received.load();
    });
    int64_t dropped = 0;
    natsSubscription_GetDropped(subscription, &dropped);
    run.dropped = static_cast<quint64>(dropped);
    natsConnection_Close(connection);
    natsSubscription_Destroy(subscription);
    natsConnection_Destroy(connection);
    return run;
}

/// The program: connection, fan-out, tree, list, one graph, and the recorder if asked for.
Run wholePipeline(const Load &load, bool isRecording)
{
    const QTemporaryDir folder;
    Fanout fanout;
    DropLedger ledger;
    FrameTicker ticker;
    TrafficView view(fanout, ledger, ticker);
    view.rates().addSeries(SubjectPattern::parse("plant.>").value());
    ticker.start();
    Recorder recorder(fanout);
    ConnectionSet connections(fanout, ledger);
    ConnectionProfile profile;
    profile.name = QStringLiteral("bench");
    profile.servers = QStringList{QStringLiteral("nats://127.0.0.1:%1").arg(load.port)};
    profile.subscriptions = QStringList{QStringLiteral(">")};
    auto *connection = connections.add(profile);
    bool isReady = false;
    QObject::connect(connection, &Connection::subscriptionsConfirmed, connection, [&] { isReady = true; });
    while (!isReady)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (isRecording) {
        RecordingOptions options;
        options.path = folder.filePath(QStringLiteral("bench.gnat"));
        options.connections = {{connection->id(), profile.name, profile.servers.first(), {}, {}}};
        if (const auto started = recorder.start(options); !started)
            return {};
    }
    auto run = measure(load, [&] {
        const auto figures = ledger.figures();
        return figures.kept + figures.noLongerKept + figures.droppedHere();
    });
    bool isClosed = !isRecording;
    RecordingFigures recorded;
    QObject::connect(&recorder, &Recorder::finished, &recorder,
                     [&](const QString &, const RecordingFigures &figures, const QString &) {
                         recorded = figures;
                         isClosed = true;
                     });
    recorder.stop();
    while (!isClosed)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    run.dropped = ledger.figures().droppedHere() + recorded.dropped;
    return run;
}

void compare(quint16 port, int payloadBytes, int repetitions)
{
    const Load load{port, payloadBytes >= 1024 ? 200'000 : 500'000, payloadBytes};
    std::vector<double> rate;
    std::vector<double> rateRecording;
    std::vector<double> bare;
    std::vector<double> cpu;
    quint64 dropped = 0;
    for (int i = 0; i < repetitions; ++i) {
        const auto counted = countOnly(load);
        const auto piped = wholePipeline(load, false);
        const auto recorded = wholePipeline(load, true);
        bare.push_back(counted.messagesPerSecond / 1000);
        rate.push_back(piped.messagesPerSecond / counted.messagesPerSecond);
        rateRecording.push_back(recorded.messagesPerSecond / counted.messagesPerSecond);
        cpu.push_back(piped.cpuMicrosecondsPerMessage / counted.cpuMicrosecondsPerMessage);
        dropped += piped.dropped + recorded.dropped;
    }
    std::printf("%5d B  bare %6.0f k/s | pipeline %s | with recorder %s | CPU/msg %s | dropped %llu\n", payloadBytes,
                bench::spreadOf(bare).median, bench::textOf(bench::spreadOf(rate)).c_str(),
                bench::textOf(bench::spreadOf(rateRecording)).c_str(), bench::textOf(bench::spreadOf(cpu)).c_str(),
                static_cast<unsigned long long>(dropped));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--publish"))
        return bench::publishRaw(
            {arguments.value(2).toUShort(), arguments.value(3).toInt(), arguments.value(4).toInt(), subjects});

    gnat::test::NatsServerProcess server;
    if (!server.start()) {
        std::fprintf(stderr, "%s\n", qPrintable(server.errorText()));
        return 1;
    }
    const int repetitions = arguments.size() > 1 ? arguments.at(1).toInt() : 5;
    std::printf("Ingest through nats-server, ratio to a bare libnats counter in the same run, median (min-max) of %d\n",
                repetitions);
    for (const int size : {16, 128, 1024})
        compare(server.port(), size, repetitions);
    return 0;
}
