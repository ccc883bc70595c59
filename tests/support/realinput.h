// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QString>
#include <QStringList>

class QWidget;

namespace gnat::test {

/// Mouse and keyboard of the X display, moved by xdotool: events come in through the X server as a user's do, so grabs,
/// shortcuts and focus behave as they really are. The event loop runs meanwhile. Clicks and the wheel return when the
/// window has dealt with them, and say false if they do not come in. Label xvfb only.
class RealInput
{
public:
    /// Moves the pointer to a point of the widget (its centre by default) and presses the left button.
    static bool click(const QWidget *widget, const QPoint &at = {-1, -1});
    static bool doubleClick(const QWidget *widget, const QPoint &at);
    /// With a key held down: "ctrl", "shift".
    static bool clickWith(const QString &key, const QWidget *widget, const QPoint &at);
    /// Moves the pointer there.
    static bool hover(const QWidget *widget, const QPoint &at);
    /// Presses the right button there and clicks the entry of the menu that opens; false if there is none.
    static bool chooseInMenu(const QWidget *widget, const QPoint &at, const QString &entry);
    /// The same for a menu that a click on this button opens.
    static bool chooseInButtonMenu(const QWidget *button, const QString &entry);
    /// Presses a button of the mouse (1 left, 2 middle, 3 right) there, moves in steps to a point of another widget,
    /// and lets go; also what Qt drags and drops. With a key held down, unless it is empty.
    static bool drag(const QWidget *from, const QPoint &at, const QWidget *to, const QPoint &toAt, int button = 1,
                     const QString &key = {});
    /// Turns the wheel over a point of the widget (its centre by default); up is positive.
    static bool wheel(const QWidget *widget, int notches, const QPoint &at = {-1, -1});
    /// "ctrl+l", "Return", "Escape", "space"
    static bool key(const QString &name);
    static bool type(const QString &text);

private:
    static bool chooseAfter(const QStringList &click, const QString &entry);
    static bool run(const QStringList &arguments);
    static bool runClicks(const QStringList &arguments, int clicks = 1);
};

} // namespace gnat::test
