// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/clientfigures.h"

#include "base/words.h"

namespace gnat {

namespace {

/// A server without a name of its own goes by its long id.
QString serverText(const ClientFigures &client)
{
    constexpr int idStart = 8;
    const bool isNamed = client.serverName != client.serverId || client.serverId.size() <= idStart;
    return isNamed ? client.serverName : client.serverName.left(idStart) + QChar(0x2026);
}

} // namespace

QString clientText(const ClientFigures &client)
{
    auto who = client.name.isEmpty() ? client.library : client.name;
    if (!client.name.isEmpty() && !client.library.isEmpty())
        who = Words::tr("%1 (%2)", "client, its library").arg(client.name, client.library);
    if (who.isEmpty())
        who = client.address;
    return Words::tr("%1, cid %2 on %3", "client, number, server").arg(who).arg(client.number).arg(serverText(client));
}

std::optional<ClientRates> ratesBetween(const ClientFigures &before, const ClientFigures &now)
{
    const bool hasFallen = now.published < before.published || now.publishedBytes < before.publishedBytes ||
                           now.received < before.received || now.receivedBytes < before.receivedBytes;
    if (hasFallen || now.atNs <= before.atNs)
        return std::nullopt;
    const double seconds = static_cast<double>(now.atNs - before.atNs) / 1e9;
    const auto perSecond = [seconds](quint64 from, quint64 to) {
        return static_cast<double>(to - from) / seconds;
    };
    return ClientRates{perSecond(before.published, now.published), perSecond(before.publishedBytes, now.publishedBytes),
                       perSecond(before.received, now.received), perSecond(before.receivedBytes, now.receivedBytes)};
}

} // namespace gnat
