// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/jsonfile.h"

#include "base/text.h"
#include "base/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace gnat {

namespace {

Error setAside(const QString &path, const QString &reason)
{
    const auto aside = path + QStringLiteral(".damaged");
    QFile::remove(aside);
    if (QFile::rename(path, aside))
        return makeError(ErrorKind::InvalidInput, Words::tr("The file %1 is damaged (%2). It was set aside as %3.")
                                                      .arg(path, reason, QFileInfo(aside).fileName()));
    return makeError(ErrorKind::InvalidInput, Words::tr("The file %1 is damaged (%2).").arg(path, reason));
}

Error notWritten(const QString &path, const QString &reason)
{
    return makeError(ErrorKind::StorageFailure, Words::tr("The file %1 can't be written: %2.").arg(path, reason));
}

} // namespace

Result<QJsonObject> JsonFile::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QIODevice::ReadOnly))
        return makeError(ErrorKind::NotPermitted,
                         Words::tr("The file %1 can't be read: %2.").arg(m_path, file.errorString()));
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(file.readAll(), &error);
    file.close();
    if (document.isObject())
        return document.object();
    return setAside(m_path,
                    error.error == QJsonParseError::NoError ? Words::tr("no JSON object") : error.errorString());
}

Result<void> JsonFile::write(const QJsonObject &content) const
{
    if (!QDir().mkpath(QFileInfo(m_path).path()))
        return notWritten(m_path, Words::tr("its folder can't be made"));
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(m_path, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(content).toJson());
    return file.flush() && file.commit() ? Result<void>() : notWritten(m_path, file.errorString());
}

} // namespace gnat
