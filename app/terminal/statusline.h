// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gnat::terminal {

/// A line of the terminal that changes in place: how something goes that takes its time. On standard error; nothing at
/// all where that is no terminal. Whoever prints something else clears it before. Main thread.
class StatusLine
{
public:
    StatusLine();
    ~StatusLine() { clear(); }
    StatusLine(const StatusLine &) = delete;
    StatusLine &operator=(const StatusLine &) = delete;

    /// Cut at the width of the terminal. What people type stands in the line below it.
    void show(const QString &text);
    void clear();
    /// A line was typed, so that the terminal has moved on by one.
    void noteTyped();

private:
    bool m_isTerminal;
    int m_below = 0; ///< lines from it down to where the cursor is; 0: it is not shown
    QString m_text;
};

} // namespace gnat::terminal
