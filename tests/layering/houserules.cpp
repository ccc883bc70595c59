// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layering/houserules.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <vector>

namespace gnat::test {

namespace {

struct Include
{
    int line;
    bool quoted;
    QString name;
};

/// What a foreign header's name begins with, and the folders that may include it.
struct ForeignLibrary
{
    QString prefix;
    QStringList homes;
};

std::vector<Include> includesOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"));
    std::vector<Include> found;
    const QStringList lines = text.split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        const QRegularExpressionMatch match = pattern.match(lines.at(i));
        if (match.hasMatch())
            found.push_back({i + 1, match.captured(1) == u"\"", match.captured(2)});
    }
    return found;
}

QString finding(const SourceFile &file, int line, const QString &reason)
{
    return QStringLiteral("%1:%2: %3").arg(file.path).arg(line).arg(reason);
}

/// Each room and the rooms that it may include directly, nearest first.
const QHash<QString, QStringList> &mayInclude()
{
    static const QHash<QString, QStringList> table = [] {
        const QStringList ground{QStringLiteral("core")};
        const QStringList flow{QStringLiteral("base"), QStringLiteral("core")};
        const QStringList codecs = QStringList{QStringLiteral("flow")} + flow;
        const QStringList filter = QStringList{QStringLiteral("codecs")} + codecs;
        const QStringList engine = QStringList{QStringLiteral("filter")} + filter;
        const QStringList engineRooms{QStringLiteral("traffic"),  QStringLiteral("exchange"),
                                      QStringLiteral("monitor"),  QStringLiteral("recording"),
                                      QStringLiteral("transfer"), QStringLiteral("settings"),
                                      QStringLiteral("client")};
        const QStringList rework = QStringList{QStringLiteral("recording"), QStringLiteral("transfer"),
                                               QStringLiteral("exchange"), QStringLiteral("client")} +
                                   engine;
        const QStringList items = QStringList{QStringLiteral("broker/qt")} + engineRooms + engine;
        const QStringList widgets =
            QStringList{QStringLiteral("items"), QStringLiteral("rework"), QStringLiteral("resources")} + items;
        QHash<QString, QStringList> rooms{
            {QStringLiteral("core"), {}},
            {QStringLiteral("base"), ground},
            {QStringLiteral("flow"), flow},
            {QStringLiteral("codecs"), codecs},
            {QStringLiteral("filter"), filter},
            {QStringLiteral("items"), items},
            {QStringLiteral("rework"), rework},
            {QStringLiteral("widgets"), widgets},
            {QStringLiteral("protocol"), ground},
            {QStringLiteral("broker"), QStringList{QStringLiteral("protocol")} + ground},
            {QStringLiteral("broker/qt"), QStringList{QStringLiteral("broker"), QStringLiteral("protocol")} + flow},
            {QStringLiteral("resources"), {}},
            {QStringLiteral("translations"), {}},
            {QStringLiteral("app"), QStringList{QStringLiteral("widgets"), QStringLiteral("translations"),
                                                QStringLiteral("broker"), QStringLiteral("protocol")} +
                                        widgets}};
        for (const QString &room : engineRooms)
            rooms.insert(room, engine);
        rooms[QStringLiteral("monitor")].prepend(QStringLiteral("client")); // it asks servers
        return rooms;
    }();
    return table;
}

/// "models/flow/fanout.h" is in flow; everything below widgets/ is one room, so is everything below app/. The broker's
/// Qt side is a room of its own: windows see it, the broker behind it they do not.
QString roomOfPath(const QString &path)
{
    if (path.startsWith(u"models/broker/qt/"))
        return QStringLiteral("broker/qt");
    const QStringList parts = path.split(u'/');
    return parts.first() == u"models" && parts.size() > 2 ? parts.at(1) : parts.first();
}

/// The room that an include's first folder names. Includes inside widgets/ and app/ carry the name of the page's
/// folder.
QString roomOfInclude(const SourceFile &file, const QString &name)
{
    if (!name.contains(u'/'))
        return roomOfPath(file.path);
    if (name.startsWith(u"broker/qt/"))
        return QStringLiteral("broker/qt");
    const QString folder = name.section(u'/', 0, 0);
    if (mayInclude().contains(folder))
        return folder;
    const QDir source(QStringLiteral(GNAT_SOURCE_DIR));
    for (const QString &room : {QStringLiteral("widgets"), QStringLiteral("app")}) {
        if (QFileInfo::exists(source.filePath(room + u'/' + name)))
            return room;
    }
    return folder;
}

bool isBelow(const QString &path, const QStringList &folders)
{
    return std::any_of(folders.begin(), folders.end(), [&](const QString &folder) { return path.startsWith(folder); });
}

bool isQtHeader(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("^(Q[A-Z]\\w*|Qt\\w+/.*)$"));
    return pattern.match(name).hasMatch();
}

