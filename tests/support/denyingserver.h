// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/natsserverprocess.h"

#include <QFile>
#include <QTemporaryDir>

namespace gnat::test {

/// A nats-server whose only user, "u" with the password "p", may not ask the system for anything.
class DenyingServer
{
public:
    DenyingServer() : m_server({QStringLiteral("-c"), writeConfig(m_folder)}) {}

    bool start() { return m_server.start(); }
    QString errorText() const { return m_server.errorText(); }
    QString url() const { return QStringLiteral("nats://u:p@127.0.0.1:%1").arg(m_server.port()); }

private:
    static QString writeConfig(const QTemporaryDir &folder)
    {
        QFile file(folder.filePath(QStringLiteral("server.conf")));
        const bool isOpen = file.open(QIODevice::WriteOnly);
        const QByteArray text =
            "authorization { users: [ { user: u, password: p, permissions: { publish: { deny: \"$SYS.>\" } } } ] }\n";
        return isOpen && file.write(text) == text.size() ? file.fileName() : QString();
    }

    QTemporaryDir m_folder;
    NatsServerProcess m_server;
};

} // namespace gnat::test
