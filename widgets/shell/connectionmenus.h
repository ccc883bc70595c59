// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionprofile.h"
#include "shell/windowparts.h"

#include <QObject>

namespace gnat {

class Connection;
class WindowActions;

/// Fills the parts of the Connection menu that change: the open connections and the recent servers. GUI thread.
class ConnectionMenus : public QObject
{
    Q_OBJECT

public:
    ConnectionMenus(const WindowParts &parts, WindowActions &actions, QObject *parent);

Q_SIGNALS:
    void connectRequested(const gnat::ConnectionProfile &profile);
    void editRequested(gnat::Connection *connection);

private:
    void fillConnections();
    void fillRecent();

    WindowParts m_parts;
    WindowActions &m_actions;
};

} // namespace gnat
