// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/draft.h"

namespace gnat {

namespace {
QString encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray decoded(const QVariant &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}
} // namespace

// Payloads may be any bytes and the settings are JSON: hence Base64.
QVariantMap Draft::toMap() const
{
    QVariantList headerList;
    for (const auto &[key, value] : headers)
        headerList << QVariant(QVariantList{encoded(key), encoded(value)});
    return {{QStringLiteral("connection"), connection},    {QStringLiteral("isRequest"), isRequest},
            {QStringLiteral("subject"), encoded(subject)}, {QStringLiteral("reply"), encoded(reply)},
            {QStringLiteral("headers"), headerList},       {QStringLiteral("payload"), encoded(payload)},
            {QStringLiteral("timeoutMs"), timeoutMs},      {QStringLiteral("maxReplies"), maxReplies}};
}

Draft Draft::fromMap(const QVariantMap &map)
{
    Draft draft;
    if (map.isEmpty())
        return draft;
    draft.connection = map.value(QStringLiteral("connection")).toString();
    draft.isRequest = map.value(QStringLiteral("isRequest")).toBool();
    draft.subject = decoded(map.value(QStringLiteral("subject")));
    draft.reply = decoded(map.value(QStringLiteral("reply")));
    const auto headers = map.value(QStringLiteral("headers")).toList();
    for (const auto &header : headers) {
        const auto pair = header.toList();
        if (pair.size() == 2)
            draft.headers.append({decoded(pair.at(0)), decoded(pair.at(1))});
    }
    draft.payload = decoded(map.value(QStringLiteral("payload")));
    draft.timeoutMs = qMax(1, map.value(QStringLiteral("timeoutMs"), 5000).toInt());
    draft.maxReplies = qMax(0, map.value(QStringLiteral("maxReplies"), 1).toInt());
    return draft;
}

Draft Draft::fromEntry(const HistoryEntry &entry)
{
    Draft draft;
    draft.connection = entry.connection;
    draft.isRequest = entry.isRequest;
    draft.subject = entry.subject;
    draft.reply = entry.reply;
    draft.headers = entry.headers;
    draft.payload = entry.payload;
    draft.timeoutMs = entry.timeoutMs > 0 ? entry.timeoutMs : 5000;
    draft.maxReplies = entry.maxReplies;
    return draft;
}

HistoryEntry Draft::toEntry() const
{
    HistoryEntry entry;
    entry.at = QDateTime::currentDateTime();
    entry.isRequest = isRequest;
    entry.connection = connection;
    entry.subject = subject;
    entry.reply = reply;
    entry.headers = headers;
    entry.payload = payload;
    entry.timeoutMs = timeoutMs;
    entry.maxReplies = maxReplies;
    return entry;
}

} // namespace gnat
