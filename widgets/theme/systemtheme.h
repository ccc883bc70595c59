// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

class QDBusConnection;
class QDBusVariant;

namespace gnat {

/// What the desktop asks for, light or dark, and whether things may move: told by its portal (color-scheme and
/// reduced-motion of org.freedesktop.appearance, GNOME's enable-animations) where there is one. Asks asynchronously;
/// without a session bus or portal it stays silent. GUI thread.
class SystemTheme : public QObject
{
    Q_OBJECT

public:
    explicit SystemTheme(QObject *parent = nullptr);

    /// Nothing while the desktop has not said anything.
    std::optional<bool> isDark() const { return m_isDark; }
    /// Motion is to be reduced.
    bool isStill() const { return m_isMotionReduced || m_areAnimationsOff; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask();
    void read(QDBusConnection &bus, const QString &group, const QString &key);
    void take(const QString &group, const QString &key, const QVariant &value);

    std::optional<bool> m_isDark;
    bool m_isMotionReduced = false;
    bool m_areAnimationsOff = false;
};

} // namespace gnat
