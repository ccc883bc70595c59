// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/messageexport.h"
#include "transfer/messageobject.h"

#include <QStringList>

#include <functional>

namespace gnat {

/// What came of reading files of other programs.
struct ImportFigures
{
    quint64 messages = 0;
    quint64 withoutTime = 0; ///< got the time of their file, or of the message before
    quint64 renamed = 0;     ///< whose subject could not stand in NATS
    quint64 skipped = 0;     ///< were broken, and left out as asked
    QStringList problems;    ///< of the first that were left out: "line 12: …"
};

/// Takes a message; its time is set. An error ends the import.
using TakeImported = std::function<Result<void>(const ImportedMessage &)>;

/// Reads `path`: a file with JSON objects, one a line (or ended by NUL, as `nats sub --dump=-` prints them), or a
/// folder that `nats sub --dump` (1.json, 2.json, 2_reply.json …) or rabtap (rabtap-….json, with the body in
/// rabtap-….dat or in the JSON itself) wrote. See parseMessageObject() for the objects. Or an MCAP file, see
/// readMcap(): topics become subjects.
///
/// A line or file that cannot be read ends it with an error that names the place; with `skipBroken` it is left out and
/// counted. For a worker thread. `control.progress` counts bytes of a file, files of a folder.
Result<ImportFigures> importMessages(const QString &path, bool skipBroken, const TakeImported &take,
                                     const JobControl &control);

} // namespace gnat
