// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/clusterpage.h"

#include "base/text.h"
#include "broker/qt/brokercontroller.h"
#include "broker/qt/brokerwatch.h"
#include "client/connectionset.h"
#include "cluster/brokerpanel.h"
#include "cluster/clientpane.h"
#include "cluster/clusterdelegate.h"
#include "cluster/failoverpane.h"
#include "cluster/serveractions.h"
#include "cluster/servernavigator.h"
#include "cluster/topologylayout.h"
#include "cluster/topologyview.h"
#include "common/banner.h"
#include "common/chip.h"
#include "common/docktitle.h"
#include "common/emptystate.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/segmented.h"
#include "common/textlabel.h"
#include "items/clustertables.h"
#include "items/roles.h"

#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>

#include <algorithm>

namespace gnat {

namespace {

const Connection *embeddedConnection(const ConnectionSet &connections)
{
    for (const auto &connection : connections.all()) {
        if (connection->profile().isEmbedded)
            return connection.get();
    }
    return nullptr;
}

} // namespace

ClusterPage::ClusterPage(BrokerController &controller, ConnectionSet &connections, Preferences &preferences,
                         StartFunction startBroker, StopFunction stopBroker, QWidget *parent)
    : Page(parent), m_controller(controller), m_connections(connections), m_startBroker(std::move(startBroker)),
      m_stopBroker(std::move(stopBroker))
{
    m_watch = new BrokerWatch(controller, this);
    m_actions = new ServerActions(controller, *m_watch, this);
    buildCenter();
    buildDocks(preferences);
    connect(m_watch, &BrokerWatch::viewChanged, this, &ClusterPage::refresh);
    connect(m_watch, &BrokerWatch::subscriptionsChanged, this,
            [this] { m_panel->client()->setSubscriptions(m_watch->subscriptions()); });
    connect(m_actions, &ServerActions::failed, this, [this](const QString &text) {
        m_problem->set(BannerTone::Err, QStringLiteral("error"), text.toHtmlEscaped());
        m_problem->show();
    });
    connect(&controller, &BrokerController::started, m_problem, &QWidget::hide);
    setFocusProxy(m_navigator->tree());
    refresh();
}

ClusterPage::~ClusterPage()
{
    disconnect(m_watch, nullptr, this, nullptr);
}

void ClusterPage::buildCenter()
{
    auto *nothing = new EmptyState(this);
    nothing->set(QStringLiteral("cluster"), tr("No embedded broker is running"),
                 tr("It is a NATS cluster of three servers inside this program, on this computer only. Connect your "
                    "own programs to it, kill a server, and watch who loses the connection and where they go."),
                 tr("Start the embedded broker"));
    connect(nothing, &EmptyState::buttonClicked, this, &ClusterPage::start);
    m_map = new TopologyView(this);
    m_serverModel = makeServerTable(this);
    m_servers = makeClusterTable(m_serverModel, tr("Servers"), {int(ServerColumn::State), int(ServerColumn::Since)},
                                 false, this);
    setColumnWidths(m_servers, {90, 150, 0, 62, 62, 70, 70, 76});
    m_views = new QStackedWidget(this);
    m_views->addWidget(m_map);
    m_views->addWidget(m_servers);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_views);
    splitter->addWidget(buildTables());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({296, 250});
    auto *running = new QWidget(this);
    auto *layout = new QVBoxLayout(running);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(splitter, 1);
    m_center = new QStackedWidget(this);
    useBaseGround(m_center);
    m_center->addWidget(nothing);
    m_center->addWidget(running);
    m_problem = new Banner(this);
    m_problem->hide();
    connect(m_problem, &Banner::closed, m_problem, &QWidget::hide);
    connect(m_problem, &Banner::linkActivated, this, [this] { startAt(true); });
    auto *center = new QWidget(this);
    auto *column = new QVBoxLayout(center);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_problem);
    column->addWidget(m_center, 1);
    setCentralWidget(center);
    connect(m_map, &TopologyView::nodeChosen, this, &ClusterPage::chooseNode);
    connect(m_servers->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { chooseNode(current.isValid() ? current.row() : -1); });
}

