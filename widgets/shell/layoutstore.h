// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

class QMainWindow;

namespace gnat {

class Page;
class Preferences;

/// Remembers the window's size, the page and each page's docks between runs, in the preferences.
class LayoutStore
{
public:
    explicit LayoutStore(Preferences &preferences) : m_preferences(preferences) {}

    void saveWindow(const QMainWindow &window, const QString &page);
    /// Size and place as remembered, else as they are, no larger than the screen. False if nothing is remembered.
    bool restoreWindow(QMainWindow &window);
    QString page() const;
    void savePage(const Page &page);
    QByteArray pageState(const QString &pageId) const;

    /// Forgets all of it: for --reset-layout, before the window is built.
    static void forget(Preferences &preferences);

private:
    void put(const QString &name, const QString &value);
    QString get(const QString &name) const;

    Preferences &m_preferences;
};

} // namespace gnat
