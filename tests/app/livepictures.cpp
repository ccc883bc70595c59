// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "livepictures.h"

#include "broker/qt/brokercontroller.h"
#include "charts/graphpane.h"
#include "client/connectionset.h"
#include "items/messagelistmodel.h"
#include "items/subjecttreemodel.h"
#include "live/livepage.h"
#include "messages/messagetable.h"
#include "payload/messagedetails.h"
#include "payload/payloadview.h"
#include "shell/commandpalette.h"
#include "shell/paletteopener.h"
#include "shell/statuscell.h"
#include "subjects/subjectspane.h"
#include "traffic/messagelog.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QTreeView>

#include <algorithm>

namespace gnat::test {

namespace {

LivePage &liveOf(Desktop &desktop)
{
    return *qobject_cast<LivePage *>(desktop.window().page(QStringLiteral("live")));
}

void wait(int ms)
{
    const QDeadlineTimer over(ms);
    waitUntil([&over] { return over.hasExpired(); });
}

} // namespace

Connection *LivePictures::connectToBroker(const QString &name, const QStringList &subscriptions)
{
    ConnectionProfile profile;
    profile.name = name;
    profile.servers = m_desktop.workspace().broker().clientUrls();
    profile.subscriptions = subscriptions;
    auto *connection = m_desktop.workspace().connectTo(profile);
    return waitUntil([&] { return connection->state() == ConnectionState::Connected; }, 10'000) ? connection : nullptr;
}

/// A message some rows before the newest one.
bool LivePictures::select(std::string_view subject)
{
    auto &live = liveOf(m_desktop);
    auto &messages = live.messages();
    for (int row = messages.rowCount() - 12; row > 0; --row) {
        if (messages.message(row).view().subject != subject)
            continue;
        live.table().setFollowing(false);
        live.table().setCurrentIndex(messages.index(row, MessageListModel::Subject));
        return true;
    }
    return false;
}

bool LivePictures::showFields()
{
    if (!connectToBroker(QStringLiteral("staging"), {QStringLiteral("logs.*.error"), QStringLiteral("shop.>")}))
        return false;
    auto &graphs = liveOf(m_desktop).graphs();
    const auto source = m_desktop.workspace().connections().all().front()->id();
    graphs.pinField({source, "iot.pump-07.telemetry", QStringLiteral("temp_c")});
    graphs.pinField({source, "iot.pump-12.telemetry", QStringLiteral("temp_c")});
    wait(6'000);
    return select("iot.pump-07.telemetry");
}

bool LivePictures::showFilter()
{
    auto &live = liveOf(m_desktop);
    Q_EMIT live.filterTextWanted(QStringLiteral("logs.> !debug or is:request"));
    live.setFilterText(QStringLiteral("logs.> !debug or is:request"));
    wait(3'000);
    return live.messages().rowCount() > 10 && select("logs.search.info");
}

bool LivePictures::showFolding()
{
    auto *connection = m_desktop.workspace().connections().all().front().get();
    for (int order = 0; order < 3'000; ++order) {
        const auto id = QByteArray::number(quint64(order) * 2654435761 % 900'000 + 100'000);
        if (!connection->publish({"orders." + id + ".created", {}, {}, "{\"id\":\"" + id + "\"}"}))
            return false;
        if (order % 100 == 0)
            wait(30);
    }
    auto &pane = liveOf(m_desktop).subjects();
    pane.tree()->collapse(pane.model()->indexOf(connection->id(), "iot"));
    return waitUntil([&] { return pane.goTo(connection->id(), "orders.*.created"); }, 20'000);
}

/// Each tab below the list.
bool LivePictures::showTabs()
{
    auto &tabs = liveOf(m_desktop).time();
    for (int tab = 1; tab < tabs.count(); ++tab) {
        tabs.setCurrentIndex(tab);
        wait(2'500);
        if (!m_pictures.take(QStringLiteral("live-tab%1").arg(tab)))
            return false;
    }
    tabs.setCurrentIndex(0);
    return true;
}

/// All columns of the tree, and the palette over them.
bool LivePictures::showColumns()
{
    auto &pane = liveOf(m_desktop).subjects();
    QMenu menu;
    pane.fillTitleMenu(menu);
    const auto columns = menu.findChildren<QMenu *>();
    for (auto *below : columns) {
        const auto actions = below->actions();
        for (auto *action : actions) {
            if (below->title().contains(QStringLiteral("olumn")) && action->isCheckable() && !action->isChecked())
                action->trigger();
        }
    }
    wait(2'500);
    if (!m_pictures.take(QStringLiteral("live-columns")))
        return false;
    m_desktop.window().paletteOpener().open();
    wait(300);
    auto *palette = m_desktop.window().paletteOpener().palette();
    if (!palette)
        return false;
    palette->findChild<QLineEdit *>()->setText(QStringLiteral("user"));
    wait(300);
    const bool isDone = m_pictures.take(QStringLiteral("live-palette"));
    palette->close();
    pane.tree()->header()->hideSection(1);
    return isDone;
}

/// As much as the demo sends, and where it goes.
bool LivePictures::showLoad()
{
    auto &broker = m_desktop.workspace().broker();
    auto options = broker.demo();
    options.telemetryPerSecond = 40'000;
    broker.setDemo(options);
    auto &live = liveOf(m_desktop);
    live.setFollowing(true);
    if (!waitUntil([&] { return live.isListSampled(); }, 20'000))
        return false;
    wait(12'000);
    if (!m_pictures.take(QStringLiteral("live-load")))
        return false;
    const auto cells = m_desktop.window().findChildren<StatusCell *>();
    const auto kept = std::ranges::find(cells, QStringLiteral("Where messages go"), &QWidget::toolTip);
    if (kept == cells.end())
        return false;
    (*kept)->click();
    wait(500);
    const bool isDone = m_pictures.take(QStringLiteral("live-flow"));
    if (auto *popup = QApplication::activePopupWidget())
        popup->close();
    options.telemetryPerSecond = DemoOptions().telemetryPerSecond;
    broker.setDemo(options);
    return isDone;
}

/// All servers go, and come back.
bool LivePictures::showLoss()
{
    auto &broker = m_desktop.workspace().broker();
    auto *connection = m_desktop.workspace().connections().all().front().get();
    wait(8'000);
    for (std::size_t node = 0; node < broker.cluster()->size(); ++node)
        broker.cluster()->kill(node);
    if (!waitUntil([&] { return connection->state() != ConnectionState::Connected; }, 10'000))
        return false;
    wait(4'000);
    if (!m_pictures.take(QStringLiteral("live-lost")))
        return false;
    for (std::size_t node = 0; node < broker.cluster()->size(); ++node) {
        if (!broker.startNode(node))
            return false;
    }
    if (!waitUntil([&] { return connection->state() == ConnectionState::Connected; }, 60'000))
        return false;
    wait(6'000);
    return m_pictures.take(QStringLiteral("live-back"));
}

bool LivePictures::takeAll(int seconds)
{
    auto &live = liveOf(m_desktop);
    const auto enough = [&] {
        return m_desktop.workspace().traffic().log().count() > 500;
    };
    if (!waitUntil(enough, 120'000))
        return false;
    wait(seconds * 1000);
    if (!showFields() || !m_pictures.take(QStringLiteral("live")))
        return false;
    if (!showFilter() || !m_pictures.take(QStringLiteral("live-filter")))
        return false;
    Q_EMIT live.filterTextWanted({});
    live.setFilterText({});
    return showTabs() && showColumns() && showFolding() && m_pictures.take(QStringLiteral("live-folded")) &&
           showLoad() && showLoss();
}

} // namespace gnat::test
