// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/paletteentry.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QRegularExpression>

#include <algorithm>

namespace gnat {

namespace {

/// "&Copy" as it is read; "&&" is a sign.
QString withoutMnemonic(QString text)
{
    static const QRegularExpression bracketed(QStringLiteral("\\(&.\\)")); // as Chinese menus have it
    text.remove(bracketed);
    static const QRegularExpression mark(QStringLiteral("&(.)"));
    return text.replace(mark, QStringLiteral("\\1"));
}

void addActions(const QList<QAction *> &actions, const QString &path, QList<PaletteEntry> &into)
{
    for (QAction *action : actions) {
        if (action->isSeparator() || !action->isVisible() || !action->isEnabled())
            continue;
        const auto text = withoutMnemonic(action->text());
        if (QMenu *menu = action->menu()) {
            Q_EMIT menu->aboutToShow();
            addActions(menu->actions(), path.isEmpty() ? text : QStringLiteral("%1 ▸ %2").arg(path, text), into);
            continue;
        }
        const auto icon = action->isCheckable() && action->isChecked() ? QStringLiteral("check") : QString();
        into.append({PaletteEntry::Command,
                     icon.isEmpty() ? QStringLiteral("command") : icon,
                     text,
                     {},
                     path,
                     action->shortcut().toString(QKeySequence::NativeText),
                     [action = QPointer(action)] {
                         if (action)
                             action->trigger();
                     }});
    }
}

std::optional<PaletteEntry::Kind> onlyKind(const QString &query)
{
    if (query.startsWith(u'>'))
        return PaletteEntry::Command;
    if (query.startsWith(u'@'))
        return PaletteEntry::Connection;
    return query.startsWith(u'#') ? std::optional(PaletteEntry::Subject) : std::nullopt;
}

} // namespace

QList<PaletteEntry> menuCommands(const QMenuBar &bar)
{
    QList<PaletteEntry> found;
    addActions(bar.actions(), {}, found);
    return found;
}

QString paletteWords(const QString &query)
{
    return (onlyKind(query) ? query.mid(1) : query).trimmed();
}

QList<PaletteEntry> choosePaletteEntries(const QList<PaletteEntry> &all, const QString &query, const QStringList &last,
                                         qsizetype most)
{
    const auto only = onlyKind(query);
    const auto words = paletteWords(query);
    struct Scored
    {
        PaletteEntry entry;
        int score;
    };
    QList<Scored> found;
    for (const auto &entry : all) {
        const auto match = only && *only != entry.kind ? std::nullopt : matchPalette(words, entry.text);
        if (!match)
            continue;
        found.append({entry, match->score});
        found.last().entry.places = match->places;
        const auto recent = last.indexOf(entry.text);
        if (query.isEmpty() && recent >= 0) {
            found.append({entry, -static_cast<int>(recent)});
            found.last().entry.kind = PaletteEntry::Last;
        }
    }
    std::ranges::stable_sort(found, [](const Scored &one, const Scored &other) {
        return std::pair(one.entry.kind, -one.score) < std::pair(other.entry.kind, -other.score);
    });
    QList<PaletteEntry> chosen;
    qsizetype ofKind = 0;
    for (const auto &[entry, score] : std::as_const(found)) {
        ofKind = !chosen.isEmpty() && chosen.last().kind == entry.kind ? ofKind + 1 : 1;
        if (ofKind <= most || query.isEmpty() || only)
            chosen.append(entry);
    }
    return chosen;
}

} // namespace gnat
