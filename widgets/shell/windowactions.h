// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/preferences.h"

#include <QList>
#include <QObject>

class QAction;
class QActionGroup;
class QMenu;
class QMenuBar;

namespace gnat {

class Page;

/// All actions of the window and the menus they are in. Knows what there is to choose, not what it does: MainWindow
/// connects them. GUI thread.
class WindowActions : public QObject
{
    Q_OBJECT

public:
    WindowActions(QMenuBar *bar, QWidget *window);

    /// Adds the page to the View menu with Ctrl+1, Ctrl+2 …
    QAction *addPage(const QString &title);
    /// Shows the docks and message actions of this page; null: none.
    void setPage(Page *page);

    /// Ticks the theme that was chosen.
    void showTheme(ThemeChoice choice, bool isStill) const;
    /// Offers to start the embedded broker, or to stop it.
    void showBroker(bool isRunning) const;

    QAction *openRecording = nullptr;
    QAction *record = nullptr;
    QAction *recordWithOptions = nullptr;
    QAction *quit = nullptr;
    QAction *filter = nullptr;
    QAction *clearFilter = nullptr;
    QAction *pause = nullptr;
    QAction *follow = nullptr;
    QAction *themeSystem = nullptr;
    QAction *themeLight = nullptr;
    QAction *themeDark = nullptr;
    QAction *reduceMotion = nullptr;
    QAction *resetLayout = nullptr;
    QAction *connectToServer = nullptr;
    QAction *startDemo = nullptr;
    QAction *stopBroker = nullptr;
    QAction *subscribe = nullptr;
    QAction *publish = nullptr;
    QAction *request = nullptr;
    QAction *palette = nullptr;
    QAction *whereMessagesGo = nullptr;
    QAction *manual = nullptr;
    QAction *shortcuts = nullptr;
    QAction *filterSyntax = nullptr;
    QAction *about = nullptr;
    QMenu *connectionMenu = nullptr; ///< MainWindow lists the connections behind its fixed actions
    QMenu *recentMenu = nullptr;     ///< recent servers

private:
    QAction *add(QMenu *menu, const QString &text, const QString &keys = {});
    void buildFile(QMenuBar *bar);
    void buildView(QMenuBar *bar);
    void buildOthers(QMenuBar *bar);

    QWidget *m_window = nullptr;
    QMenu *m_view = nullptr;
    QMenu *m_messages = nullptr;
    QAction *m_viewsEnd = nullptr;
    QAction *m_docksEnd = nullptr;
    QAction *m_pagesEnd = nullptr;
    QActionGroup *m_pages = nullptr;
    QList<QAction *> m_borrowed; ///< of the current page
    QList<QAction *> m_viewBorrowed;
    QList<QAction *> m_docks;
};

} // namespace gnat
