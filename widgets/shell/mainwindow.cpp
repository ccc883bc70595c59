// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "client/connectionset.h"
#include "common/buttons.h"
#include "common/humantext.h"
#include "connect/connectdialog.h"
#include "connect/welcomepage.h"
#include "flow/frameticker.h"
#include "recording/recordingset.h"
#include "settings/preferences.h"
#include "shell/connectionmenus.h"
#include "shell/connectionstrips.h"
#include "shell/manualdialog.h"
#include "shell/page.h"
#include "shell/paletteopener.h"
#include "shell/rail.h"
#include "shell/recordingstrip.h"
#include "shell/statusstrip.h"
#include "shell/topbar.h"
#include "shell/windowactions.h"
#include "theme/themecontroller.h"
#include "traffic/messagelog.h"
#include "traffic/trafficview.h"

#include <QAction>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace gnat {

MainWindow::MainWindow(const WindowParts &parts, QWidget *parent)
    : QMainWindow(parent), m_parts(parts), m_layout(parts.preferences)
{
    setWindowTitle(tr("Gnatcatcher"));
    setMinimumSize(1000, 640);
    resize(1440, 900);
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    build();
    connectActions();
    connectEngine();
    showCurrent(nullptr);
    updateThemeActions();
    updateRecording();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_actions = new WindowActions(menuBar(), this);
    m_palette = new PaletteOpener(m_parts, *this, *m_actions->palette);
    m_themeButton = makeIconButton(QStringLiteral("moon"), tr("Dark theme"), menuBar(), IconTone::Quiet);
    m_palette->placeField(*menuBar(), m_themeButton);
    m_bar = new TopBar(m_parts.filters, this);
    addToolBar(m_bar);
    m_bar->setConnectMenu(m_actions->connectionMenu);
    m_strips = new ConnectionStrips(m_parts, this);
    m_rail = new Rail(this);
    m_stack = new QStackedWidget(this);
    m_welcome = new WelcomePage(m_parts.connections, m_parts.preferences, this);
    m_stack->addWidget(m_welcome);
    m_status = new StatusStrip(m_parts, this);

    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(m_rail);
    body->addWidget(m_stack, 1);
    auto *central = new QWidget(this);
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strips);
    column->addLayout(body, 1);
    column->addWidget(m_status);
    setCentralWidget(central);
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto function) {
        connect(action, &QAction::triggered, this, function);
    };
    on(m_actions->openRecording, [this] { chooseRecording(); });
    on(m_actions->record, [this] { Q_EMIT recordToggled(); });
    on(m_actions->recordWithOptions, [this] { Q_EMIT recordWithOptionsRequested(); });
    on(m_actions->quit, [this] { close(); });
    on(m_actions->filter, [this] { m_bar->focusFilter(); });
    on(m_actions->clearFilter, [this] { m_bar->clearFilter(); });
    on(m_actions->pause, [this](bool isOn) { m_current->setPaused(isOn); });
    on(m_actions->follow, [this](bool isOn) { m_current->setFollowing(isOn); });
    on(m_actions->themeSystem, [this] { m_parts.theme.setChoice(ThemeChoice::System); });
    on(m_actions->themeLight, [this] { m_parts.theme.setChoice(ThemeChoice::Light); });
    on(m_actions->reduceMotion, [this] { m_parts.theme.setStill(m_actions->reduceMotion->isChecked()); });
    on(m_actions->themeDark, [this] { m_parts.theme.setChoice(ThemeChoice::Dark); });
    on(m_actions->resetLayout, [this] {
        for (Page *page : std::as_const(m_pages))
            page->resetLayout();
    });
    on(m_actions->connectToServer, [this] { openConnectDialog(); });
    on(m_actions->startDemo, [this] { Q_EMIT demoRequested(); });
    on(m_actions->subscribe, [this] { Q_EMIT subscriptionRequested(); });
    on(m_actions->stopBroker, [this] { Q_EMIT stopBrokerRequested(); });
    on(m_actions->publish, [this] { compose(false); });
    on(m_actions->request, [this] { compose(true); });
    on(m_actions->whereMessagesGo, [this] { m_status->showFlow(); });
    on(m_actions->manual, [this] { showManual(); });
    on(m_actions->shortcuts, [this] { showManual(QStringLiteral("shortcuts")); });
    on(m_actions->filterSyntax, [this] { showManual(QStringLiteral("filter")); });
    on(m_actions->about, [this] { showAbout(); });
    auto *menus = new ConnectionMenus(m_parts, *m_actions, this);
    connect(menus, &ConnectionMenus::connectRequested, this, &MainWindow::connectRequested);
    connect(menus, &ConnectionMenus::editRequested, this, &MainWindow::editConnection);

    connect(m_bar, &TopBar::publishClicked, this, [this] { compose(false); });
    connect(m_bar, &TopBar::requestClicked, this, [this] { compose(true); });
    connect(m_bar, &TopBar::recordClicked, this, [this] {
        Q_EMIT recordToggled();
        updateRecording(); // the click has changed the button's look, whether or not a recording began
    });
    connect(m_themeButton, &QToolButton::clicked, &m_parts.theme, &ThemeController::toggle);
    connect(&m_parts.theme, &ThemeController::themeChanged, this, &MainWindow::updateThemeActions);
    connect(&m_parts.preferences, &Preferences::themeChanged, this, &MainWindow::updateThemeActions);
    connect(m_strips, &ConnectionStrips::editRequested, this, &MainWindow::editConnection);
    connect(m_status, &StatusStrip::editRequested, this, &MainWindow::editConnection);
    connect(m_welcome, &WelcomePage::connectRequested, this, [this](const ConnectionProfile &profile) {
        m_strips->dismiss(QStringLiteral("connect"));
        Q_EMIT connectRequested(profile);
    });
    connect(m_welcome, &WelcomePage::connectFailed, this,
            [this](const QString &text) { m_strips->postError(QStringLiteral("connect"), text.toHtmlEscaped()); });
    connect(m_welcome, &WelcomePage::demoRequested, this, &MainWindow::demoRequested);
    connect(m_welcome, &WelcomePage::moreRequested, this, &MainWindow::openConnectDialog);
    connect(m_welcome, &WelcomePage::openRecordingRequested, this, &MainWindow::chooseRecording);
}

