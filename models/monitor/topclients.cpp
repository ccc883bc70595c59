// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/topclients.h"

#include <algorithm>

namespace gnat {

namespace {

using By = TopClients::By;

QList<ClientTalker> withoutTwins(const QList<ClientTalker> &all)
{
    QHash<std::pair<QString, quint64>, qsizetype> places;
    QList<ClientTalker> once;
    for (const auto &client : all) {
        const auto &figures = client.figures;
        const auto key = std::pair(figures.serverId, figures.number);
        if (const auto known = places.constFind(key); known != places.cend())
            once[*known].figures.isOwn |= figures.isOwn;
        else {
            places.insert(key, once.size());
            once.append(client);
        }
    }
    return once;
}

bool isBefore(const ClientTalker &left, const ClientTalker &right, By by, bool isDescending)
{
    const auto a = clientFigure(left, by);
    const auto b = clientFigure(right, by);
    if ((a < 0) != (b < 0))
        return b < 0;
    if (a != b)
        return isDescending ? a > b : a < b;
    const auto order = clientText(left.figures).compare(clientText(right.figures));
    return by == By::Name && isDescending ? order > 0 : order < 0;
}

} // namespace

double clientFigure(const ClientTalker &client, TopClients::By by)
{
    constexpr double unknown = -1;
    switch (by) {
    case By::PublishRate:
        return client.rates ? client.rates->published : unknown;
    case By::PublishByteRate:
        return client.rates ? client.rates->publishedBytes : unknown;
    case By::ReceiveRate:
        return client.rates ? client.rates->received : unknown;
    case By::ReceiveByteRate:
        return client.rates ? client.rates->receivedBytes : unknown;
    case By::Published:
        return static_cast<double>(client.figures.published);
    case By::Name:
        break;
    }
    return 0;
}

TopClients topClients(const QList<ClientTalker> &all, TopClients::By by, bool isDescending, qsizetype most)
{
    TopClients top;
    top.rows = withoutTwins(all);
    top.clients = top.rows.size();
    for (const auto &client : top.rows)
        top.publishRate += client.rates ? client.rates->published : 0;
    const auto end = top.rows.begin() + std::min(most, top.clients);
    std::partial_sort(top.rows.begin(), end, top.rows.end(), [by, isDescending](const auto &left, const auto &right) {
        return isBefore(left, right, by, isDescending);
    });
    top.rows.erase(end, top.rows.end());
    return top;
}

} // namespace gnat
