// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/sendhistory.h"

#include "base/text.h"
#include "settings/jsonfile.h"

#include <QJsonArray>
#include <QStandardPaths>
#include <QTimer>

namespace gnat {

namespace {

constexpr int writeAfterMs = 500;

/// Bytes as text where they are UTF-8, else as base64 under "<key>_base64".
void putBytes(QJsonObject &object, const QString &key, const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    if (isUtf8(viewOf(bytes)))
        object[key] = QString::fromUtf8(bytes);
    else
        object[key + QStringLiteral("_base64")] = QString::fromLatin1(bytes.toBase64());
}

QByteArray takeBytes(const QJsonObject &object, const QString &key)
{
    const auto encoded = object[key + QStringLiteral("_base64")];
    return encoded.isString() ? QByteArray::fromBase64(encoded.toString().toLatin1()) : object[key].toString().toUtf8();
}

QJsonObject toJson(const HistoryEntry &entry)
{
    QJsonArray headers;
    for (const auto &[key, value] : entry.headers) {
        QJsonObject header;
        putBytes(header, QStringLiteral("key"), key);
        putBytes(header, QStringLiteral("value"), value);
        headers.append(header);
    }
    QJsonObject object{{QStringLiteral("at"), entry.at.toUTC().toString(Qt::ISODateWithMs)},
                       {QStringLiteral("request"), entry.isRequest},
                       {QStringLiteral("connection"), entry.connection},
                       {QStringLiteral("headers"), headers},
                       {QStringLiteral("timeout_ms"), entry.timeoutMs},
                       {QStringLiteral("max_replies"), entry.maxReplies},
                       {QStringLiteral("result"), entry.result},
                       {QStringLiteral("outcome"), entry.outcome}};
    putBytes(object, QStringLiteral("subject"), entry.subject);
    putBytes(object, QStringLiteral("reply"), entry.reply);
    putBytes(object, QStringLiteral("payload"), entry.payload);
    return object;
}

HistoryEntry fromJson(const QJsonObject &object)
{
    HistoryEntry entry;
    entry.at = QDateTime::fromString(object[u"at"].toString(), Qt::ISODateWithMs).toLocalTime();
    entry.isRequest = object[u"request"].toBool();
    entry.connection = object[u"connection"].toString();
    entry.subject = takeBytes(object, QStringLiteral("subject"));
    entry.reply = takeBytes(object, QStringLiteral("reply"));
    entry.payload = takeBytes(object, QStringLiteral("payload"));
    const auto headers = object[u"headers"].toArray();
    for (const auto &header : headers)
        entry.headers.append({takeBytes(header.toObject(), QStringLiteral("key")),
                              takeBytes(header.toObject(), QStringLiteral("value"))});
    entry.timeoutMs = object[u"timeout_ms"].toInt();
    entry.maxReplies = object[u"max_replies"].toInt(1);
    entry.result = object[u"result"].toString();
    entry.outcome = object[u"outcome"].toInt();
    return entry;
}

} // namespace

struct SendHistory::Private
{
    void load();
    void write();
    void changeSoon()
    {
        isPending = true;
        timer.start();
    }

    JsonFile file{QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                  QStringLiteral("/gnatcatcher/history.json")};
    QList<HistoryEntry> entries;
    QTimer timer;
    bool isPending = false;
    QString problem;
};

void SendHistory::Private::load()
{
    const auto read = file.read();
    if (!read) {
        problem = errorText(read.error());
        return;
    }
    const auto array = read.value()[u"entries"].toArray();
    for (const auto &value : array) {
        if (entries.size() < maxEntries)
            entries.append(fromJson(value.toObject()));
    }
}

void SendHistory::Private::write()
{
    timer.stop();
    if (!std::exchange(isPending, false))
        return;
    QJsonArray array;
    for (const auto &entry : std::as_const(entries))
        array.append(toJson(entry));
    const auto written = file.write({{QStringLiteral("entries"), array}});
    problem = written ? QString() : errorText(written.error());
}

SendHistory::SendHistory(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->timer.setSingleShot(true);
    d->timer.setInterval(writeAfterMs);
    connect(&d->timer, &QTimer::timeout, this, [this] { d->write(); });
    d->load();
}

SendHistory::~SendHistory()
{
    d->write();
}

const QList<HistoryEntry> &SendHistory::entries() const
{
    return d->entries;
}

void SendHistory::add(const HistoryEntry &entry)
{
    d->entries.prepend(entry);
    if (d->entries.size() > maxEntries)
        d->entries.removeLast();
    d->changeSoon();
    Q_EMIT changed();
}

void SendHistory::clear()
{
    if (d->entries.isEmpty())
        return;
    d->entries.clear();
    d->changeSoon();
    Q_EMIT changed();
}

QString SendHistory::problem() const
{
    return d->problem;
}

} // namespace gnat