/// The module of windows, pictures or sockets that a Qt header belongs to; empty if it is one of QtCore's.
QString forbiddenModule(const QString &name)
{
    static const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    static const std::array modules{
        QStringLiteral("QtGui"),        QStringLiteral("QtWidgets"),      QStringLiteral("QtSvg"),
        QStringLiteral("QtSvgWidgets"), QStringLiteral("QtPrintSupport"), QStringLiteral("QtOpenGL"),
        QStringLiteral("QtDBus"),       QStringLiteral("QtSql"),          QStringLiteral("QtNetwork")};
    for (const QString &module : modules) {
        const QString file = headers + u'/' + module + u'/' + name;
        if (name.startsWith(module + u'/') || name == module || QFileInfo::exists(file))
            return module;
    }
    return {};
}

} // namespace

QStringList roomFindings(const SourceFile &file)
{
    const QString room = roomOfPath(file.path);
    QStringList found;
    if (!mayInclude().contains(room))
        return {finding(file, 1, QStringLiteral("the room '%1' is not in the table of rooms").arg(room))};
    for (const Include &include : includesOf(file.text)) {
        const QString other = roomOfInclude(file, include.name);
        if (include.quoted && other != room && !mayInclude().value(room).contains(other))
            found += finding(file, include.line,
                             QStringLiteral("%1 may not include %2 (%3)").arg(room, other, include.name));
    }
    return found;
}

QStringList foreignFindings(const SourceFile &file)
{
    static const QString broker = QStringLiteral("models/broker/");
    static const std::array libraries{
        ForeignLibrary{QStringLiteral("nats"), {QStringLiteral("models/client/")}},
        ForeignLibrary{QStringLiteral("sqlite3"), {QStringLiteral("models/recording/sqlite/")}},
        ForeignLibrary{QStringLiteral("qcustomplot"), {QStringLiteral("widgets/charts/")}},
        ForeignLibrary{QStringLiteral("asio"), {broker}},
        ForeignLibrary{QStringLiteral("openssl/"), {broker, QStringLiteral("models/client/nkeyfile")}},
        ForeignLibrary{QStringLiteral("crypt.h"), {QStringLiteral("models/broker/auth/secret")}},
        ForeignLibrary{QStringLiteral("nlohmann/"),
                       {broker, QStringLiteral("models/protocol/"), QStringLiteral("models/codecs/")}}};
    const bool isPublicHeader = file.path.endsWith(u".h") && !file.path.endsWith(u"_p.h");
    QStringList found;
    for (const Include &include : includesOf(file.text)) {
        for (const ForeignLibrary &library : libraries) {
            if (include.quoted || !include.name.startsWith(library.prefix))
                continue;
            if (!isBelow(file.path, library.homes))
                found += finding(file, include.line,
                                 QStringLiteral("<%1> belongs below %2 alone")
                                     .arg(include.name, library.homes.join(QStringLiteral(", "))));
            else if (isPublicHeader)
                found += finding(file, include.line,
                                 QStringLiteral("<%1> in a public header: its types stay inside").arg(include.name));
        }
    }
    return found;
}

QStringList qtFindings(const SourceFile &file)
{
    static const QStringList plainRooms{QStringLiteral("models/core/"), QStringLiteral("models/protocol/"),
                                        QStringLiteral("models/broker/")};
    const bool isPlain = isBelow(file.path, plainRooms) && !file.path.startsWith(u"models/broker/qt/");
    QStringList found;
    for (const Include &include : includesOf(file.text)) {
        if (include.quoted || !isQtHeader(include.name) || !file.path.startsWith(u"models/"))
            continue;
        const QString module = forbiddenModule(include.name);
        if (isPlain)
            found += finding(file, include.line, QStringLiteral("<%1>: this room is without Qt").arg(include.name));
        else if (!module.isEmpty())
            found += finding(file, include.line,
                             QStringLiteral("<%1> is of %2; models know QtCore alone").arg(include.name, module));
    }
    return found;
}

QStringList formFindings(const SourceFile &file)
{
    constexpr int maxLines = 400;
    const QStringList lines = file.text.split(u'\n');
    QStringList found;
    if (lines.size() < 2 || !lines.at(0).startsWith(u"// SPDX-FileCopyrightText: ") ||
        lines.at(1) != u"// SPDX-License-Identifier: GPL-3.0-or-later")
        found += finding(file, 1, QStringLiteral("the two SPDX lines are missing"));
    if (file.path.endsWith(u".h") && !lines.contains(u"#pragma once"))
        found += finding(file, 1, QStringLiteral("#pragma once is missing"));
    if (lines.size() - 1 > maxLines)
        found += finding(
            file, maxLines,
            QStringLiteral("%1 lines, at most %2: look for the second noun").arg(lines.size() - 1).arg(maxLines));
    return found;
}

} // namespace gnat::test
