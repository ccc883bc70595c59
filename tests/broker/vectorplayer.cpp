// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vectorplayer.h"

#include <algorithm>
#include <map>
#include <memory>

namespace gnat::test {

namespace {

using Connections = std::map<QString, std::unique_ptr<VectorConnection>>;

QByteArray bytesOf(const QJsonValue &value)
{
    return value.toString().toLatin1();
}

bool fits(const QJsonValue &wanted, const QJsonObject &info, const QString &key)
{
    if (wanted.isNull())
        return !info.contains(key);
    const auto is = info.value(key);
    if (!wanted.toString().startsWith(QStringLiteral("type:")))
        return is == wanted;
    const auto type = wanted.toString().mid(5);
    return type == QStringLiteral("int")    ? is.isDouble()
           : type == QStringLiteral("str")  ? is.isString()
           : type == QStringLiteral("bool") ? is.isBool()
                                            : is.isArray();
}

QString checkInfo(const QJsonObject &wanted, const QJsonObject &info)
{
    for (auto at = wanted.begin(); at != wanted.end(); ++at) {
        if (!fits(at.value(), info, at.key()))
            return QStringLiteral("INFO: %1 is not as wanted").arg(at.key());
    }
    return {};
}

void send(VectorConnection &connection, const QJsonObject &step)
{
    const auto bytes =
        bytesOf(step.value(QStringLiteral("send"))).repeated(step.value(QStringLiteral("repeat")).toInt(1));
    const auto chunk = step.value(QStringLiteral("chunk")).toInt(int(bytes.size()));
    for (qsizetype at = 0; at < bytes.size(); at += chunk)
        connection.send(bytes.mid(at, chunk));
}

QString playStep(VectorConnection &connection, const QJsonObject &step, qsizetype splitAt,
                 const VectorCertificates &certificates)
{
    const auto has = [&](const char *key) {
        return step.contains(QLatin1String(key));
    };
    const auto value = [&](const char *key) {
        return step.value(QLatin1String(key));
    };
    if (has("send")) {
        send(connection, step);
    } else if (has("split_send")) {
        const auto bytes = bytesOf(value("split_send"));
        connection.send(bytes.left(splitAt));
        connection.send(bytes.mid(splitAt));
    } else if (has("expect")) {
        return connection.expect(bytesOf(value("expect")));
    } else if (has("expect_regex")) {
        return connection.expectPattern(
            QRegularExpression(value("expect_regex").toString(), QRegularExpression::DotMatchesEverythingOption));
    } else if (has("expect_any_order")) {
        QByteArrayList frames;
        for (const auto &frame : value("expect_any_order").toArray())
            frames.append(bytesOf(frame));
        return connection.expectInAnyOrder(frames);
    } else if (has("expect_nothing")) {
        return connection.expectNothing(value("expect_nothing").toInt());
    } else if (has("expect_close")) {
        return connection.expectClose(value("discard").toBool());
    } else if (has("info")) {
        return checkInfo(value("info").toObject(), connection.info());
    } else if (has("starttls")) {
        return connection.startTls(certificates, value("starttls").toObject().value(QStringLiteral("cert")).toBool());
    } else if (has("close")) {
        connection.close();
    } else if (!has("open") && !has("wait")) { // what is waited for, the expectations wait for themselves
        return QStringLiteral("this player does not know the step");
    }
    return {};
}

QString playOnce(const QJsonArray &steps, quint16 port, const VectorCertificates &certificates, qsizetype splitAt)
{
    const bool seesPings = std::ranges::any_of(steps, [](const QJsonValue &step) {
        return step[QStringLiteral("expect")].toString().contains(QStringLiteral("PING")) ||
               step[QStringLiteral("expect_regex")].toString().contains(QStringLiteral("PING"));
    });
    Connections connections;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const auto step = steps.at(i).toObject();
        const auto name = step.value(QStringLiteral("on")).toString(QStringLiteral("a"));
        auto &connection = connections[name];
        if (!connection)
            connection = std::make_unique<VectorConnection>(port, seesPings);
        if (const auto wrong = playStep(*connection, step, splitAt, certificates); !wrong.isEmpty())
            return QStringLiteral("step %1 (%2): %3").arg(i + 1).arg(name, wrong);
    }
    return {};
}

} // namespace

QString playVector(const QJsonArray &steps, quint16 port, const VectorCertificates &certificates)
{
    qsizetype splits = 0;
    for (const auto &step : steps)
        splits = std::max(splits, step[QStringLiteral("split_send")].toString().size());
    if (splits == 0)
        return playOnce(steps, port, certificates, 0);
    for (qsizetype at = 1; at < splits; ++at) {
        if (const auto wrong = playOnce(steps, port, certificates, at); !wrong.isEmpty())
            return QStringLiteral("split at %1: %2").arg(at).arg(wrong);
    }
    return {};
}

} // namespace gnat::test
