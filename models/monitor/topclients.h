// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "monitor/clienttraffic.h"

namespace gnat {

/// The busiest of the clients that servers told of, by one of their figures. Plain value.
struct TopClients
{
    enum class By { Name, PublishRate, PublishByteRate, Published, ReceiveRate, ReceiveByteRate };
    QList<ClientTalker> rows; ///< the first ones; who has no rate yet comes last
    double publishRate = 0;   ///< of all, also those that are no row
    qsizetype clients = 0;    ///< all
};

/// Two of our connections may tell of the same client: it counts once.
TopClients topClients(const QList<ClientTalker> &all, TopClients::By by, bool isDescending, qsizetype most);

/// What a client is sorted by, negative if it is not known; by its name it is 0.
double clientFigure(const ClientTalker &client, TopClients::By by);

} // namespace gnat
