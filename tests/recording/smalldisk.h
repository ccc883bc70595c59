// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QStorageInfo>
#include <QTemporaryDir>

namespace gnat::test {

/// A file system of its own in memory; isMounted() is false where this user may not mount.
class SmallDisk
{
public:
    explicit SmallDisk(const char *megabytes)
    {
        const auto size = QStringLiteral("size=%1m").arg(QLatin1String(megabytes));
        m_isMounted = QProcess::execute(QStringLiteral("mount"),
                                        {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"), size,
                                         QStringLiteral("tmpfs"), m_folder.path()}) == 0;
    }
    ~SmallDisk()
    {
        if (m_isMounted)
            QProcess::execute(QStringLiteral("umount"), {QStringLiteral("-l"), m_folder.path()});
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    bool isMounted() const { return m_isMounted; }
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    /// Leaves this many bytes free.
    bool fillUp(qint64 leave) const
    {
        QFile ballast(file("ballast"));
        if (!ballast.open(QIODevice::WriteOnly))
            return false;
        const QByteArray bytes(QStorageInfo(m_folder.path()).bytesAvailable() - leave, 'x');
        return ballast.write(bytes) == bytes.size() && ballast.flush();
    }
    bool makeRoom() const { return QFile::remove(file("ballast")); }

private:
    QTemporaryDir m_folder;
    bool m_isMounted = false;
};

} // namespace gnat::test
