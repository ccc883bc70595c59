// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowrun.h"

#include "bench/support/processfigures.h"
#include "charts/graphpane.h"
#include "desktop.h"
#include "live/livepage.h"
#include "resources/resources.h"
#include "runfigures.h"
#include "support/heartbeat.h"
#include "traffic/subjecttree.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <cstdio>
#include <ctime>
#include <functional>

namespace gnat::bench {

namespace {

void runUntil(const std::function<bool()> &isTrue)
{
    while (!isTrue())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

Connection *connectTo(Desktop &desktop, quint16 port)
{
    ConnectionProfile profile;
    profile.name = QStringLiteral("bench");
    profile.servers = QStringList{QStringLiteral("nats://127.0.0.1:%1").arg(port)};
    profile.subscriptions = QStringList{QStringLiteral(">")};
    auto *connection = desktop.workspace().connectTo(profile);
    bool isReady = false;
    QObject::connect(connection, &Connection::subscriptionsConfirmed, connection, [&isReady] { isReady = true; });
    runUntil([&isReady] { return isReady; });
    QObject::disconnect(connection, &Connection::subscriptionsConfirmed, connection, nullptr);
    return connection;
}

RunFigures measure(Desktop &desktop, quint64 messages)
{
    auto &traffic = desktop.workspace().traffic();
    runUntil([&traffic] { return traffic.figures().received > 0; });
    test::Heartbeat heartbeat;
    QElapsedTimer clock;
    clock.start();
    heartbeat.start();
    const auto processorBefore = ownProcessorSeconds();
    runUntil([&] {
        const auto figures = traffic.figures();
        return figures.kept + figures.noLongerKept + figures.droppedHere() >= messages || clock.elapsed() > 120'000;
    });
    heartbeat.stop();
    RunFigures figures;
    figures.seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
    figures.processorSeconds = ownProcessorSeconds() - processorBefore;
    figures.lateP50 = heartbeat.lateness(0.5);
    figures.lateP99 = heartbeat.lateness(0.99);
    figures.lateMost = heartbeat.lateness(1);
    const auto flow = traffic.figures();
    figures.messages = static_cast<double>(flow.received);
    figures.dropped = static_cast<double>(flow.droppedHere() + flow.missed);
    figures.inHand = static_cast<double>(flow.inHand());
    figures.subjects = static_cast<double>(traffic.tree().subjectCount());
    figures.residentMegabytes = residentBytes(QCoreApplication::applicationPid()) / 1e6;
    return figures;
}

} // namespace

double ownProcessorSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

int runWindow(quint16 port, quint64 messages, bool isRecording)
{
    initResources();
    const QTemporaryDir folder;
    Desktop desktop(true);
    auto &workspace = desktop.workspace();
    workspace.preferences().setRecordingFolder(folder.path());
    desktop.window().resize(1440, 900);
    desktop.window().show();
    desktop.window().goToPage(QStringLiteral("live"));
    const auto *connection = connectTo(desktop, port);
    if (auto *live = qobject_cast<LivePage *>(desktop.window().page(QStringLiteral("live")))) {
        live->graphs().pin(connection->id(), "plant.>");
        live->graphs().pin(connection->id(), "plant.line0.>");
    }
    if (isRecording) {
        workspace.toggleRecording();
        if (!workspace.recorder().isRecording())
            return 1;
    }
    std::puts("ready");
    std::fflush(stdout);
    auto figures = measure(desktop, messages);
    if (isRecording)
        figures.dropped += static_cast<double>(workspace.recorder().figures().dropped);
    std::puts(QJsonDocument(figures.toJson()).toJson(QJsonDocument::Compact).constData());
    return 0;
}

} // namespace gnat::bench
