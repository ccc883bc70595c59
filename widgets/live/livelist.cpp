// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/livelist.h"

#include "client/connectionset.h"
#include "common/humantext.h"
#include "items/messagelistmodel.h"
#include "live/listsampling.h"
#include "live/livewords.h"
#include "messages/freshrows.h"
#include "messages/listcolours.h"
#include "messages/markactions.h"
#include "messages/memorymenu.h"
#include "messages/messageactions.h"
#include "messages/messagecolumns.h"
#include "messages/messagetable.h"
#include "messages/messagetransfer.h"
#include "settings/preferences.h"
#include "traffic/messagelog.h"
#include "traffic/trafficview.h"

#include <QAction>
#include <QMenu>

#include <chrono>
#include <functional>

namespace gnat {

namespace {
const QString glowName = QStringLiteral("live.messages.glow");
constexpr double calmRate = 200;                    ///< messages a second: up to here the list moves in each frame
constexpr std::chrono::milliseconds busyPause(100); ///< above
} // namespace

LiveList::LiveList(TrafficView &traffic, const ConnectionSet &connections, const CodecRegistry &codecs,
                   MessageListModel &model, MessageTable &table, Preferences &preferences, QObject *parent)
    : QObject(parent), m_traffic(traffic), m_connections(connections), m_preferences(preferences), m_model(model),
      m_table(table)
{
    m_model.setSubscriptionName(
        [&connections](SourceId, SubscriptionId id) { return subscriptionTitle(connections, id); });
    m_columns = new MessageColumns(m_table, m_model, preferences, QStringLiteral("live.messages"), this);
    m_memory = new MemoryMenu(preferences, &m_table);
    m_transfer = new MessageTransfer(m_model, m_table, codecs, table.parentWidget());
    m_markActions = new MarkActions(m_model, m_table, m_marks, this);
    m_transfer->setNotes([this] { return m_marks.notes(); });
    connect(m_markActions, &MarkActions::copyWanted, this, &LiveList::copyWanted);
    buildGlow();
    m_clear = new QAction(tr("Clea&r messages and subjects"), this);
    m_clear->setToolTip(tr("Empties list and tree; what was kept is counted as no longer kept. Recordings go on."));
    connect(m_clear, &QAction::triggered, this, &LiveList::clear);
    auto *colours =
        new ListColours(m_model, m_table, m_preferences, std::bind_front(&LiveList::filterContext, this), this);
    connect(&connections, &ConnectionSet::added, colours, &ListColours::useAgain);
    m_table.messageActions().setCanSend(true);
    m_table.messageActions().setServer([&connections](SourceId source) { return serverUrl(connections, source); });
    // Queued: the rows must not change while a click on one of them is handled.
    connect(&m_table, &MessageTable::followingChanged, this, &LiveList::refreshSampling, Qt::QueuedConnection);
    connect(&m_table, &MessageTable::moreMemoryWanted, m_memory, &MemoryMenu::ask);
}

/// What the list holds while paused is let go, too.
void LiveList::clear()
{
    m_traffic.clear();
    m_model.setFrozen(false);
    m_model.setFrozen(m_traffic.isPaused());
}

FilterContext LiveList::filterContext() const
{
    FilterContext context;
    context.findConnection = [this](const QString &name) {
        return m_connections.sourceNamed(name);
    };
    context.findSubscriptions = [this](const QString &pattern) {
        return findSubscriptions(m_connections, pattern);
    };
    return context;
}

void LiveList::buildGlow()
{
    m_fresh = new FreshRows(m_table);
    const auto remembered = m_preferences.state(glowName);
    m_fresh->setOn(remembered.isNull() || remembered.toBool());
    m_glow = new QAction(tr("&Highlight new rows"), this);
    m_glow->setCheckable(true);
    m_glow->setChecked(m_fresh->isOn());
    connect(m_glow, &QAction::toggled, this, [this](bool isOn) {
        m_fresh->setOn(isOn);
        m_preferences.setState(glowName, isOn);
    });
}

LiveList::~LiveList() = default;

void LiveList::refresh()
{
    m_table.setOlderCount(m_traffic.log().begin());
    m_model.setPause(m_traffic.messageRate() > calmRate ? busyPause : std::chrono::milliseconds(0));
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
    if (m_model.isFiltered())
        return tr("List shows");
    if (m_model.rowCount() == 0)
        return {};
    return isSampled() ? tr("List shows 1 in %1").arg(m_model.sampling()) : tr("List shows every message");
}

QString LiveList::figure() const
{
    if (isSampled())
        return tr("1 in %1").arg(m_model.sampling());
    if (!m_model.isFiltered())
        return {};
    const auto figures = m_model.figures();
    return tr("%1 of %2", "so many messages of those that are kept")
        .arg(countShort(figures.shown), countShort(figures.kept));
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
    return {m_columns->columnsMenu().menuAction(), m_columns->timeMenu().menuAction(), m_glow, m_memory->menuAction(),
            m_clear};
}

} // namespace gnat
