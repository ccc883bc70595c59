// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/banner.h"
#include "core/strongid.h"

#include <QSet>

namespace gnat {

class Connection;
class ConnectionSet;

/// Asks what to subscribe to after connecting to a server, where nothing is subscribed unasked. Hidden while there is
/// nothing to ask; each connection is asked about once. GUI thread.
class SubscribeStrip final : public Banner
{
    Q_OBJECT

public:
    explicit SubscribeStrip(ConnectionSet &connections, QWidget *parent = nullptr);

Q_SIGNALS:
    void everythingWanted(gnat::SourceId source);
    void choiceWanted(gnat::SourceId source);

private:
    void watch(Connection *connection);
    void refresh();
    void dismiss();
    void answer(const QString &link);

    ConnectionSet &m_connections;
    QSet<quint32> m_answered;
    SourceId m_source;
};

} // namespace gnat
