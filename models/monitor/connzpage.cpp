// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/connzpage.h"

#include "base/text.h"
#include "base/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace gnat {

namespace {

QString textOf(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

qint64 numberOf(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toInteger();
}

quint64 countOf(const QJsonObject &object, const char *key)
{
    return static_cast<quint64>(std::max<qint64>(numberOf(object, key), 0));
}

ClientFigures figuresOf(const QJsonObject &client, const ConnzPage &page, qint64 atNs)
{
    ClientFigures figures;
    figures.serverId = page.serverId;
    figures.serverName = page.serverName;
    figures.number = countOf(client, "cid");
    figures.name = textOf(client, "name");
    figures.library = QStringLiteral("%1 %2").arg(textOf(client, "lang"), textOf(client, "version")).trimmed();
    figures.address = textOf(client, "ip");
    figures.user = textOf(client, "authorized_user");
    figures.subscriptions = countOf(client, "subscriptions");
    figures.published = countOf(client, "in_msgs"); // the server's view
    figures.publishedBytes = countOf(client, "in_bytes");
    figures.received = countOf(client, "out_msgs");
    figures.receivedBytes = countOf(client, "out_bytes");
    figures.atNs = atNs;
    return figures;
}

void addSubscribers(ConnzPage &page, const QJsonObject &client, const ClientFigures &figures)
{
    const auto name = clientText(figures);
    const auto details = client.value(QLatin1String("subscriptions_list_detail")).toArray();
    for (const auto &detail : details) {
        const auto subscription = detail.toObject();
        page.subscribers.append(
            {textOf(subscription, "subject").toUtf8(), textOf(subscription, "qgroup").toUtf8(), name});
    }
}

} // namespace

Result<ConnzPage> readConnzPage(const QByteArray &json, const QString &ownServer, quint64 own, qint64 atNs)
{
    QJsonParseError wrong;
    const auto answer = QJsonDocument::fromJson(json, &wrong).object();
    if (wrong.error != QJsonParseError::NoError)
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("The server's list of clients is no valid JSON: %1.").arg(wrong.errorString()));
    if (const auto error = answer.value(QLatin1String("error")).toObject(); !error.isEmpty())
        return makeError(ErrorKind::NotPermitted, Words::tr("The server says: %1").arg(textOf(error, "description")));
    const auto server = answer.value(QLatin1String("server")).toObject();
    const auto data = answer.value(QLatin1String("data")).toObject();
    const auto clients = data.value(QLatin1String("connections")).toArray();
    ConnzPage page;
    page.serverId = textOf(server, "id");
    page.serverName = textOf(server, "name");
    page.total = numberOf(data, "total");
    page.offset = numberOf(data, "offset");
    page.bytes = json.size();
    page.clients.reserve(clients.size());
    for (const auto &entry : clients) {
        const auto client = entry.toObject();
        auto figures = figuresOf(client, page, atNs);
        figures.isOwn = figures.serverId == ownServer && figures.number == own;
        if (!figures.isOwn)
            addSubscribers(page, client, figures);
        page.clients.append(figures);
    }
    return page;
}

} // namespace gnat
