// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/commandpalette.h"
#include "shell/windowparts.h"

#include <QObject>
#include <QPointer>

class QAction;
class QMenuBar;

namespace gnat {

class MainWindow;

/// Opens the command palette (Ctrl+K) and gathers what it offers: the menus' actions, "show only" for each connection,
/// saved filters, subjects to filter to. Remembers the last five choices. Owned by the window. GUI thread.
class PaletteOpener final : public QObject
{
    Q_OBJECT

public:
    PaletteOpener(const WindowParts &parts, MainWindow &window, QAction &action);

    /// Puts a field that opens the palette into the corner of the menu bar, and another widget behind it.
    void placeField(QMenuBar &bar, QWidget *behind);
    void open();
    /// Null: it is closed.
    CommandPalette *palette() const { return m_palette; }

private:
    QList<PaletteEntry> entries();
    QList<PaletteEntry> subjects(const QString &typed);
    void filterTo(const QString &text);
    void remember(const QString &text);

    WindowParts m_parts;
    MainWindow &m_window;
    QAction &m_action;
    QPointer<CommandPalette> m_palette;
};

} // namespace gnat
