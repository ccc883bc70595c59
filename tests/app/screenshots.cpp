// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every page on the demo, in both themes: screenshots FOLDER [SECONDS [PAGE…]]. './dev screenshots' runs it
// under Xvfb.
#include "bench/benchpage.h"
#include "broker/qt/brokerwatch.h"
#include "cluster/brokerpanel.h"
#include "cluster/clusterpage.h"
#include "cluster/serverspane.h"
#include "cluster/topologyview.h"
#include "compose/composer.h"
#include "desktop.h"
#include "items/messagelistmodel.h"
#include "live/livepage.h"
#include "messages/messagetable.h"
#include "recordings/recordedoverview.h"
#include "recordings/recordingspage.h"
#include "recordings/recordingtools.h"
#include "resources/resources.h"
#include "rework/recordingcomparison.h"
#include "rework/recordingcut.h"
#include "subjects/subjectspane.h"
#include "support/movingclient.h"
#include "traffic/messagelog.h"
#include "translations/translations.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QPushButton>
#include <QTimer>
#include <QTreeView>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

using namespace gnat;

namespace {

/// Runs the event loop until `isTrue`, at most so long.
bool waitUntil(const std::function<bool()> &isTrue, int deadlineMs = 60'000)
{
    const QDeadlineTimer deadline(deadlineMs);
    QTimer poll;
    poll.start(20);
    while (!isTrue()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

class Pictures
{
public:
    Pictures(Desktop &desktop, const QDir &folder) : m_desktop(desktop), m_folder(folder) {}

    bool take(const QString &name)
    {
        for (const auto choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
            m_desktop.theme().setChoice(choice);
            // Two frames: one for the palette to reach the charts, one for them to be drawn.
            const QDeadlineTimer settled(600);
            waitUntil([&] { return settled.hasExpired(); });
            const auto file =
                name + (choice == ThemeChoice::Dark ? QStringLiteral("-dark.png") : QStringLiteral("-light.png"));
            if (!m_desktop.window().grab().save(m_folder.filePath(file)))
                return false;
        }
        return true;
    }

private:
    Desktop &m_desktop;
    QDir m_folder;
};

bool showLive(Desktop &desktop, int seconds)
{
    const QDeadlineTimer enough(seconds * 1000);
    if (!waitUntil([&] { return desktop.workspace().traffic().log().count() > 500 && enough.hasExpired(); }, 120'000))
        return false;
    auto *live = qobject_cast<LivePage *>(desktop.window().page(QStringLiteral("live")));
    auto &messages = live->messages();
    for (int row = messages.rowCount() - 12; row > 0; --row) {
        if (messages.message(row).view().subject == "iot.pump-07.telemetry") {
            live->table().setFollowing(false);
            live->table().setCurrentIndex(messages.index(row, MessageListModel::Subject));
            break;
        }
    }
    return true;
}

bool showBench(Desktop &desktop)
{
    auto &window = desktop.window();
    window.goToPage(QStringLiteral("bench"));
    auto *bench = qobject_cast<BenchPage *>(window.page(QStringLiteral("bench")));
    const auto ask = [&](const QByteArray &subject, const QByteArray &payload, int replies) {
        const auto before = desktop.workspace().history().entries().size();
        Draft draft;
        draft.connection = QStringLiteral("demo");
        draft.subject = subject;
        draft.payload = payload;
        draft.maxReplies = replies;
        draft.timeoutMs = 1500;
        draft.headers = {{"Trace-Id", "7b0ec41d"}};
        bench->open(draft);
        bench->composer().send();
        return waitUntil([&] { return desktop.workspace().history().entries().size() > before; });
    };
    return ask("inventory.reserve", "{\"sku\":\"A-1\"}", 1) &&
           ask("pricing.quote", "{\"from\":\"EUR\",\"to\":\"USD\"}", 0) &&
           ask("user.get", "{\n  \"id\": 1004,\n  \"fields\": [\"plan\", \"region\", \"limits\"]\n}", 1);
}

bool showRecordings(Desktop &desktop)
{
    auto &workspace = desktop.workspace();
    QString path;
    QObject::connect(&workspace.recorder(), &Recorder::finished, &desktop,
                     [&path](const QString &file, const RecordingFigures &, const QString &) { path = file; });
    workspace.toggleRecording();
    const QDeadlineTimer enough(20'000);
    waitUntil([&] { return enough.hasExpired(); });
    workspace.toggleRecording();
    if (!waitUntil([&] { return !path.isEmpty(); }))
        return false;
    desktop.openRecording(path);
    auto *page = qobject_cast<RecordingsPage *>(desktop.window().page(QStringLiteral("recordings")));
    if (!waitUntil([&] { return page->table().model() && page->table().model()->rowCount() > 100; }))
        return false;
    page->table().setCurrentIndex(page->table().model()->index(40, 2));
    if (!waitUntil([&] { return page->overview().subjects() != nullptr; }))
        return false;
    page->overview().subjects()->tree()->expandToDepth(1);
    return true;
}

void showRecordedGraphs(Desktop &desktop)
{
    auto *page = qobject_cast<RecordingsPage *>(desktop.window().page(QStringLiteral("recordings")));
    for (const auto *pattern : {"iot.>", "logs.>", "shop.orders.created"})
        page->overview().pin(pattern);
}

/// The recording against one of the same traffic at other rates.
bool showComparison(Desktop &desktop)
{
    auto *page = qobject_cast<RecordingsPage *>(desktop.window().page(QStringLiteral("recordings")));
    const auto path = page->openedPath();
    const auto older = path.chopped(5) + QStringLiteral(" earlier.gnat");
    CutRequest request{path, older, true};
    request.wanted = [](const MessageView &message) {
        return !message.subject.starts_with("logs.") && message.payload.size() % 3 != 0;
    };
    if (!cutRecording(request, {}))
        return false;
    auto compared = compareRecordings(older, path, {}, {}, desktop.workspace().codecs(), {});
    if (!compared)
        return false;
    page->tools().showComparison(std::make_shared<RecordingComparison>(std::move(compared).value()));
    return true;
}

using Clients = std::vector<std::unique_ptr<test::MovingClient>>;

/// Programs of a small company, spread over the servers.
Clients connectClients(Desktop &desktop)
{
    QList<quint16> ports;
    for (const auto &url : desktop.workspace().broker().clientUrls())
        ports.append(url.section(u':', -1).toUShort());
    Clients clients;
    const auto add = [&](const char *name, const QList<QByteArray> &subjects, int server, const QByteArray &sends = {},
                         int perSecond = 0) {
        clients.push_back(std::make_unique<test::MovingClient>(QString::fromLatin1(name), ports, subjects, server));
        if (perSecond > 0)
            clients.back()->publish(sends, perSecond);
    };
    add("order-service", {"shop.orders.*", "user.get", "shop.stock.*"}, 1, "shop.invoices", 12);
    add("user-service", {"user.changed"}, 2, "user.changed", 7);
    add("billing-worker", {"shop.invoices", "shop.orders.paid"}, 1);
    add("sensor-gateway", {"iot.commands.*"}, 2, "iot.gateway.state", 40);
    add("log-shipper", {"logs.>"}, 1);
    add("auth-service", {"auth.check", "auth.revoke"}, 2);
    add("web-checkout", {"shop.orders.created"}, 0, "shop.cart.changed", 20);
    return clients;
}

ClusterPage *showCluster(Desktop &desktop, Clients &clients, int seconds)
{
    auto *page = qobject_cast<ClusterPage *>(desktop.window().page(QStringLiteral("cluster")));
    desktop.window().goToPage(QStringLiteral("cluster"));
    clients = connectClients(desktop);
    const QDeadlineTimer enough(std::min(seconds, 40) * 1000);
    const bool isThere = waitUntil(
        [&] { return page->clients().model()->rowCount() == int(clients.size()) + 1 && enough.hasExpired(); });
    return isThere ? page : nullptr;
}

/// n2 is killed with its button; its clients go elsewhere.
bool showFailover(ClusterPage &page)
{
    page.panel().servers()->card(1)->mainButton()->click();
    const QDeadlineTimer enough(7'000);
    return waitUntil([&] {
        return page.watch().view().nodesUp() == 2 && page.watch().view().clients.size() == 8 && enough.hasExpired();
    });
}

/// `only` names pages; empty: all.
int takeAll(const QDir &folder, int seconds, const QStringList &only)
{
    Desktop desktop;
    Pictures pictures(desktop, folder);
    const auto wants = [&only](const char *page) {
        return only.isEmpty() || only.contains(QLatin1StringView(page));
    };
    desktop.window().resize(1440, 900);
    desktop.window().show();
    bool isDone = !wants("welcome") || pictures.take(QStringLiteral("welcome"));
    desktop.startDemo();
    isDone = isDone && (!wants("live") || (showLive(desktop, seconds) && pictures.take(QStringLiteral("live"))));
    isDone = isDone && (!wants("bench") || (showBench(desktop) && pictures.take(QStringLiteral("bench"))));
    if (isDone && wants("recordings")) {
        isDone = showRecordings(desktop) && pictures.take(QStringLiteral("recordings"));
        showRecordedGraphs(desktop);
        isDone = isDone && pictures.take(QStringLiteral("recordings-graphs"));
        isDone = isDone && showComparison(desktop) && pictures.take(QStringLiteral("recordings-comparing"));
    }
    if (isDone && wants("cluster")) {
        Clients clients;
        auto *cluster = showCluster(desktop, clients, seconds);
        isDone = cluster && pictures.take(QStringLiteral("cluster")) && showFailover(*cluster) &&
                 pictures.take(QStringLiteral("failover"));
    }
    return isDone ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("gnatcatcher"));
    initResources();
    installTranslations();
    const auto arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: screenshots FOLDER [SECONDS [PAGE…]]\n");
        return 2;
    }
    const int seconds = arguments.size() > 2 ? arguments.at(2).toInt() : 62;
    const int code = takeAll(QDir(arguments.at(1)), seconds, arguments.mid(3));
    if (code != 0)
        std::fprintf(stderr, "screenshots: a page did not show what it should in time\n");
    return code;
}
