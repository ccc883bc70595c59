// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/clienttraffic.h"

namespace gnat {

namespace {
constexpr int mostAbsences = 1;
} // namespace

void ClientTraffic::take(const ConnzPage &page)
{
    m_roundServers.insert(page.serverId, page.total);
    for (const auto &client : page.clients)
        m_round.insert({client.serverId, client.number}, client); // on two pages: the later answer
}

void ClientTraffic::endRound(bool isWhole)
{
    m_isSure = isWhole || m_roundServers.keys() == m_servers.keys();
    m_known.removeIf([this, isWhole](QHash<Key, Known>::iterator known) {
        if (m_round.contains(known.key()))
            return false;
        const bool isAsked = isWhole || m_roundServers.contains(known.key().first);
        return isAsked && (!m_roundServers.contains(known.key().first) || ++known->absences > mostAbsences);
    });
    for (auto now = m_round.cbegin(); now != m_round.cend(); ++now)
        settle(m_known[now.key()], *now);
    if (isWhole)
        m_servers.clear();
    m_servers.insert(m_roundServers);
    dropRound();
}

void ClientTraffic::settle(Known &known, const ClientFigures &now)
{
    auto &talker = known.talker;
    talker.rates = talker.figures.atNs > 0 ? ratesBetween(talker.figures, now) : std::nullopt;
    talker.figures = now;
    known.absences = 0;
}

void ClientTraffic::dropRound()
{
    m_round.clear();
    m_roundServers.clear();
}

void ClientTraffic::forgetRates()
{
    for (auto &known : m_known) {
        known.talker.rates.reset();
        known.talker.figures.atNs = 0;
    }
}

void ClientTraffic::clear()
{
    *this = {};
}

QList<ClientTalker> ClientTraffic::clients() const
{
    QList<ClientTalker> present;
    present.reserve(m_known.size());
    for (const auto &known : m_known) {
        if (known.absences == 0)
            present.append(known.talker);
    }
    return present;
}

} // namespace gnat
