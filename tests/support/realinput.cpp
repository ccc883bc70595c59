// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/realinput.h"

#include <QApplication>
#include <QCursor>
#include <QDeadlineTimer>
#include <QEvent>
#include <QEventLoop>
#include <QMenu>
#include <QProcess>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <QWidget>

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace gnat::test {

namespace {

constexpr int menuMs = 5000;
constexpr int arriveMs = 20'000;
constexpr int notchAngle = 120;

/// What the X server has sent to the program's windows since this was made, counted before any widget sees it. When
/// xdotool ends, it may still be on the way.
class Arrivals : public QObject
{
public:
    Arrivals() { qApp->installEventFilter(this); }

    /// A click beside a popup closes it; where the button is let go, the window is gone that it was pressed in.
    bool waitForClicks(int clicks) const
    {
        const auto isClosed = [this] {
            return m_hadPopup && !QApplication::activePopupWidget();
        };
        return QTest::qWaitFor([&] { return m_releases >= clicks || isClosed(); }, arriveMs);
    }
    bool waitForNotches(int notches) const
    {
        return QTest::qWaitFor([this, notches] { return m_angle >= notches * notchAngle; }, arriveMs);
    }

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (object->isWindowType() && event->spontaneous()) {
            if (event->type() == QEvent::MouseButtonRelease)
                ++m_releases;
            else if (event->type() == QEvent::Wheel)
                m_angle += std::abs(static_cast<QWheelEvent *>(event)->angleDelta().y());
        }
        return false;
    }

private:
    const bool m_hadPopup = QApplication::activePopupWidget() != nullptr;
    int m_releases = 0;
    int m_angle = 0;
};

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

bool RealInput::runClicks(const QStringList &arguments, int clicks)
{
    const Arrivals arrivals;
    return run(arguments) && arrivals.waitForClicks(clicks);
}

bool RealInput::click(const QWidget *widget, const QPoint &at)
{
    return runClicks(moveTo(widget, at) + QStringList{QStringLiteral("click"), QStringLiteral("1")});
}

bool RealInput::doubleClick(const QWidget *widget, const QPoint &at)
{
    return runClicks(moveTo(widget, at) + QStringList{QStringLiteral("click"), QStringLiteral("--repeat"),
                                                      QStringLiteral("2"), QStringLiteral("--delay"),
                                                      QStringLiteral("60"), QStringLiteral("1")},
                     2);
}

bool RealInput::clickWith(const QString &key, const QWidget *widget, const QPoint &at)
{
    return runClicks(moveTo(widget, at) + QStringList{QStringLiteral("keydown"), key, QStringLiteral("click"),
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
            QStringList there;
            std::ranges::transform(actions, std::back_inserter(there), &QAction::text);
            qInfo().noquote() << "no such entry to choose:" << entry << "among" << there.join(QStringLiteral(", "));
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
    const Arrivals arrivals;
    return run(moveTo(widget, at) + QStringList{QStringLiteral("click"), QStringLiteral("--repeat"),
                                                QString::number(std::abs(notches)), QStringLiteral("--delay"),
                                                QStringLiteral("20"), button}) &&
           arrivals.waitForNotches(std::abs(notches));
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
