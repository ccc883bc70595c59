// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitor/connzpage.h"

#include "base/text.h"
#include "base/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

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

/// "billing (go 1.28), cid 7 on n1"; without a name "go 1.28, cid 7 on n1".
QString nameOf(const QJsonObject &client, const QString &server)
{
    const auto library = QStringLiteral("%1 %2").arg(textOf(client, "lang"), textOf(client, "version")).trimmed();
    const auto name = textOf(client, "name");
    auto who = name.isEmpty() ? library : name;
    if (!name.isEmpty() && !library.isEmpty())
        who = Words::tr("%1 (%2)", "client, its library").arg(name, library);
    if (who.isEmpty())
        who = textOf(client, "ip");
    return Words::tr("%1, cid %2 on %3", "client, number, server").arg(who).arg(numberOf(client, "cid")).arg(server);
}

void addSubscribers(ConnzPage &page, const QJsonObject &client)
{
    const auto name = nameOf(client, page.serverName);
    const auto details = client.value(QLatin1String("subscriptions_list_detail")).toArray();
    for (const auto &detail : details) {
        const auto subscription = detail.toObject();
        page.subscribers.append(
            {textOf(subscription, "subject").toUtf8(), textOf(subscription, "qgroup").toUtf8(), name});
    }
}

} // namespace

Result<ConnzPage> readConnzPage(const QByteArray &json, const QString &ownServer, quint64 own)
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
    page.clients = clients.size();
    for (const auto &entry : clients) {
        const auto client = entry.toObject();
        const bool isOwn = page.serverId == ownServer && static_cast<quint64>(numberOf(client, "cid")) == own;
        if (!isOwn)
            addSubscribers(page, client);
    }
    return page;
}

} // namespace gnat
