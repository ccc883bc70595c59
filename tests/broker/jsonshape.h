// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace gnat::test {

/// Every place in a JSON value with its type, as "connections[].cid number"; that is what clients rely on.
inline void collectShape(const QJsonValue &value, const QString &path, QStringList &shape)
{
    if (value.isObject()) {
        const auto object = value.toObject();
        shape.append(path + QStringLiteral(" object"));
        for (auto at = object.begin(); at != object.end(); ++at)
            collectShape(at.value(), path + u'.' + at.key(), shape);
    } else if (value.isArray()) {
        shape.append(path + QStringLiteral(" array"));
        for (const auto &one : value.toArray())
            collectShape(one, path + QStringLiteral("[]"), shape);
    } else {
        shape.append(path + (value.isString()   ? QStringLiteral(" string")
                             : value.isDouble() ? QStringLiteral(" number")
                             : value.isBool()   ? QStringLiteral(" bool")
                                                : QStringLiteral(" null")));
    }
}

/// What collectShape() finds in a text, each once and sorted.
inline QStringList shapeOf(const QByteArray &json)
{
    QStringList shape;
    const auto document = QJsonDocument::fromJson(json);
    if (document.isNull())
        return {QStringLiteral("no JSON: ") + QString::fromUtf8(json)};
    collectShape(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), {}, shape);
    shape.removeDuplicates();
    shape.sort();
    return shape;
}

/// The names of an object's members in the order in which they stand in the text.
inline QStringList namesInOrder(const QByteArray &json)
{
    static const QRegularExpression name(QStringLiteral("\"([a-z_]+)\":"));
    QStringList names;
    for (auto found = name.globalMatch(QString::fromUtf8(json)); found.hasNext();)
        names.append(found.next().captured(1));
    names.removeDuplicates();
    return names;
}

} // namespace gnat::test
