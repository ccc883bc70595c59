// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/page.h"

#include "filter/filterfor.h"

#include <QAction>
#include <QLayout>
#include <QShowEvent>
#include <QTimer>

#include <utility>

namespace gnat {

// Raised when the set of docks changes so much that an older layout makes no sense any more.
static constexpr int layoutVersion = 1;
// A layout that was left in a narrow window, with the dock of the right folded.
static constexpr int foldedVersion = layoutVersion + 1000;

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

void Page::wantFilter(const QString &text)
{
    setFilterText(text);
    Q_EMIT filterTextWanted(text);
}

void Page::wantFilterTerm(const QString &term)
{
    wantFilter(filterBoth(filterText(), term));
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
    connect(dock->toggleViewAction(), &QAction::triggered, dock, [dock](bool isWanted) {
        if (isWanted)
            dock->raise();
    });
    return dock;
}

QDockWidget *Page::addDock(const QString &name, const QString &title, Qt::DockWidgetArea area, QWidget *content)
{
    QDockWidget *dock = makeDock(name, title, content);
    addDockWidget(area, dock);
    if (area == Qt::RightDockWidgetArea && m_details == nullptr)
        m_details = dock;
    if (area == Qt::BottomDockWidgetArea && m_time == nullptr)
        m_time = dock;
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
    return m_isLaidOut ? saveState(m_isFolded ? foldedVersion : layoutVersion) : m_remembered;
}

/// Sizes mean something only once the page has its own: docks of a small, hidden page would be scaled later on.
void Page::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (m_isLaidOut)
        return;
    m_isLaidOut = true;
    layout()->activate();
    resizeAsBuilt();
    m_builtIn = saveState(layoutVersion);
    if (!m_remembered.isEmpty())
        restore(m_remembered);
    foldToWidth();
    // After the stack that shows the page has moved the focus to the first button it finds.
    if (focusProxy())
        QTimer::singleShot(0, this, qOverload<>(&QWidget::setFocus));
}

void Page::resetLayout()
{
    if (m_builtIn.isEmpty())
        return;
    restore(m_builtIn);
    foldToWidth();
}

void Page::restore(const QByteArray &state)
{
    m_isFolded = !restoreState(state, layoutVersion) && restoreState(state, foldedVersion);
    if (m_isFolded)
        m_beforeFold = {};
}

void Page::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (m_isLaidOut)
        foldToWidth();
}

/// Depends on the width of the window alone, which folding does not change: nothing swings to and fro.
void Page::foldToWidth()
{
    const bool isNarrow = window()->width() < narrowWidth;
    if (m_details == nullptr || m_time == nullptr || isNarrow == m_isFolded)
        return;
    if (isNarrow)
        fold();
    else
        unfold();
}

/// Docks that the user has put elsewhere stay there.
void Page::fold()
{
    const bool isInPlace = !m_details->isFloating() && dockWidgetArea(m_details) == Qt::RightDockWidgetArea;
    if (!isInPlace || m_time->isFloating() || dockWidgetArea(m_time) != Qt::BottomDockWidgetArea)
        return;
    m_isFolded = true;
    m_beforeFold = {m_details->width(), m_time->height()};
    tabifyDockWidget(m_time, m_details);
    m_time->raise();
    resizeDocks({m_time}, {m_beforeFold.height()}, Qt::Vertical);
}

void Page::unfold()
{
    m_isFolded = false;
    if (!tabifiedDockWidgets(m_time).contains(m_details))
        return;
    const bool isHidden = m_details->isHidden();
    addDockWidget(Qt::RightDockWidgetArea, m_details);
    m_details->setHidden(isHidden);
    if (m_beforeFold.isEmpty()) {
        resizeAsBuilt();
        return;
    }
    resizeDocks({m_details}, {m_beforeFold.width()}, Qt::Horizontal);
    resizeDocks({m_time}, {m_beforeFold.height()}, Qt::Vertical);
}

void Page::resizeAsBuilt()
{
    for (const auto &size : std::as_const(m_dockSizes))
        resizeDocks({size.dock}, {size.pixels}, size.orientation);
}

void Page::bringForward(QDockWidget *dock)
{
    dock->show();
    dock->raise();
}

} // namespace gnat
