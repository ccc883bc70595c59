// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
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
        if (!m_desktop.window().grab().save(m_folder.filePath(file)))
            return false;
    }
    return true;
}

} // namespace gnat::test
