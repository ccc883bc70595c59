// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"
#include "core/strongid.h"
#include "shell/layoutstore.h"
#include "shell/windowparts.h"

#include <QList>
#include <QMainWindow>
#include <QPointer>

class QStackedWidget;
class QToolButton;

namespace gnat {

class ConnectDialog;
class Connection;
class ConnectionStrips;
class ManualDialog;
class Page;
class PaletteOpener;
class Rail;
class StatusStrip;
class TopBar;
class WelcomePage;
class WindowActions;

/// The window: menu bar, toolbar, strips, rail with the pages, status bar. Shows what the engine says and emits what
/// the user wishes; the application carries the wishes out. GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const WindowParts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Takes ownership; the rail shows pages in this order. The page "live" is where Welcome stands in as long as there
    /// is nothing to show.
    void addPage(Page *page);
    /// Once all pages are there: puts back size, page and docks.
    void restoreLayout();
    Page *currentPage() const { return m_current; }
    Page *page(const QString &id) const;
    void goToPage(const QString &id);
    PaletteOpener &paletteOpener() { return *m_palette; }
    void openConnectDialog(const ConnectionProfile &profile = {});
    void showManual(const QString &page = QStringLiteral("index"));

    /// A failure that belongs to no page: a demo that cannot start, a file that cannot be opened. The same key
    /// replaces.
    void showError(const QString &key, const QString &text);
    void showSuccess(const QString &key, const QString &text);
    /// What the Connection menu offers: to start the embedded broker, or to stop it.
    void setBrokerRunning(bool isRunning);
    /// The demo could not be started: said on Welcome and as a strip.
    void demoFailed(const QString &text);

Q_SIGNALS:
    void connectRequested(const gnat::ConnectionProfile &profile);
    void demoRequested();
    void stopBrokerRequested();
    void subscriptionRequested();
    void recordToggled();
    /// Another recording, beside those that run.
    void recordWithOptionsRequested();
    void openRecordingRequested(const QString &path);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void connectActions();
    void connectEngine();
    void showCurrent(Page *page);
    void updateWelcome();
    void updateBar();
    void updateRecording();
    void updateThemeActions();
    void chooseRecording();
    void compose(bool isRequest);
    void editConnection(Connection *connection);
    void showAbout();
    bool hasAnythingToShow() const;

    WindowParts m_parts;
    LayoutStore m_layout;
    WindowActions *m_actions = nullptr;
    TopBar *m_bar = nullptr;
    ConnectionStrips *m_strips = nullptr;
    Rail *m_rail = nullptr;
    QStackedWidget *m_stack = nullptr;
    WelcomePage *m_welcome = nullptr;
    StatusStrip *m_status = nullptr;
    PaletteOpener *m_palette = nullptr;
    QToolButton *m_themeButton = nullptr;
    QList<Page *> m_pages;
    QList<QAction *> m_pageActions;
    Page *m_current = nullptr;
    QPointer<ConnectDialog> m_connectDialog;
    QPointer<ManualDialog> m_manual;
};

} // namespace gnat
