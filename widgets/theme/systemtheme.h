// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

class QDBusPendingCallWatcher;
class QDBusVariant;

namespace gnat {

/// What the desktop asks for, light or dark: told by its portal (org.freedesktop.appearance color-scheme) where there
/// is one. Asks asynchronously; without a session bus or portal it stays silent. GUI thread.
class SystemTheme : public QObject
{
    Q_OBJECT

public:
    explicit SystemTheme(QObject *parent = nullptr);

    /// Nothing while the desktop has not said anything.
    std::optional<bool> isDark() const { return m_isDark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask();
    void take(const QDBusPendingCallWatcher *answer);
    void takeScheme(uint scheme);

    std::optional<bool> m_isDark;
};

} // namespace gnat
