// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/connectionmenus.h"

#include "client/connectionset.h"
#include "settings/preferences.h"
#include "shell/windowactions.h"

#include <QAction>
#include <QMenu>

namespace gnat {

ConnectionMenus::ConnectionMenus(const WindowParts &parts, WindowActions &actions, QObject *parent)
    : QObject(parent), m_parts(parts), m_actions(actions)
{
    connect(m_actions.connectionMenu, &QMenu::aboutToShow, this, &ConnectionMenus::fillConnections);
    connect(m_actions.recentMenu, &QMenu::aboutToShow, this, &ConnectionMenus::fillRecent);
}

void ConnectionMenus::fillConnections()
{
    QMenu *menu = m_actions.connectionMenu;
    const QList<QAction *> actions = menu->actions();
    // What stands behind the separator was made for an earlier showing.
    for (qsizetype i = actions.size() - 1; i >= 0 && !actions[i]->isSeparator(); --i) {
        if (actions[i]->menu())
            actions[i]->menu()->deleteLater();
        menu->removeAction(actions[i]);
    }
    for (const auto &connection : m_parts.connections.all()) {
        const SourceId id = connection->id();
        QMenu *sub = menu->addMenu(connection->profile().name);
        QAction *again = sub->addAction(tr("Reconnect now"));
        again->setEnabled(connection->state() != ConnectionState::Connected);
        connect(again, &QAction::triggered, this, [this, id] {
            Connection *found = m_parts.connections.find(id);
            if (!found)
                return;
            if (found->state() == ConnectionState::Reconnecting)
                found->tryNow();
            else
                found->open();
        });
        connect(sub->addAction(tr("Edit…")), &QAction::triggered, this,
                [this, id] { Q_EMIT editRequested(m_parts.connections.find(id)); });
        connect(sub->addAction(tr("Disconnect")), &QAction::triggered, this,
                [this, id] { m_parts.connections.remove(id); });
    }
}

void ConnectionMenus::fillRecent()
{
    m_actions.recentMenu->clear();
    const QStringList urls = m_parts.preferences.recentUrls();
    for (const QString &url : urls) {
        connect(m_actions.recentMenu->addAction(url), &QAction::triggered, this, [this, url] {
            if (Result<ConnectionProfile> profile = profileFromUrls(url))
                Q_EMIT connectRequested(profile.value());
        });
    }
    if (urls.isEmpty())
        m_actions.recentMenu->addAction(tr("none yet"))->setEnabled(false);
}

} // namespace gnat
