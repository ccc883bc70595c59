// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/strongid.h"
#include "flow/messagesource.h"
#include "recording/batchring.h"
#include "recording/recordedfacts.h"
#include "recording/recordingsplit.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace gnat {

class Fanout;

struct RecordingOptions
{
    QString path;
    bool overwrite = false;
    QList<RecordedConnection> connections;     ///< only batches of these sources are recorded
    QList<RecordedSubscription> subscriptions; ///< more can be told while it runs
    QString filter;                            ///< noted in the session
    MessagePredicate wanted;                   ///< only these are written; null: all
    QString note;
    qint64 startedNs = 0;     ///< wall clock of the session's start; 0: now
    qint64 clockOffsetNs = 0; ///< wallOffset() by which all its times are; 0: as it is now

    /// What came just before (PreTrigger::ring()); asked once it records, so that nothing is lost between. Or null.
    std::function<BatchRing()> atHand;
    BatchRing::Limits before{0, 64'000'000}; ///< how much of what came before the start belongs to it
    MessagePredicate startWhen; ///< writes nothing before the first message that this accepts; null: at once
    MessagePredicate stopWhen;  ///< the first message that this accepts is the last

    // Limits; 0: none. At the first that is reached finished() comes by itself.
    quint64 maxMessages = 0; ///< exactly so many are written
    quint64 maxFileBytes = 0;
    qint64 maxMs = 0; ///< from the start, or the first message if startWhen is set

    /// Into several files, named after `path`; the limits above are for all of them together.
    RecordingSplit split;
};

enum class RecordingState {
    Waiting, ///< for the message that starts it
    Recording,
    Paused, ///< by pause()
    Held    ///< by the disk; goes on by itself as soon as it can
};

/// What became of the files of a split recording.
struct RecordingParts
{
    quint32 number = 0;       ///< of the file that is written now, from 1; 0: it is not split
    quint64 removedFiles = 0; ///< the oldest, to keep within the limits; stated in the file that began then
    quint64 removedMessages = 0;
    quint64 removedBytes = 0; ///< of the files
    QString problem;          ///< why the oldest file cannot be removed
};

struct RecordingFigures
{
    RecordingState state = RecordingState::Recording;
    /// Changes with each file of a split recording, and if the file is deleted while it is written: it is then written
    /// anew beside it.
    QString path;
    QString problem;       ///< while held: what is wrong with the disk
    quint64 messages = 0;  ///< written and committed
    quint64 bytes = 0;     ///< of payload
    quint64 fileBytes = 0; ///< of all its files that were not removed, without the log beside the last
    quint64 freeBytes = 0; ///< on its disk; 0: not known
    quint64 waiting = 0;   ///< in memory, not yet in the file
    quint64 filtered = 0;  ///< did not pass the filter
    quint64 dropped = 0;   ///< did not fit in the recorder's queue; stated in the file as a gap
    quint64 paused = 0;    ///< came while it was paused; stated in the file as a gap
    quint64 gaps = 0;      ///< stated so far
    qint64 elapsedMs = 0;
    RecordingParts parts;
};

/// Records what passes the Fanout into a `.gnat` file on a thread of its own. Lives in the GUI (or main) thread.
/// While the disk does not take it (full, folder gone, file locked) it holds what fits in its queue (256 MB), counts
/// the rest, goes on by itself and states the gap. Several may run on one Fanout.
class Recorder : public QObject
{
    Q_OBJECT

public:
    explicit Recorder(Fanout &fanout, QObject *parent = nullptr);
    ~Recorder() override; ///< flushes and closes a running recording

    /// The error is for an existing file, a folder that cannot be written, an invalid path.
    Result<void> start(const RecordingOptions &options);
    /// Takes what waits, commits, closes into one file; finished() follows. Does not block.
    void stop();
    /// Until resume() what comes is counted and not written: a gap "paused". Exact to the batch.
    void pause();
    void resume();
    bool isPaused() const;
    bool isRecording() const;
    QString path() const;   ///< of the running recording, or the last one
    QString filter() const; ///< of the running recording, or the last one; empty: everything
    RecordingFigures figures() const;

    void addConnection(const RecordedConnection &connection);
    void addSubscription(const RecordedSubscription &subscription);
    /// A connection is lost or back: a gap "connection lost", up to the end of the recording if that comes first.
    /// Of this and of a gap, only what lies within the recording: since its start, or what came before and belongs to
    /// it.
    void beginLoss(SourceId source, qint64 atNs);
    void endLoss(SourceId source, qint64 untilNs);
    /// Notes a stretch in which messages may be missing: "slow consumer"; count 0: not known. Not after stop(): what
    /// was open by then is said before.
    void addGap(const RecordedGap &gap);
    void addMark(qint64 atNs, const QString &kind, const QString &text);

Q_SIGNALS:
    void started(const QString &path);
    /// At most four times a second, and when the state changes.
    void figuresChanged(const gnat::RecordingFigures &figures);
    /// The file is closed. `error` is empty if all went well.
    void finished(const QString &path, const gnat::RecordingFigures &figures, const QString &error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
