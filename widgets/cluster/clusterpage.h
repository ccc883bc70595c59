// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "shell/page.h"

#include <functional>

class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QTabWidget;

namespace gnat {

class Banner;
class BrokerController;
class BrokerPanel;
class BrokerWatch;
class Chip;
class ConnectionSet;
class EmptyState;
class FailoverPane;
class KeyedTableModel;
class Preferences;
class Segmented;
class ServerActions;
class ServerNavigator;
class TextLabel;
class TopologyView;
struct BrokerView;

/// Cluster: the servers of the embedded broker as a map or a table, who is connected to them, and the panel to stop,
/// pause and kill them, so that failover can be watched.
class ClusterPage final : public Page
{
    Q_OBJECT

public:
    /// Starts the broker with its demo; `onFreePorts`: wherever there is room. The error names a port that is taken.
    using StartFunction = std::function<Result<void>(bool onFreePorts)>;
    using StopFunction = std::function<void()>;

    ClusterPage(BrokerController &controller, ConnectionSet &connections, Preferences &preferences,
                StartFunction startBroker, StopFunction stopBroker, QWidget *parent = nullptr);
    ~ClusterPage() override;

    QString id() const override { return QStringLiteral("cluster"); }
    QString title() const override { return tr("Cluster"); }
    QString iconName() const override { return QStringLiteral("cluster"); }
    bool canFilter() const override;
    QString filterPlaceholder() const override { return tr("Filter clients by name, server, library or address"); }
    QString filterText() const override { return m_filter; }
    void setFilterText(const QString &text) override;

    void start();
    /// Asks first if clients of others are connected.
    void stop();

    BrokerPanel &panel() { return *m_panel; }
    BrokerWatch &watch() { return *m_watch; }
    ServerActions &actions() { return *m_actions; }
    TopologyView &map() { return *m_map; }
    QTableView &clients() { return *m_clients; }
    QTableView &routes() { return *m_routes; }
    FailoverPane &failover() { return *m_failover; }
    /// What is wrong, in the strip above the map; empty: nothing.
    QString problem() const;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildCenter();
    QWidget *buildHeader();
    QWidget *buildTables();
    void buildDocks(Preferences &preferences);
    void refresh();
    void showHeader(const BrokerView &view);
    void showClient();
    void chooseNode(int node);
    void startAt(bool onFreePorts);
    BrokerView markedView() const;
    quint64 foreignClients() const;

    BrokerController &m_controller;
    ConnectionSet &m_connections;
    StartFunction m_startBroker;
    StopFunction m_stopBroker;
    QString m_filter;
    BrokerWatch *m_watch = nullptr;
    ServerActions *m_actions = nullptr;
    QStackedWidget *m_center = nullptr;
    Banner *m_problem = nullptr;
    TextLabel *m_name = nullptr;
    Chip *m_state = nullptr;
    TextLabel *m_facts = nullptr;
    Segmented *m_choice = nullptr;
    QStackedWidget *m_views = nullptr;
    TopologyView *m_map = nullptr;
    KeyedTableModel *m_serverModel = nullptr;
    QTableView *m_servers = nullptr;
    QTabWidget *m_tables = nullptr;
    KeyedTableModel *m_clientModel = nullptr;
    QSortFilterProxyModel *m_clientFilter = nullptr;
    QTableView *m_clients = nullptr;
    KeyedTableModel *m_routeModel = nullptr;
    QTableView *m_routes = nullptr;
    ServerNavigator *m_navigator = nullptr;
    BrokerPanel *m_panel = nullptr;
    FailoverPane *m_failover = nullptr;
};

} // namespace gnat