void MainWindow::connectEngine()
{
    const auto watch = [this](Connection *connection) {
        connect(connection, &Connection::stateChanged, this, [this] {
            updateWelcome();
            updateBar();
        });
    };
    connect(&m_parts.connections, &ConnectionSet::added, this, watch);
    for (const auto &connection : m_parts.connections.all())
        watch(connection.get());
    connect(&m_parts.connections, &ConnectionSet::removed, this, [this] {
        updateWelcome();
        updateBar();
    });
    connect(&m_parts.recordings, &RecordingSet::started, this, &MainWindow::updateRecording);
    connect(&m_parts.recordings, &RecordingSet::figuresChanged, this, &MainWindow::updateRecording);
    connect(&m_parts.recordings, &RecordingSet::finished, this, &MainWindow::updateRecording);
}

void MainWindow::addPage(Page *page)
{
    m_pages.append(page);
    m_stack->addWidget(page);
    page->restoreLayout(m_layout.pageState(page->id()));
    QAction *action = m_actions->addPage(page->title());
    m_pageActions.append(action);
    m_rail->addPage(page->iconName(), action);
    connect(action, &QAction::triggered, this, [this, page] { showCurrent(page); });
    connect(page, &Page::stateChanged, this, &MainWindow::updateBar);
    if (m_pages.size() == 1)
        showCurrent(page);
}

void MainWindow::restoreLayout()
{
    m_layout.restoreWindow(*this);
    goToPage(m_layout.page());
}

Page *MainWindow::page(const QString &id) const
{
    for (Page *page : m_pages) {
        if (page->id() == id)
            return page;
    }
    return nullptr;
}

void MainWindow::goToPage(const QString &id)
{
    if (Page *wanted = page(id))
        showCurrent(wanted);
}

bool MainWindow::hasAnythingToShow() const
{
    const MessageLog &log = m_parts.view.log();
    if (log.end() > log.begin())
        return true;
    for (const auto &connection : m_parts.connections.all()) {
        if (connection->state() == ConnectionState::Connected || connection->state() == ConnectionState::Reconnecting)
            return true;
    }
    return false;
}

void MainWindow::showCurrent(Page *page)
{
    m_current = page;
    for (qsizetype i = 0; i < m_pages.size(); ++i)
        m_pageActions[i]->setChecked(m_pages[i] == page);
    updateWelcome();
}

void MainWindow::updateWelcome()
{
    const bool isLive = !m_current || m_current->id() == QLatin1StringView("live");
    const bool isWelcome = isLive && !hasAnythingToShow();
    QWidget *wanted = isWelcome || !m_current ? static_cast<QWidget *>(m_welcome) : m_current;
    if (m_stack->currentWidget() != wanted || !m_current) {
        m_stack->setCurrentWidget(wanted);
        if (isWelcome)
            m_welcome->enter();
    }
    Page *served = isWelcome ? nullptr : m_current;
    m_bar->setPage(served);
    m_actions->setPage(served);
    m_status->setPage(served);
    updateBar();
}