QWidget *ClusterPage::buildHeader()
{
    auto *header = new QWidget(this);
    header->setFixedHeight(44);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(14, 0, 14, 0);
    layout->setSpacing(10);
    m_name = new TextLabel({}, TextRole::Title, header);
    m_state = new Chip(header);
    m_facts = new TextLabel({}, TextRole::Caption, header);
    m_facts->setMinimumWidth(20);
    m_choice = new Segmented({tr("Map"), tr("Table")}, tr("View of the servers"), header);
    layout->addWidget(m_name);
    layout->addWidget(m_state);
    layout->addWidget(m_facts, 1);
    layout->addWidget(m_choice);
    connect(m_choice, &Segmented::currentChanged, m_views, &QStackedWidget::setCurrentIndex);
    return header;
}

QWidget *ClusterPage::buildTables()
{
    m_clientModel = makeClientTable(this);
    m_clientFilter = new QSortFilterProxyModel(this);
    m_clientFilter->setSourceModel(m_clientModel);
    m_clientFilter->setSortRole(SortRole);
    m_clientFilter->setFilterRole(SearchRole);
    m_clientFilter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_clients =
        makeClusterTable(m_clientFilter, tr("Clients"),
                         {int(ClientColumn::Library), int(ClientColumn::Since), int(ClientColumn::Note)}, true, this);
    setColumnWidths(m_clients, {0, 54, 72, 44, 50, 50, 66, 66, 50, 92});
    m_routeModel = makeRouteTable(this);
    m_routes = makeClusterTable(m_routeModel, tr("Routes"), {int(RouteColumn::Since)}, false, this);
    setColumnWidths(m_routes, {90, 90, 70, 70, 70, 76, 62, 66});
    m_tables = new QTabWidget(this);
    m_tables->setDocumentMode(true);
    m_tables->addTab(m_clients, tr("Clients"));
    m_tables->addTab(m_routes, tr("Routes"));
    connect(m_clients->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { showClient(); });
    return m_tables;
}

void ClusterPage::buildDocks(Preferences &preferences)
{
    m_navigator = new ServerNavigator(this);
    auto *navigator = addDock(QStringLiteral("navigator"), tr("Servers"), Qt::LeftDockWidgetArea, m_navigator);
    navigator->setTitleBarWidget(new DockTitle(tr("Servers"), navigator));
    setDockSize(navigator, 276, Qt::Horizontal);
    m_panel = new BrokerPanel(m_controller, *m_watch, *m_actions, preferences, this);
    auto *panel = addDock(QStringLiteral("broker"), tr("Embedded broker"), Qt::RightDockWidgetArea, m_panel);
    panel->setTitleBarWidget(m_panel->title());
    setDockSize(panel, 348, Qt::Horizontal);
    m_failover = new FailoverPane(*m_watch, this);
    auto *time = addDock(QStringLiteral("time"), tr("Failover"), Qt::BottomDockWidgetArea, m_failover);
    auto *title = new DockTitle(tr("Failover"), time);
    title->setRemark(tr("traffic per server and what happened"));
    time->setTitleBarWidget(title);
    setDockSize(time, 208, Qt::Vertical);
    connect(m_navigator, &ServerNavigator::nodeChosen, this, &ClusterPage::chooseNode);
    connect(m_panel, &BrokerPanel::startRequested, this, &ClusterPage::start);
    connect(m_panel, &BrokerPanel::stopRequested, this, &ClusterPage::stop);
}

void ClusterPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_watch->setWatching(true);
}

void ClusterPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_watch->setWatching(false);
}

bool ClusterPage::canFilter() const
{
    return m_watch->view().hasNodes;
}

void ClusterPage::setFilterText(const QString &text)
{
    m_filter = text;
    m_clientFilter->setFilterFixedString(text.trimmed());
    Q_EMIT filterHitsChanged(text.trimmed().isEmpty() ? -1 : m_clientFilter->rowCount());
}

/// The watch's view, with our own connections marked: it cannot know them.
BrokerView ClusterPage::markedView() const
{
    auto view = m_watch->view();
    for (const auto &connection : m_connections.all()) {
        const auto facts = connection->server();
        for (auto &client : view.clients) {
            if (client.id == facts.clientId && view.nodes.at(client.node).id == facts.id && !facts.id.isEmpty())
                client.isOurs = true;
        }
    }
    return view;
}

