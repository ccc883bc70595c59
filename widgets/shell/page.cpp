// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/page.h"

#include <QLayout>
#include <QShowEvent>
#include <QTimer>

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

void Page::setDockSize(QDockWidget *dock, int pixels, Qt::Orientation orientation)
{
    m_dockSizes.append({dock, pixels, orientation});
}

void Page::restoreLayout(const QByteArray &state)
{
    m_remembered = state;
}

QByteArray Page::layoutState() const
{
    return m_isLaidOut ? saveState(layoutVersion) : m_remembered;
}

/// Sizes mean something only once the page has its own: docks of a small, hidden page would be scaled later on.
void Page::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (m_isLaidOut)
        return;
    m_isLaidOut = true;
    layout()->activate();
    for (const auto &size : std::as_const(m_dockSizes))
        resizeDocks({size.dock}, {size.pixels}, size.orientation);
    m_builtIn = saveState(layoutVersion);
    if (!m_remembered.isEmpty())
        restoreState(m_remembered, layoutVersion);
    // After the stack that shows the page has moved the focus to the first button it finds.
    if (focusProxy())
        QTimer::singleShot(0, this, qOverload<>(&QWidget::setFocus));
}

void Page::resetLayout()
{
    if (!m_builtIn.isEmpty())
        restoreState(m_builtIn, layoutVersion);
}

} // namespace gnat
