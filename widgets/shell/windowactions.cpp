// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/windowactions.h"

#include "shell/page.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

namespace gnat {

namespace {

// The docks that every page may have, with the keys that show and hide them.
QKeySequence dockKeys(const QString &name)
{
    if (name == QLatin1StringView("navigator"))
        return QKeySequence(QStringLiteral("Ctrl+B"));
    if (name == QLatin1StringView("details"))
        return QKeySequence(QStringLiteral("Ctrl+I"));
    if (name == QLatin1StringView("time"))
        return QKeySequence(QStringLiteral("Ctrl+J"));
    return {};
}

} // namespace

WindowActions::WindowActions(QMenuBar *bar, QWidget *window) : QObject(window), m_window(window)
{
    buildFile(bar);
    buildView(bar);
    buildOthers(bar);
}

QAction *WindowActions::add(QMenu *menu, const QString &text, const QString &keys)
{
    auto *action = new QAction(text, this);
    if (!keys.isEmpty())
        action->setShortcut(QKeySequence(keys));
    menu->addAction(action);
    return action;
}

void WindowActions::buildFile(QMenuBar *bar)
{
    QMenu *file = bar->addMenu(tr("&File"));
    openRecording = add(file, tr("&Open recording…"), QStringLiteral("Ctrl+O"));
    record = add(file, tr("Start &recording"), QStringLiteral("Ctrl+Shift+R"));
    recordWithOptions = add(file, tr("Record &with options…"));
    file->addSeparator();
    quit = add(file, tr("&Quit"), QStringLiteral("Ctrl+Q"));
    quit->setMenuRole(QAction::QuitRole);
    QMenu *edit = bar->addMenu(tr("&Edit"));
    filter = add(edit, tr("&Filter"), QStringLiteral("Ctrl+L"));
    clearFilter = add(edit, tr("&Clear filter"));
}

void WindowActions::buildView(QMenuBar *bar)
{
    m_view = bar->addMenu(tr("&View"));
    m_pages = new QActionGroup(this);
    m_pagesEnd = m_view->addSeparator();
    m_docksEnd = m_view->addSeparator();
    // Without shortcuts: Space and End act only where a list, tree or chart has the focus.
    pause = add(m_view, tr("&Pause"));
    follow = add(m_view, tr("&Follow the newest message"));
    pause->setCheckable(true);
    follow->setCheckable(true);
    m_viewsEnd = m_view->addSeparator();
    QMenu *theme = m_view->addMenu(tr("&Theme"));
    auto *themes = new QActionGroup(this);
    themeSystem = add(theme, tr("&System"));
    themeLight = add(theme, tr("&Light"));
    themeDark = add(theme, tr("&Dark"));
    for (QAction *action : {themeSystem, themeLight, themeDark}) {
        action->setCheckable(true);
        themes->addAction(action);
    }
    reduceMotion = add(m_view, tr("Reduce &motion"));
    reduceMotion->setCheckable(true);
    resetLayout = add(m_view, tr("&Reset layout"));
}

void WindowActions::buildOthers(QMenuBar *bar)
{
    connectionMenu = bar->addMenu(tr("&Connection"));
    connectToServer = add(connectionMenu, tr("&Connect to a server…"), QStringLiteral("Ctrl+N"));
    recentMenu = connectionMenu->addMenu(tr("&Recent"));
    subscribe = add(connectionMenu, tr("&Add a subscription"), QStringLiteral("Ctrl+U"));
    startDemo = add(connectionMenu, tr("Start the &embedded broker"));
    stopBroker = add(connectionMenu, tr("S&top the embedded broker"));
    stopBroker->setEnabled(false);
    connectionMenu->addSeparator();
    m_messages = bar->addMenu(tr("&Message"));
    publish = add(m_messages, tr("Write a &message"), QStringLiteral("Ctrl+P"));
    request = add(m_messages, tr("Write a &request"), QStringLiteral("Ctrl+R"));
    m_messages->addSeparator();
    QMenu *tools = bar->addMenu(tr("&Tools"));
    palette = add(tools, tr("&Command palette"), QStringLiteral("Ctrl+K"));
    whereMessagesGo = add(tools, tr("&Where messages go"));
    QMenu *help = bar->addMenu(tr("&Help"));
    manual = add(help, tr("&Manual"), QStringLiteral("F1"));
    shortcuts = add(help, tr("&Shortcuts"), QStringLiteral("Ctrl+F1"));
    filterSyntax = add(help, tr("&Filter syntax"));
    help->addSeparator();
    about = add(help, tr("&About Gnatcatcher"));
    about->setMenuRole(QAction::AboutRole);
}

void WindowActions::showTheme(ThemeChoice choice, bool isStill) const
{
    reduceMotion->setChecked(isStill);
    themeSystem->setChecked(choice == ThemeChoice::System);
    themeLight->setChecked(choice == ThemeChoice::Light);
    themeDark->setChecked(choice == ThemeChoice::Dark);
}

void WindowActions::showBroker(bool isRunning) const
{
    startDemo->setEnabled(!isRunning);
    stopBroker->setEnabled(isRunning);
}

QAction *WindowActions::addPage(const QString &title)
{
    auto *action = new QAction(title, this);
    action->setCheckable(true);
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(m_pages->actions().size() + 1)));
    m_pages->addAction(action);
    m_view->insertAction(m_pagesEnd, action);
    return action;
}

void WindowActions::setPage(Page *page)
{
    for (QAction *action : std::as_const(m_borrowed)) {
        m_messages->removeAction(action);
        m_window->removeAction(action);
    }
    for (QAction *action : std::as_const(m_docks)) {
        action->setShortcut({});
        m_view->removeAction(action);
    }
    for (QAction *action : std::as_const(m_viewBorrowed))
        m_view->removeAction(action);
    m_viewBorrowed = page ? page->viewActions() : QList<QAction *>();
    m_borrowed = page ? page->messageActions() : QList<QAction *>();
    m_docks.clear();
    for (QAction *action : std::as_const(m_borrowed)) {
        m_messages->addAction(action);
        m_window->addAction(action);
    }
    m_view->insertActions(m_viewsEnd, m_viewBorrowed);
    if (!page)
        return;
    for (QDockWidget *dock : page->pageDocks()) {
        QAction *action = dock->toggleViewAction();
        action->setShortcut(dockKeys(dock->objectName()));
        m_view->insertAction(m_docksEnd, action);
        m_docks.append(action);
    }
}

} // namespace gnat
