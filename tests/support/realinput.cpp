// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/realinput.h"

#include <QApplication>
#include <QCursor>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QMenu>
#include <QProcess>
#include <QTimer>
#include <QWidget>

#include <algorithm>
#include <cstdlib>

namespace gnat::test {

namespace {

constexpr int menuMs = 5000;

QStringList moveTo(const QWidget *widget, const QPoint &at)
{
    const auto point = widget->mapToGlobal(at.x() < 0 ? widget->rect().center() : at);
    const QStringList place{QString::number(point.x()), QString::number(point.y())};
    if (QCursor::pos() == point)
        return QStringList{QStringLiteral("mousemove")} + place; // it would wait 15 s for a move that does not come
    return QStringList{QStringLiteral("mousemove"), QStringLiteral("--sync")} + place;
}

} // namespace

bool RealInput::run(const QStringList &arguments)
{
    QProcess process;
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    process.start(QStringLiteral("xdotool"), arguments);
    if (process.state() != QProcess::NotRunning)
        loop.exec();
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

bool RealInput::click(const QWidget *widget, const QPoint &at)
{
    return run(moveTo(widget, at) + QStringList{QStringLiteral("click"), QStringLiteral("1")});
}

bool RealInput::doubleClick(const QWidget *widget, const QPoint &at)
{
    return run(moveTo(widget, at) + QStringList{QStringLiteral("click"), QStringLiteral("--repeat"),
                                                QStringLiteral("2"), QStringLiteral("--delay"), QStringLiteral("60"),
                                                QStringLiteral("1")});
}

bool RealInput::clickWith(const QString &key, const QWidget *widget, const QPoint &at)
{
    return run(moveTo(widget, at) + QStringList{QStringLiteral("keydown"), key, QStringLiteral("click"),
                                                QStringLiteral("1"), QStringLiteral("keyup"), key});
}

bool RealInput::hover(const QWidget *widget, const QPoint &at)
{
    return run(moveTo(widget, at));
}

bool RealInput::chooseInMenu(const QWidget *widget, const QPoint &at, const QString &entry)
{
    return chooseAfter(moveTo(widget, at) + QStringList{QStringLiteral("click"), QStringLiteral("3")}, entry);
}

bool RealInput::chooseInButtonMenu(const QWidget *button, const QString &entry)
{
    return chooseAfter(moveTo(button, {-1, -1}) + QStringList{QStringLiteral("click"), QStringLiteral("1")}, entry);
}

/// The menu runs an event loop of its own inside of ours: a timer sees it and lets xdotool go on.
bool RealInput::chooseAfter(const QStringList &click, const QString &entry)
{
    bool isChosen = false;
    QTimer look;
    look.setInterval(20);
    QObject::connect(&look, &QTimer::timeout, &look, [&] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu || !menu->isVisible())
            return;
        look.stop();
        const auto actions = menu->actions();
        const auto found = std::ranges::find(actions, entry, &QAction::text);
        if (found == actions.end() || !(*found)->isEnabled()) {
            menu->close();
            return;
        }
        isChosen = true;
        const auto where = menu->actionGeometry(*found).center();
        QProcess::startDetached(QStringLiteral("xdotool"),
                                moveTo(menu, where) + QStringList{QStringLiteral("click"), QStringLiteral("1")});
    });
    look.start();
    if (!run(click))
        return false;
    QDeadlineTimer deadline(menuMs);
    while ((look.isActive() || QApplication::activePopupWidget()) && !deadline.hasExpired())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return isChosen;
}

/// In one call of xdotool: what happens between its steps is up to the program that is tested.
bool RealInput::drag(const QWidget *from, const QPoint &at, const QWidget *to, const QPoint &toAt, int button,
                     const QString &key)
{
    constexpr int steps = 6;
    const QString number = QString::number(button);
    const auto first = from->mapToGlobal(at);
    const auto last = to->mapToGlobal(toAt);
    QStringList arguments = moveTo(from, at);
    if (!key.isEmpty())
        arguments += {QStringLiteral("keydown"), key};
    arguments += {QStringLiteral("mousedown"), number};
    for (int step = 1; step <= steps; ++step) {
        const auto point = first + (last - first) * step / steps;
        arguments += {QStringLiteral("mousemove"), QString::number(point.x()), QString::number(point.y()),
                      QStringLiteral("sleep"), QStringLiteral("0.05")};
    }
    arguments += {QStringLiteral("mouseup"), number};
    if (!key.isEmpty())
        arguments += {QStringLiteral("keyup"), key};
    return run(arguments);
}

bool RealInput::wheel(const QWidget *widget, int notches, const QPoint &at)
{
    const auto button = notches > 0 ? QStringLiteral("4") : QStringLiteral("5");
    return run(moveTo(widget, at) + QStringList{QStringLiteral("click"), QStringLiteral("--repeat"),
                                                QString::number(std::abs(notches)), QStringLiteral("--delay"),
                                                QStringLiteral("20"), button});
}

bool RealInput::key(const QString &name)
{
    return run({QStringLiteral("key"), QStringLiteral("--clearmodifiers"), name});
}

bool RealInput::type(const QString &text)
{
    return run({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("15"), text});
}

} // namespace gnat::test
