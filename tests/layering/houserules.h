// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace gnat::test {

/// One source file as the rules see it: its path from the top of the project and its text.
struct SourceFile
{
    QString path;
    QString text;
};

/// Includes against the table of rooms: who may know whom. Each finding reads "path:line: reason".
QStringList roomFindings(const SourceFile &file);

/// Includes of foreign libraries outside the room that keeps them, or in a public header of that room.
QStringList foreignFindings(const SourceFile &file);

/// Windows below models/, and Qt at all in the plain C++ rooms.
QStringList qtFindings(const SourceFile &file);

/// The two SPDX lines, `#pragma once` in headers, at most 400 lines.
QStringList formFindings(const SourceFile &file);

} // namespace gnat::test
