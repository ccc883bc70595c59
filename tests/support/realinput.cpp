// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/realinput.h"

#include <QEventLoop>
#include <QProcess>
#include <QWidget>

namespace gnat::test {

namespace {

QStringList moveTo(const QWidget *widget, const QPoint &at)
{
    const auto point = widget->mapToGlobal(at.x() < 0 ? widget->rect().center() : at);
    return {QStringLiteral("mousemove"), QStringLiteral("--sync"), QString::number(point.x()),
            QString::number(point.y())};
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

bool RealInput::key(const QString &name)
{
    return run({QStringLiteral("key"), QStringLiteral("--clearmodifiers"), name});
}

bool RealInput::type(const QString &text)
{
    return run({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("15"), text});
}

} // namespace gnat::test
