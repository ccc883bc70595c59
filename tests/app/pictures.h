// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop.h"

#include <QDir>
#include <QPixmap>

#include <functional>

namespace gnat::test {

/// Runs the event loop until `isTrue`, at most so long.
bool waitUntil(const std::function<bool()> &isTrue, int deadlineMs = 60'000);

/// Pictures of the window in both themes, NAME-dark.png and NAME-light.png in a folder.
class Pictures
{
public:
    Pictures(Desktop &desktop, const QDir &folder) : m_desktop(desktop), m_folder(folder) {}

    /// False: one could not be written.
    bool take(const QString &name);

private:
    /// With the pop-ups over the window, where there is a screen.
    QPixmap ofScreen() const;

    Desktop &m_desktop;
    QDir m_folder;
};

} // namespace gnat::test
