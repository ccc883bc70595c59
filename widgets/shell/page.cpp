// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/page.h"

namespace gnat {

// Raised when the set of docks changes so much that an older layout makes no sense any more.
static constexpr int layoutVersion = 1;

Page::Page(QWidget *parent) : QMainWindow(parent)
{
    setWindowFlags(Qt::Widget);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    setContextMenuPolicy(Qt::NoContextMenu);
}

QString Page::filterPlaceholder() const
{
    return tr("Filter by subject or text, e.g. shop.orders.* or \"pump-07\"");
}

void Page::setFilterText(const QString & /*text*/) {}

void Page::setPaused(bool /*isPaused*/) {}

void Page::setFollowing(bool /*isFollowing*/) {}

QDockWidget *Page::makeDock(const QString &name, const QString &title, QWidget *content)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    m_docks.append(dock);
    return dock;
}

QDockWidget *Page::addDock(const QString &name, const QString &title, Qt::DockWidgetArea area, QWidget *content)
{
    QDockWidget *dock = makeDock(name, title, content);
    addDockWidget(area, dock);
    return dock;
}

QDockWidget *Page::addDockBehind(const QString &name, const QString &title, QDockWidget *front, QWidget *content)
{
    QDockWidget *dock = makeDock(name, title, content);
    tabifyDockWidget(front, dock);
    front->raise();
    return dock;
}

void Page::restoreLayout(const QByteArray &state)
{
    m_builtIn = saveState(layoutVersion);
    if (!state.isEmpty())
        restoreState(state, layoutVersion);
}

QByteArray Page::layoutState() const
{
    return saveState(layoutVersion);
}

void Page::resetLayout()
{
    if (!m_builtIn.isEmpty())
        restoreState(m_builtIn, layoutVersion);
}

} // namespace gnat