void MainWindow::updateBar()
{
    bool isAnyUp = false;
    for (const auto &connection : m_parts.connections.all())
        isAnyUp = isAnyUp || connection->state() == ConnectionState::Connected;
    bool canPublish = false;
    bool canRequest = false;
    for (const Page *page : std::as_const(m_pages)) {
        canPublish = canPublish || page->canPublish();
        canRequest = canRequest || page->canRequest();
    }
    m_bar->setCanSend(isAnyUp && canPublish, isAnyUp && canRequest);
    m_actions->publish->setEnabled(isAnyUp && canPublish);
    m_actions->request->setEnabled(isAnyUp && canRequest);
    m_bar->setCanRecord(isAnyUp || m_parts.recordings.main().isRecording());
    m_actions->recordWithOptions->setEnabled(isAnyUp);
    m_actions->record->setEnabled(isAnyUp || m_parts.recordings.main().isRecording());
    const Page *page = m_stack->currentWidget() == m_welcome ? nullptr : m_current;
    m_actions->pause->setEnabled(page && page->canPause());
    m_actions->pause->setChecked(page && page->isPaused());
    m_actions->follow->setEnabled(page && page->canFollow());
    m_actions->follow->setChecked(page && page->isFollowing());
    m_actions->filter->setEnabled(page && page->canFilter());
    m_actions->clearFilter->setEnabled(page && page->canFilter());
}

void MainWindow::updateRecording()
{
    const bool isRecording = m_parts.recordings.main().isRecording();
    m_bar->setRecording(isRecording, recordingText(m_parts.recordings));
    m_actions->record->setText(isRecording ? tr("Stop &recording") : tr("Start &recording"));
    updateBar();
}

void MainWindow::updateThemeActions()
{
    const bool isDark = m_parts.theme.theme().isDark;
    m_themeButton->setIcon(icon(isDark ? QStringLiteral("sun") : QStringLiteral("moon")));
    const QString name = isDark ? tr("Light theme") : tr("Dark theme");
    m_themeButton->setAccessibleName(name);
    m_themeButton->setToolTip(name);
    m_actions->showTheme(m_parts.theme.choice(), m_parts.theme.isStill());
}

void MainWindow::chooseRecording()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open recording"), m_parts.preferences.recordingFolder(),
                                                      tr("Recordings (*.gnat);;All files (*)"));
    if (!path.isEmpty())
        Q_EMIT openRecordingRequested(path);
}

void MainWindow::compose(bool isRequest)
{
    const auto can = [isRequest](const Page *page) {
        return isRequest ? page->canRequest() : page->canPublish();
    };
    Page *target = m_current && can(m_current) ? m_current : nullptr;
    for (Page *page : std::as_const(m_pages)) {
        if (!target && can(page))
            target = page;
    }
    if (!target)
        return;
    showCurrent(target);
    if (isRequest)
        target->showRequest();
    else
        target->showPublish();
}

void MainWindow::editConnection(Connection *connection)
{
    if (!connection)
        return;
    openConnectDialog(connection->profile());
    m_connectDialog->setReplaces(connection->id());
}

void MainWindow::openConnectDialog(const ConnectionProfile &profile)
{
    if (!m_connectDialog) {
        m_connectDialog = new ConnectDialog(m_parts.connections, m_parts.preferences, this);
        m_connectDialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_connectDialog, &ConnectDialog::connectRequested, this, &MainWindow::connectRequested);
    }
    m_connectDialog->setProfile(profile);
    m_connectDialog->open();
}

void MainWindow::showManual(const QString &page)
{
    if (!m_manual) {
        m_manual = new ManualDialog(this);
        m_manual->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_manual->showPage(page);
    m_manual->show();
    m_manual->raise();
    m_manual->activateWindow();
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Gnatcatcher"),
                       tr("<b>Gnatcatcher %1</b><br>Watch, test and replay what your NATS clusters say."
                          "<br><br>GPL-3.0-or-later")
                           .arg(QStringLiteral(GNAT_VERSION)));
}

void MainWindow::showError(const QString &key, const QString &text)
{
    m_strips->postError(key, text.toHtmlEscaped());
}

void MainWindow::showSuccess(const QString &key, const QString &text)
{
    m_strips->postOk(key, text.toHtmlEscaped());
}

void MainWindow::setBrokerRunning(bool isRunning)
{
    m_actions->showBroker(isRunning);
}

void MainWindow::demoFailed(const QString &text)
{
    m_welcome->demoFailed(text);
    showError(QStringLiteral("demo"), text);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    for (const Page *page : std::as_const(m_pages))
        m_layout.savePage(*page);
    m_layout.saveWindow(*this, m_current ? m_current->id() : QString());
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange && m_status) {
        m_parts.ticker.setRate(isMinimized() ? 1 : 30);
        m_status->setSlow(isMinimized());
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        Q_EMIT openRecordingRequested(urls.first().toLocalFile());
}

} // namespace gnat
