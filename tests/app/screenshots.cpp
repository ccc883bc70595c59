// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every page on the demo, in both themes: screenshots FOLDER [SECONDS [PAGE…]]; with "small" among the
// pages the window is as small as it may be. './dev screenshots' runs it under Xvfb.
#include "bench/benchpage.h"
#include "broker/qt/brokerwatch.h"
#include "cluster/brokerpanel.h"
#include "cluster/clusterpage.h"
#include "cluster/serverspane.h"
#include "cluster/topologyview.h"
#include "compose/composer.h"
#include "desktop.h"
#include "live/clienttalkers.h"
#include "live/livepage.h"
#include "live/talkerspane.h"
#include "livepictures.h"
#include "messages/messagetable.h"
#include "pictures.h"
#include "recordingpictures.h"
#include "resources/resources.h"
#include "support/movingclient.h"
#include "traffic/messagelog.h"
#include "translations/translations.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

using namespace gnat;
using test::LivePictures;
using test::Pictures;
using test::RecordingPictures;
using test::waitUntil;

namespace {

constexpr int recordFor = 20; // seconds

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

/// Who publishes how much, as the servers say.
bool showTalkers(Desktop &desktop, Clients &clients)
{
    desktop.window().goToPage(QStringLiteral("live"));
    clients = connectClients(desktop);
    auto &time = qobject_cast<LivePage *>(desktop.window().page(QStringLiteral("live")))->time();
    time.setCurrentWidget(&time.talkers());
    const auto buttons = time.talkers().findChildren<QAbstractButton *>();
    const auto byClient =
        std::ranges::find(buttons, QStringLiteral("Clients"), [](const auto *button) { return button->text(); });
    if (byClient == buttons.end())
        return false;
    (*byClient)->click();
    const QDeadlineTimer enough(9'000);
    return waitUntil([&] {
        return time.talkers().clients().table()->model()->rowCount() > int(clients.size()) && enough.hasExpired();
    });
}

/// `only` names pages; none: all.
int takeAll(const QDir &folder, int seconds, const QStringList &only)
{
    Desktop desktop;
    Pictures pictures(desktop, folder);
    const bool isAll = only.isEmpty() || only == QStringList{QStringLiteral("small")};
    const auto wants = [&](const char *page) {
        return isAll || only.contains(QLatin1StringView(page));
    };
    desktop.window().resize(only.contains(QStringLiteral("small")) ? QSize(1000, 640) : QSize(1440, 900));
    desktop.window().show();
    bool isDone = !wants("welcome") || pictures.take(QStringLiteral("welcome"));
    desktop.startDemo();
    isDone = isDone && waitUntil([&] { return desktop.workspace().traffic().log().count() > 0; });
    isDone = isDone && (!wants("live") || LivePictures(desktop, pictures).takeAll(seconds));
    if (isDone && wants("talkers")) {
        Clients clients;
        isDone = showTalkers(desktop, clients) && pictures.take(QStringLiteral("live-clients"));
    }
    isDone = isDone && (!wants("bench") || (showBench(desktop) && pictures.take(QStringLiteral("bench"))));
    isDone = isDone && (!wants("recordings") || RecordingPictures(desktop, pictures).takeAll(recordFor));
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
