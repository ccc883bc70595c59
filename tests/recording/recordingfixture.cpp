// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingfixture.h"

#include "base/text.h"

#include <QSignalSpy>

#include <sqlite3.h>

namespace gnat::test {

Note noteOf(const MessageView &message)
{
    return {toByteArray(message.subject),
            toByteArray(message.reply),
            toByteArray(message.headers),
            toByteArray(message.payload),
            message.atNs,
            message.subscription.number()};
}

QList<Note> plainNotes(int count, qint64 fromNs, qint64 stepNs)
{
    QList<Note> notes;
    notes.reserve(count);
    for (int i = 0; i < count; ++i)
        notes << Note{
            "m." + QByteArray::number(i % 10), {}, {}, "payload " + QByteArray::number(i), fromNs + i * stepNs};
    return notes;
}

void publish(Fanout &fanout, const QList<Note> &notes, SourceId from, int perBatch)
{
    BatchBuilder builder(from);
    int inBatch = 0;
    for (const auto &note : notes) {
        const MessageParts parts{viewOf(note.subject), viewOf(note.reply), viewOf(note.headers), viewOf(note.payload)};
        if (!builder.append(parts, note.atNs, SubscriptionId(note.subscription)))
            qFatal("a test message does not fit in a batch");
        if (++inBatch == perBatch) {
            fanout.publish(builder.take());
            inBatch = 0;
        }
    }
    fanout.publish(builder.take());
}

RecordingOptions optionsFor(const QString &path)
{
    RecordingOptions options;
    options.path = path;
    options.connections << RecordedConnection{
        source, QStringLiteral("test"), QStringLiteral("nats://localhost"), {}, {}};
    options.subscriptions << RecordedSubscription{SubscriptionId(1), source, "m.>", {}};
    return options;
}

QString record(const QString &path, const QList<Note> &notes)
{
    Fanout fanout;
    Recorder recorder(fanout);
    QSignalSpy finished(&recorder, &Recorder::finished);
    if (const auto started = recorder.start(optionsFor(path)); !started)
        return errorText(started.error());
    publish(fanout, notes);
    recorder.stop();
    if (!finished.wait(30'000))
        return QStringLiteral("the recorder did not finish");
    return finished.first().at(2).toString();
}

std::optional<QList<Note>> readAll(const QString &path)
{
    const auto reader = RecordingReader::open(path);
    if (!reader)
        return std::nullopt;
    QList<Note> notes;
    const auto done = reader.value().visit([&](const MessageView &message, quint64) {
        notes << noteOf(message);
        return true;
    });
    return done ? std::optional(notes) : std::nullopt;
}

QByteArray query(const QString &path, const QByteArray &sql, bool mayWrite)
{
    sqlite3 *database = nullptr;
    QList<QByteArray> rows;
    int code = sqlite3_open_v2(path.toUtf8().constData(), &database,
                               mayWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, nullptr);
    sqlite3_stmt *statement = nullptr;
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(database, sql.constData(), -1, &statement, nullptr);
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        rows << QByteArray(reinterpret_cast<const char *>(sqlite3_column_text(statement, 0)));
        code = SQLITE_OK;
    }
    if (code != SQLITE_DONE)
        rows << QByteArray("error: ") + sqlite3_errmsg(database);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return rows.join('\n');
}

bool execute(const QString &path, const QByteArray &sql)
{
    sqlite3 *database = nullptr;
    int code = sqlite3_open_v2(path.toUtf8().constData(), &database, SQLITE_OPEN_READWRITE, nullptr);
    if (code == SQLITE_OK)
        code = sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr);
    sqlite3_close(database);
    return code == SQLITE_OK;
}

} // namespace gnat::test
