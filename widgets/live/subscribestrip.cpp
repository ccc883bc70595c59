// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/subscribestrip.h"

#include "client/connectionset.h"

#include <algorithm>

namespace gnat {

SubscribeStrip::SubscribeStrip(ConnectionSet &connections, QWidget *parent) : Banner(parent), m_connections(connections)
{
    hide();
    connect(this, &Banner::linkActivated, this, &SubscribeStrip::answer);
    connect(this, &Banner::closed, this, &SubscribeStrip::dismiss);
    connect(&m_connections, &ConnectionSet::added, this, &SubscribeStrip::watch);
    connect(&m_connections, &ConnectionSet::removed, this, &SubscribeStrip::refresh);
    for (const auto &connection : m_connections.all())
        watch(connection.get());
}

void SubscribeStrip::watch(Connection *connection)
{
    connect(connection, &Connection::stateChanged, this, &SubscribeStrip::refresh);
    connect(connection, &Connection::subscriptionsChanged, this, &SubscribeStrip::refresh);
    refresh();
}

void SubscribeStrip::refresh()
{
    const auto &all = m_connections.all();
    const auto asked = std::find_if(all.begin(), all.end(), [this](const auto &connection) {
        return connection->state() == ConnectionState::Connected && connection->subscriptions().isEmpty() &&
               !m_answered.contains(connection->id().number());
    });
    if (asked == all.end()) {
        m_source = {};
        hide();
        return;
    }
    if (m_source == (*asked)->id())
        return;
    m_source = (*asked)->id();
    set(BannerTone::Info, QStringLiteral("subscribe"),
        tr("<b>%1</b> is connected and subscribes to nothing yet.").arg((*asked)->profile().name.toHtmlEscaped()),
        {{QStringLiteral("all"), tr("Subscribe to everything")}, {QStringLiteral("choose"), tr("Choose subjects")}});
    show();
}

void SubscribeStrip::dismiss()
{
    m_answered.insert(m_source.number());
    refresh();
}

void SubscribeStrip::answer(const QString &link)
{
    const auto source = m_source;
    dismiss();
    if (link == u"all")
        Q_EMIT everythingWanted(source);
    else
        Q_EMIT choiceWanted(source);
}

} // namespace gnat
