// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/brokerpanel.h"

#include "broker/qt/brokerfaults.h"
#include "broker/qt/brokerwatch.h"
#include "broker/qt/certificatemaker.h"
#include "cluster/certificatesdialog.h"
#include "cluster/clientpane.h"
#include "cluster/clusterdelegate.h"
#include "cluster/failoverpane.h"
#include "cluster/faultspane.h"
#include "cluster/serverspane.h"
#include "cluster/trafficpane.h"
#include "common/buttons.h"
#include "common/chip.h"
#include "common/docktitle.h"
#include "common/emptystate.h"
#include "common/ground.h"
#include "common/textlabel.h"
#include "items/clustertables.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>

namespace gnat {

BrokerPanel::BrokerPanel(BrokerController &controller, BrokerWatch &watch, ServerActions &actions,
                         Preferences &preferences, QWidget *parent)
    : QWidget(parent), m_watch(watch)
{
    m_title = new DockTitle(tr("Embedded broker"), this);
    m_state = new Chip(ChipTone::Ok, tr("running"), m_title);
    m_title->addWidget(m_state);
    m_certificates = new CertificateMaker(this);
    m_servers = new ServersPane(actions, this);
    m_traffic = new TrafficPane(controller, preferences, this);
    m_faults = new FaultsPane(*new BrokerFaults(controller, this), this);
    m_client = new ClientPane(this);
    buildLog();
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_servers, tr("Servers"));
    m_tabs->addTab(m_traffic, tr("Traffic"));
    m_tabs->addTab(m_faults, tr("Faults"));
    m_tabs->addTab(m_log, tr("Log"));
    m_tabs->addTab(m_client, tr("Client"));
    m_tabs->setTabVisible(m_tabs->indexOf(m_client), false);
    auto *running = new QWidget(this);
    auto *column = new QVBoxLayout(running);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs, 1);
    column->addWidget(buildFoot());
    auto *empty = new EmptyState(this);
    empty->set(QStringLiteral("power"), tr("Not running"),
               tr("Three servers on this computer, with traffic to look at, and faults at your command."),
               tr("Start the broker"));
    connect(empty, &EmptyState::buttonClicked, this, &BrokerPanel::startRequested);
    m_stack = new QStackedWidget(this);
    useBaseGround(m_stack);
    m_stack->addWidget(empty);
    m_stack->addWidget(running);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(&watch, &BrokerWatch::viewChanged, this, &BrokerPanel::refresh);
    connect(&watch, &BrokerWatch::logChanged, this, &BrokerPanel::refreshLog);
    connect(m_servers, &ServersPane::certificatesRequested, this, &BrokerPanel::makeCertificates);
    connect(m_certificates, &CertificateMaker::made, this, [this](const CertificateSet &set) {
        auto *dialog = new CertificatesDialog(set, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_certificates, &CertificateMaker::failed, this,
            [this](const QString &text) { QMessageBox::warning(this, tr("No certificates were made"), text); });
    refresh();
    refreshLog();
}

QWidget *BrokerPanel::buildFoot()
{
    auto *foot = new QWidget(this);
    useBaseGround(foot);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(14, 8, 14, 8);
    m_where = new TextLabel(tr("Only on 127.0.0.1"), TextRole::Caption, foot);
    auto *stop = new QPushButton(tr("Stop broker"), foot);
    setButtonSmall(stop);
    setButtonKind(stop, ButtonKind::Danger);
    layout->addWidget(m_where, 1);
    layout->addWidget(stop);
    connect(stop, &QPushButton::clicked, this, &BrokerPanel::stopRequested);
    return foot;
}

void BrokerPanel::buildLog()
{
    m_logModel = makeLogTable(this);
    m_log = makeClusterTable(m_logModel, tr("Log of the broker"), {int(LogColumn::Text)}, false, this);
    setColumnWidths(m_log, {104, 56, 0});
}

void BrokerPanel::refresh()
{
    const auto &view = m_watch.view();
    m_stack->setCurrentIndex(view.hasNodes ? 1 : 0);
    m_state->setVisible(view.hasNodes);
    if (!view.hasNodes)
        return;
    const bool isUp = view.nodesUp() > 0;
    m_state->set(isUp ? ChipTone::Ok : ChipTone::Err, isUp ? tr("running") : tr("all servers are down"));
    m_servers->setView(view);
    m_faults->refresh();
}

void BrokerPanel::refreshLog()
{
    setRowsFollowing(m_log, m_logModel, logRows(m_watch.log()));
}

void BrokerPanel::setHasClient(bool hasClient, bool show)
{
    m_tabs->setTabVisible(m_tabs->indexOf(m_client), hasClient);
    if (hasClient && show)
        m_tabs->setCurrentWidget(m_client);
}

void BrokerPanel::showServers()
{
    m_tabs->setCurrentWidget(m_servers);
}

void BrokerPanel::makeCertificates()
{
    const auto folder = QFileDialog::getExistingDirectory(this, tr("Folder for the certificates"), QDir::homePath());
    if (!folder.isEmpty())
        m_certificates->make(folder);
}

} // namespace gnat
