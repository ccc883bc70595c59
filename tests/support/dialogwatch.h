// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QDialog>
#include <QTimer>

#include <functional>

namespace gnat::test {

/// Does something, once, as soon as a modal dialog is up and has the focus: also where it runs an event loop of its own
/// inside of the test's.
class DialogWatch
{
public:
    explicit DialogWatch(std::function<void()> act) : m_act(std::move(act))
    {
        QObject::connect(&m_look, &QTimer::timeout, &m_look, [this] { look(); });
        m_look.start(20);
    }

    bool isDone() const { return m_isDone; }

private:
    void look()
    {
        const auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        if (!dialog || !dialog->isVisible() || !dialog->isActiveWindow())
            return;
        m_look.stop();
        m_act();
        m_isDone = true;
    }

    std::function<void()> m_act;
    QTimer m_look;
    bool m_isDone = false;
};

} // namespace gnat::test
