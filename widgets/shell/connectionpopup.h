// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "shell/popupframe.h"
#include "shell/windowparts.h"

#include <QPointer>

class QGridLayout;

namespace gnat {

class TextLabel;

/// What is known about a connection, with Disconnect, Edit and Copy URL. Closes on Esc or a click elsewhere.
class ConnectionPopup : public PopupFrame
{
    Q_OBJECT

public:
    ConnectionPopup(const WindowParts &parts, Connection *connection, QWidget *parent);

Q_SIGNALS:
    void editRequested();

private:
    TextLabel *addFact(QGridLayout *grid, const QString &name);
    void fill();

    WindowParts m_parts;
    QPointer<Connection> m_connection;
    TextLabel *m_state = nullptr;
    TextLabel *m_url = nullptr;
    TextLabel *m_server = nullptr;
    TextLabel *m_roundTrip = nullptr;
    TextLabel *m_rate = nullptr;
    TextLabel *m_subscriptions = nullptr;
};

} // namespace gnat
