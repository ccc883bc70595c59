// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "monitor/clientfigures.h"
#include "monitor/connzpage.h"

#include <QHash>
#include <QList>

#include <utility>

namespace gnat {

/// A client as it was last told of, and how much it sent lately.
struct ClientTalker
{
    ClientFigures figures;
    std::optional<ClientRates> rates; ///< none before the second answer
};

/// How much each client of an account publishes and receives: the differences between rounds of answers. Clients are
/// named by server and number, so whoever comes back under a new one begins anew. Plain value without I/O: pages go in,
/// rates come out.
class ClientTraffic
{
public:
    /// Takes a page of the round under way.
    void take(const ConnzPage &page);
    /// All pages of the round are there. `isWhole`: every server had the time to answer; one that did not is gone, with
    /// its clients. Otherwise they stay as they were.
    void endRound(bool isWhole);
    /// What was taken of a round that came to nothing.
    void dropRound();
    /// What is known is too old to be compared with what comes.
    void forgetRates();
    void clear();

    /// As of the last round, in no order.
    QList<ClientTalker> clients() const;
    /// How many clients each has, by its id; more than clients() tells where not all pages were asked for.
    const QHash<QString, qint64> &servers() const { return m_servers; }
    /// The last round was whole, or exactly those answered who did before; else a whole one is due.
    bool isSure() const { return m_isSure; }

private:
    using Key = std::pair<QString, quint64>;
    struct Known
    {
        ClientTalker talker;
        int absences = 0; ///< rounds of its server in which it was not named: pages shift while they are read
    };

    void settle(Known &known, const ClientFigures &now);

    QHash<Key, Known> m_known;
    QHash<QString, qint64> m_servers;
    QHash<Key, ClientFigures> m_round;
    QHash<QString, qint64> m_roundServers;
    bool m_isSure = false;
};

} // namespace gnat
