// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/palettematch.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

class QMenuBar;

namespace gnat {

/// Something that the command palette offers.
struct PaletteEntry
{
    enum Kind { Last, Subject, Connection, Filter, Command, KindCount }; ///< in the order of their groups

    Kind kind = Command;
    QString icon;
    QString text; ///< "Filter to %1" with `name` put in
    QString name; ///< what came off the wire in it, drawn in mono; may be empty
    QString hint = {};
    QString keys = {};
    std::function<void()> run = {};
    QList<qsizetype> places = {}; ///< characters of `text` that were typed
};

/// The enabled actions of all menus, each with the menu that it is in; menus that fill when they open are filled.
QList<PaletteEntry> menuCommands(const QMenuBar &bar);

/// Those that fit the query, best first within each kind, at most `most` of a kind. `>` in front leaves commands only,
/// `@` connections, `#` subjects. An empty query gives everything, those of `last` (their texts, newest first) again in
/// front. Pure.
QList<PaletteEntry> choosePaletteEntries(const QList<PaletteEntry> &all, const QString &query, const QStringList &last,
                                         qsizetype most);
/// What of the query is looked for, without the sign in front.
QString paletteWords(const QString &query);

} // namespace gnat
