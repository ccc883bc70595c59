// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QJsonObject>
#include <QString>

namespace gnat {

/// One JSON object in one file, read at the start and written as a whole: either the old content is there or the new.
class JsonFile
{
public:
    explicit JsonFile(QString path) : m_path(std::move(path)) {}

    const QString &path() const { return m_path; }

    /// The content; an empty object if there is no file. A file that is no JSON object is set aside as
    /// `<name>.damaged`, so that nothing is lost and the next start is clean; the error says so.
    Result<QJsonObject> read() const;
    /// Makes the folder if needed; readable by the user alone.
    Result<void> write(const QJsonObject &content) const;

private:
    QString m_path;
};

} // namespace gnat
