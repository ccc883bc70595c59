// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokerview.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;
class QTableView;
class QTabWidget;

namespace gnat {

class BrokerController;
class BrokerFaults;
class BrokerWatch;
class CertificateMaker;
class Chip;
class ClientPane;
class DockTitle;
class FaultsPane;
class KeyedTableModel;
class Preferences;
class ServerActions;
class ServersPane;
class TextLabel;
class TrafficPane;

/// The dock "Embedded broker": tabs Servers, Traffic, Faults and Log, and the selected client beside them; Stop below.
/// While no broker runs it offers to start one. GUI thread.
class BrokerPanel : public QWidget
{
    Q_OBJECT

public:
    BrokerPanel(BrokerController &controller, BrokerWatch &watch, ServerActions &actions, Preferences &preferences,
                QWidget *parent = nullptr);

    DockTitle *title() const { return m_title; }
    ServersPane *servers() const { return m_servers; }
    TrafficPane *traffic() const { return m_traffic; }
    FaultsPane *faults() const { return m_faults; }
    QTableView *log() const { return m_log; }
    QTabWidget *tabs() const { return m_tabs; }
    ClientPane *client() const { return m_client; }
    /// The tab of the selected client; it is not there without one. `show` brings it to the front.
    void setHasClient(bool hasClient, bool show);
    void showServers();

Q_SIGNALS:
    void startRequested();
    void stopRequested();

private:
    QWidget *buildFoot();
    void buildLog();
    void refresh();
    void refreshLog();
    void makeCertificates();

    BrokerWatch &m_watch;
    CertificateMaker *m_certificates = nullptr;
    DockTitle *m_title = nullptr;
    Chip *m_state = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTabWidget *m_tabs = nullptr;
    ServersPane *m_servers = nullptr;
    TrafficPane *m_traffic = nullptr;
    FaultsPane *m_faults = nullptr;
    KeyedTableModel *m_logModel = nullptr;
    QTableView *m_log = nullptr;
    ClientPane *m_client = nullptr;
    TextLabel *m_where = nullptr;
};

} // namespace gnat
