// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QGuiApplication>
#include <QScreen>
#include <QTimer>

namespace gnat::test {

bool waitUntil(const std::function<bool()> &isTrue, int deadlineMs)
{
    const QDeadlineTimer deadline(deadlineMs);
    QTimer poll;
    poll.start(20);
    while (!isTrue()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

bool Pictures::take(const QString &name)
{
    for (const auto choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        m_desktop.theme().setChoice(choice);
        // Two frames: one for the palette to reach the charts, one for them to be drawn.
        const QDeadlineTimer settled(600);
        waitUntil([&] { return settled.hasExpired(); });
        const auto file =
            name + (choice == ThemeChoice::Dark ? QStringLiteral("-dark.png") : QStringLiteral("-light.png"));
        if (!ofScreen().save(m_folder.filePath(file)))
            return false;
    }
    return true;
}

QPixmap Pictures::ofScreen() const
{
    auto &window = m_desktop.window();
    if (QGuiApplication::platformName() != QStringLiteral("xcb"))
        return window.grab();
    const auto corner = window.mapToGlobal(QPoint());
    return window.screen()->grabWindow(0, corner.x(), corner.y(), window.width(), window.height());
}

} // namespace gnat::test
