// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batchbuilder.h"
#include "flow/fanout.h"
#include "recording/recorder.h"
#include "recording/recordingreader.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace gnat::test {

/// A message that owns its bytes; compared as a whole.
struct Note
{
    QByteArray subject;
    QByteArray reply;
    QByteArray headers;
    QByteArray payload;
    qint64 atNs = 0;
    quint32 subscription = 1;

    friend bool operator==(const Note &, const Note &) = default;
};

constexpr SourceId source{7};

Note noteOf(const MessageView &message);
/// `count` messages a millisecond apart on 10 subjects, "m.0" … "m.9", payload "payload <n>".
QList<Note> plainNotes(int count, qint64 fromNs = 1'700'000'000'000'000'000, qint64 stepNs = 1'000'000);
/// Publishes as batches of at most `perBatch` messages.
void publish(Fanout &fanout, const QList<Note> &notes, SourceId from = source, int perBatch = 100);
/// Options for `path` with the connection "test" of `source`.
RecordingOptions optionsFor(const QString &path);

/// Records the notes into a file and waits until it is closed. Returns the error sentence, empty if all went well.
QString record(const QString &path, const QList<Note> &notes);
/// All messages of a file; nothing if it cannot be read.
std::optional<QList<Note>> readAll(const QString &path);

/// The first column of all rows of a query, by plain SQLite, as other tools would; joined by newlines.
/// "error: …" if it fails. With `mayWrite` a journal that lies beside the file is used, as the sqlite3 program does.
QByteArray query(const QString &path, const QByteArray &sql, bool mayWrite = false);
/// Changes a closed file by plain SQLite; false if that fails.
bool execute(const QString &path, const QByteArray &sql);

} // namespace gnat::test
