// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connectionset.h"
#include "desktop.h"
#include "items/messagelistmodel.h"
#include "live/livepage.h"
#include "messages/messagetable.h"
#include "resources/resources.h"
#include "support/realinput.h"
#include "traffic/messagelog.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace gnat::test {

/// The program's window on a real X display, as a user has it who began with the demo. Label xvfb.
class DemoWindow
{
public:
    /// Once the demo's messages are in the list.
    bool open(int messages = 100)
    {
        initResources();
        if (QGuiApplication::platformName() != QStringLiteral("xcb") || !show(true))
            return false;
        m_desktop->startDemo();
        return QTest::qWaitFor([&] { return list().rowCount() > messages; }, 30'000);
    }
    /// The window, for the next time: layout and preferences are those of the one before, unless they are `reset`.
    bool show(bool reset)
    {
        m_desktop = std::make_unique<Desktop>(reset);
        m_desktop->workspace().preferences().setRecordingFolder(m_folder.path());
        auto &window = m_desktop->window();
        window.resize(1440, 900);
        window.show();
        window.goToPage(QStringLiteral("live"));
        window.activateWindow();
        return QTest::qWaitForWindowActive(&window);
    }
    void close() { m_desktop.reset(); }

    Desktop &desktop() const { return *m_desktop; }
    Workspace &workspace() const { return m_desktop->workspace(); }
    MainWindow &window() const { return m_desktop->window(); }
    LivePage &live() const { return *qobject_cast<LivePage *>(window().page(QStringLiteral("live"))); }
    MessageListModel &list() const { return live().messages(); }
    MessageTable &table() const { return live().table(); }
    Connection &connection() const { return *workspace().connections().all().front(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Makes a row in the middle of the list current: never the one of the time before, which could make it a double
    /// click.
    bool clickRow()
    {
        m_isLower = !m_isLower;
        m_row = QPoint(240, table().viewport()->height() / 2 + (m_isLower ? 72 : 0));
        return RealInput::click(table().viewport(), m_row) &&
               QTest::qWaitFor([this] { return table().hasFocus() && table().currentIndex().isValid(); }, 10'000);
    }
    /// Where that was.
    const QPoint &row() const { return m_row; }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Desktop> m_desktop;
    QPoint m_row;
    bool m_isLower = false;
};

} // namespace gnat::test
