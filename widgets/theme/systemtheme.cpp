// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/systemtheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFile>
#include <QTimer>

namespace gnat {

namespace {

const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colorScheme = QStringLiteral("color-scheme");

// Asking for a bus that is not there would make the library try to start one.
bool hasSessionBus()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + QStringLiteral("/bus"));
}

} // namespace

SystemTheme::SystemTheme(QObject *parent) : QObject(parent)
{
    QTimer::singleShot(0, this, &SystemTheme::ask);
}

void SystemTheme::ask()
{
    if (!hasSessionBus())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    // Without the service's name: with it, Qt would first ask who owns that name and wait for the answer.
    bus.connect(QString(), portalPath, portalInterface, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.portal.Desktop"), portalPath,
                                                       portalInterface, QStringLiteral("Read"));
    call.setArguments({appearance, colorScheme});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, 5000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *answer) {
        take(answer);
        answer->deleteLater();
    });
}

void SystemTheme::take(const QDBusPendingCallWatcher *answer)
{
    const QDBusPendingReply<QVariant> reply = *answer;
    if (reply.isError())
        return;
    // Read answers a variant in a variant.
    QVariant value = reply.value();
    if (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    takeScheme(value.toUInt());
}

void SystemTheme::settingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance && key == colorScheme)
        takeScheme(value.variant().toUInt());
}

void SystemTheme::takeScheme(uint scheme)
{
    // 0: no preference, 1: dark, 2: light.
    const std::optional<bool> wanted = scheme == 1   ? std::optional(true)
                                       : scheme == 2 ? std::optional(false)
                                                     : std::nullopt;
    if (wanted == m_isDark)
        return;
    m_isDark = wanted;
    Q_EMIT changed();
}

} // namespace gnat
