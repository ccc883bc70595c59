// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "missedmessages.h"

#include "core/clock.h"
#include "flow/dropledger.h"
#include "traffic/trafficview.h"

#include <cmath>

namespace gnat {

MissedMessages::MissedMessages(const TrafficView &traffic, DropLedger &ledger, QObject *parent)
    : QObject(parent), m_traffic(traffic), m_ledger(ledger)
{
}

void MissedMessages::watch(Connection &connection)
{
    const auto source = connection.id();
    connect(&connection, &Connection::stateChanged, this,
            [this, source](ConnectionState state) { follow(source, state); });
}

void MissedMessages::follow(SourceId source, ConnectionState state)
{
    switch (state) {
    case ConnectionState::Reconnecting:
        if (!m_losses.contains(source.number()))
            m_losses.insert(source.number(), {monotonicNanoseconds(), m_traffic.messageRate(source)});
        return;
    case ConnectionState::Connected: {
        const auto loss = m_losses.take(source.number());
        const auto seconds = static_cast<double>(monotonicNanoseconds() - loss.atNs) / 1e9;
        if (loss.rate > 0)
            m_ledger.addMissed(static_cast<std::uint64_t>(std::llround(loss.rate * seconds)));
        return;
    }
    case ConnectionState::Closed: // the user ended it: nothing is owed
        m_losses.remove(source.number());
        return;
    case ConnectionState::Connecting:
    case ConnectionState::Failed:
        return;
    }
}

} // namespace gnat
