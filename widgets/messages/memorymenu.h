// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace gnat {

class Preferences;

/// How much memory the kept messages may take: a few sizes and one to type. What is over a smaller limit leaves at
/// once. GUI thread.
class MemoryMenu final : public QMenu
{
    Q_OBJECT

public:
    /// `preferences` must outlive it.
    explicit MemoryMenu(Preferences &preferences, QWidget *parent = nullptr);

    /// Asks for a number of megabytes.
    void ask();

private:
    void tick();

    Preferences &m_preferences;
};

} // namespace gnat
