// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/mainwindow.h"
#include "theme/themecontroller.h"
#include "workspace.h"

#include <QObject>

namespace gnat {

/// Engine, theme and window of the desktop program, introduced to each other: what main() shows, the screenshot program
/// pictures and the tests drive. Needs a QApplication. Main thread.
class Desktop : public QObject
{
    Q_OBJECT

public:
    explicit Desktop(bool resetLayout = false, QObject *parent = nullptr);
    ~Desktop() override;

    Workspace &workspace() { return m_workspace; }
    MainWindow &window() { return *m_window; }
    ThemeController &theme() { return m_theme; }

    void startDemo();
    void openRecording(const QString &path);
    /// What stood on the command line: a URL, or the path of a recording.
    void open(const QString &urlOrPath);

private:
    void wire();

    Workspace m_workspace;
    ThemeController m_theme;
    std::unique_ptr<MainWindow> m_window; // goes first: it shows what the others own
};

} // namespace gnat
