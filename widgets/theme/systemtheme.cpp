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

#include <utility>

namespace gnat {

namespace {

const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colorScheme = QStringLiteral("color-scheme");
const QString reducedMotion = QStringLiteral("reduced-motion");
const QString gnomeInterface = QStringLiteral("org.gnome.desktop.interface");
const QString animations = QStringLiteral("enable-animations");

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
    read(bus, appearance, colorScheme);
    read(bus, appearance, reducedMotion);
    read(bus, gnomeInterface, animations);
}

void SystemTheme::read(QDBusConnection &bus, const QString &group, const QString &key)
{
    QDBusMessage call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.portal.Desktop"), portalPath,
                                                       portalInterface, QStringLiteral("Read"));
    call.setArguments({group, key});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, 5000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, group, key](QDBusPendingCallWatcher *answer) {
        const QDBusPendingReply<QVariant> reply = *answer;
        if (!reply.isError()) {
            // Read answers a variant in a variant.
            const QVariant value = reply.value();
            take(group, key, value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value);
        }
        answer->deleteLater();
    });
}

void SystemTheme::settingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    take(group, key, value.variant());
}

void SystemTheme::take(const QString &group, const QString &key, const QVariant &value)
{
    const auto before = std::pair(m_isDark, isStill());
    if (group == appearance && key == colorScheme) {
        const uint scheme = value.toUInt(); // 0: no preference, 1: dark, 2: light
        m_isDark = scheme == 1 || scheme == 2 ? std::optional(scheme == 1) : std::nullopt;
    } else if (group == appearance && key == reducedMotion) {
        m_isMotionReduced = value.toUInt() == 1;
    } else if (group == gnomeInterface && key == animations) {
        m_areAnimationsOff = !value.toBool();
    }
    if (before != std::pair(m_isDark, isStill()))
        Q_EMIT changed();
}

} // namespace gnat
