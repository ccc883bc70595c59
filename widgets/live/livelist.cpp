// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/livelist.h"

#include "items/messagelistmodel.h"
#include "live/listsampling.h"
#include "live/livewords.h"
#include "messages/memorymenu.h"
#include "messages/messageactions.h"
#include "messages/messagecolumns.h"
#include "messages/messagetable.h"
#include "messages/messagetransfer.h"
#include "traffic/messagelog.h"
#include "traffic/trafficview.h"

namespace gnat {

LiveList::LiveList(TrafficView &traffic, const ConnectionSet &connections, const CodecRegistry &codecs,
                   MessageListModel &model, MessageTable &table, Preferences &preferences, QObject *parent)
    : QObject(parent), m_traffic(traffic), m_model(model), m_table(table)
{
    m_model.setSubscriptionName(
        [&connections](SourceId source, SubscriptionId id) { return subscriptionName(connections, source, id); });
    m_columns = new MessageColumns(m_table, m_model, preferences, QStringLiteral("live.messages"), this);
    m_memory = new MemoryMenu(preferences, &m_table);
    m_transfer = new MessageTransfer(m_model, m_table, codecs, table.parentWidget());
    m_table.messageActions().setCanSend(true);
    m_table.messageActions().setServer([&connections](SourceId source) { return serverUrl(connections, source); });
    // Queued: the rows must not change while a click on one of them is handled.
    connect(&m_table, &MessageTable::followingChanged, this, &LiveList::refreshSampling, Qt::QueuedConnection);
    connect(&m_table, &MessageTable::moreMemoryWanted, m_memory, &MemoryMenu::ask);
}

LiveList::~LiveList() = default;

void LiveList::refresh()
{
    m_table.setOlderCount(m_traffic.log().begin());
    if (!m_traffic.isPaused())
        refreshSampling();
}

/// Only a list that moves is sampled: who stops to read gets every message.
void LiveList::refreshSampling()
{
    const auto step = m_table.isFollowing() ? samplingStep(m_traffic.messageRate(), m_model.sampling()) : 1;
    if (step == m_model.sampling())
        return;
    m_model.setSampling(step);
    Q_EMIT stateChanged();
}

QString LiveList::state() const
{
    if (m_model.rowCount() == 0 || m_model.isFiltered())
        return {};
    return isSampled() ? tr("List shows 1 in %1").arg(m_model.sampling()) : tr("List shows every message");
}

bool LiveList::isSampled() const
{
    return m_model.sampling() > 1;
}

QList<QAction *> LiveList::messageActions() const
{
    return m_table.messageActions().all();
}

QList<QAction *> LiveList::viewActions() const
{
    return {m_columns->columnsMenu().menuAction(), m_columns->timeMenu().menuAction(), m_memory->menuAction()};
}

} // namespace gnat
