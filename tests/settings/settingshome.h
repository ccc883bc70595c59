// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTemporaryDir>

#include <memory>

namespace gnat::test {

/// XDG homes of its own for one test, so that nothing of another one is found.
struct SettingsHome
{
    SettingsHome()
    {
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(folder.filePath(QStringLiteral("config"))));
        qputenv("XDG_DATA_HOME", QFile::encodeName(folder.filePath(QStringLiteral("data"))));
    }
    QString preferences() const { return folder.filePath(QStringLiteral("config/gnatcatcher/preferences.json")); }
    QString history() const { return folder.filePath(QStringLiteral("data/gnatcatcher/history.json")); }

    QTemporaryDir folder;
};

inline bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

inline QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace gnat::test