void ClusterPage::refresh()
{
    const bool had = m_center->currentIndex() == 1;
    const auto view = markedView();
    m_center->setCurrentIndex(view.hasNodes ? 1 : 0);
    const auto *connection = embeddedConnection(m_connections);
    const auto name = connection ? connection->profile().name : tr("Embedded broker");
    m_navigator->setView(name, connection ? connection->id() : SourceId(), view);
    m_name->setText(name);
    if (had != view.hasNodes) {
        m_views->setCurrentIndex(view.nodes.size() > mostServersOnMap ? 1 : 0);
        m_choice->setCurrent(m_views->currentIndex());
        Q_EMIT stateChanged();
    }
    m_map->setView(view);
    m_serverModel->setRows(serverRows(view));
    m_clientModel->setRows(clientRows(view));
    m_routeModel->setRows(routeRows(view));
    m_tables->setTabText(0, tr("Clients %1").arg(countFull(quint64(view.clients.size()))));
    m_tables->setTabText(1, tr("Routes %1").arg(countFull(quint64(view.routes.size()))));
    showHeader(view);
    showClient();
}

void ClusterPage::showHeader(const BrokerView &view)
{
    const auto up = view.nodesUp();
    const auto all = static_cast<int>(view.nodes.size());
    const bool isFine =
        std::ranges::all_of(view.nodes, [](const NodeView &node) { return node.state == NodeState::Running; });
    m_state->set(isFine      ? ChipTone::Ok
                 : up == all ? ChipTone::Warn
                 : up == 0   ? ChipTone::Err
                             : ChipTone::Warn,
                 tr("%1 of %2 servers up").arg(up).arg(all), isFine ? QString() : QStringLiteral("warn"));
    quint64 subscriptions = 0;
    quint64 clients = 0;
    for (const auto &node : view.nodes) {
        subscriptions += node.subscriptions;
        clients += node.clients;
    }
    const auto who = tr("%n client(s)", nullptr, static_cast<int>(clients));
    const auto what = tr("%n subscription(s)", nullptr, static_cast<int>(subscriptions));
    m_facts->setText(
        view.clientsTotal <= quint64(view.clients.size())
            ? tr("%1, %2").arg(who, what)
            : tr("%1, %2; the first %3 clients of each server are listed").arg(who, what, countFull(1024)));
}

void ClusterPage::showClient()
{
    const auto current = m_clients->currentIndex();
    const auto &view = m_watch->view();
    const int node = current.isValid() ? current.data(NodeRole).toInt() : -1;
    const auto id = current.data(ClientRole).toULongLong();
    const auto client =
        std::ranges::find_if(view.clients, [&](const ClientView &one) { return one.node == node && one.id == id; });
    const bool hasClient = client != view.clients.end();
    m_watch->setWatchedClient(hasClient ? node : -1, hasClient ? id : 0);
    m_panel->setHasClient(hasClient, false);
    if (hasClient)
        m_panel->client()->setClient(*client, view.nodes.at(node).name);
}

void ClusterPage::chooseNode(int node)
{
    m_map->setCurrentNode(node);
    m_navigator->setCurrentNode(node);
    if (node < 0)
        m_servers->selectionModel()->clear();
    else if (m_servers->currentIndex().row() != node)
        m_servers->setCurrentIndex(m_serverModel->index(node, 0));
}

void ClusterPage::start()
{
    startAt(false);
}

void ClusterPage::startAt(bool onFreePorts)
{
    m_problem->hide();
    const auto started = m_startBroker(onFreePorts);
    if (started)
        return;
    const bool canMove = !onFreePorts && started.error().kind == ErrorKind::Unreachable;
    m_problem->set(BannerTone::Err, QStringLiteral("error"), errorText(started.error()).toHtmlEscaped(),
                   canMove ? QList<Banner::Link>{{QStringLiteral("free"), tr("Use free ports")}}
                           : QList<Banner::Link>());
    m_problem->show();
}

quint64 ClusterPage::foreignClients() const
{
    const auto view = markedView();
    return static_cast<quint64>(
        std::ranges::count_if(view.clients, [](const ClientView &client) { return !client.isOurs; }));
}

void ClusterPage::stop()
{
    const auto others = static_cast<int>(foreignClients());
    if (others > 0) {
        QMessageBox question(
            QMessageBox::Question, tr("Stop the broker"),
            tr("%n client(s) of other programs are connected and will lose their connection.", nullptr, others),
            QMessageBox::Cancel, this);
        auto *stop = question.addButton(tr("Stop broker"), QMessageBox::AcceptRole);
        question.exec();
        if (question.clickedButton() != stop)
            return;
    }
    m_stopBroker();
}

QString ClusterPage::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->html();
}

} // namespace gnat
