// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "countrun.h"

#include "bench/support/processfigures.h"
#include "runfigures.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>

#include <nats/nats.h>

#include <atomic>
#include <cstdio>
#include <thread>

namespace gnat::bench {

namespace {

void count(natsConnection *, natsSubscription *, natsMsg *message, void *closure)
{
    static_cast<std::atomic<quint64> *>(closure)->fetch_add(1, std::memory_order_relaxed);
    natsMsg_Destroy(message);
}

} // namespace

int runCounter(quint16 port, quint64 messages)
{
    natsConnection *connection = nullptr;
    natsSubscription *subscription = nullptr;
    std::atomic<quint64> received = 0;
    const auto url = QStringLiteral("nats://127.0.0.1:%1").arg(port).toUtf8();
    if (natsConnection_ConnectTo(&connection, url.constData()) != NATS_OK ||
        natsConnection_Subscribe(&subscription, connection, ">", count, &received) != NATS_OK)
        return 1;
    natsSubscription_SetPendingLimits(subscription, 1'000'000, 256'000'000);
    natsConnection_FlushTimeout(connection, 5000);
    std::puts("ready");
    std::fflush(stdout);
    const auto wait = [] {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    };
    while (received.load() == 0)
        wait();
    const auto processorBefore = ownProcessorSeconds();
    QElapsedTimer clock;
    clock.start();
    int64_t dropped = 0;
    while (received.load() + static_cast<quint64>(dropped) < messages && clock.elapsed() < 120'000) {
        wait();
        natsSubscription_GetDropped(subscription, &dropped);
    }
    RunFigures figures;
    figures.seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
    figures.messages = static_cast<double>(received.load());
    figures.dropped = static_cast<double>(dropped);
    figures.processorSeconds = ownProcessorSeconds() - processorBefore;
    figures.residentMegabytes = residentBytes(QCoreApplication::applicationPid()) / 1e6;
    std::puts(QJsonDocument(figures.toJson()).toJson(QJsonDocument::Compact).constData());
    natsConnection_Close(connection);
    natsSubscription_Destroy(subscription);
    natsConnection_Destroy(connection);
    return 0;
}

} // namespace gnat::bench
